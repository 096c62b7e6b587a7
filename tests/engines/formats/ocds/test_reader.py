"""Reading OCDS: nothing lost, no two organisations made one, no two processes mixed."""

import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from tests.conftest import shared
from tests.engines.formats.ocds.told import BUYER, SUPPLIER, a_release, codes, reading

from fielding.app.books.registering.contracting import Contracting, Fate, Form
from fielding.engines.formats.ocds.reader import read_contracting


@pytest.fixture(scope="module", params=["contracts_finder_2025", "contracts_finder_2020_bluetail"])
def published(request: pytest.FixtureRequest) -> tuple[Path, Contracting]:
    path = shared(f"oversight/ocds_uk/{request.param}.jsonl")
    return path, read_contracting(path)


def test_every_published_release_is_kept_to_the_last_field(
    published: tuple[Path, Contracting],
) -> None:
    path, told = published

    kept = [release.content for process in told.processes for release in process.releases]

    lines = path.read_text(encoding="utf-8").splitlines()
    wanted = [json.loads(line, parse_float=Decimal) for line in lines]
    found = [json.loads(content, parse_float=Decimal) for content in kept]
    assert sorted(map(repr, map(_sorted, found))) == sorted(map(repr, map(_sorted, wanted)))
    assert told.releases == len(lines)
    assert not any(fault.lost for fault in told.faults)


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(one) for one in value] if isinstance(value, list) else value


def test_every_field_is_listed_with_what_becomes_of_it(
    published: tuple[Path, Contracting],
) -> None:
    path, told = published
    met: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        met |= set(_paths(json.loads(line)))

    listed = {field.path for field in told.fields}

    unknown = {fault.place for fault in told.faults if fault.code == "unknown-field"}
    assert listed == met
    assert unknown == {field.path for field in told.fields if field.fate is Fate.UNKNOWN}


def _paths(value: object, path: str = "") -> list[str]:
    if isinstance(value, dict) and value:
        return [p for name, inner in value.items() for p in _paths(inner, f"{path}/{name}")]
    if isinstance(value, list) and value:
        return [p for inner in value for p in _paths(inner, f"{path}/[]")]
    return [path.removeprefix("/")]


def test_no_key_stands_for_organisations_with_different_names_unless_an_identifier_says_so(
    published: tuple[Path, Contracting],
) -> None:
    _, told = published
    names: defaultdict[str, set[str]] = defaultdict(set)
    for process in told.processes:
        for party in process.parties.values():
            names[party.key] |= {" ".join(party.name.casefold().split())}
            if not party.identifiers:
                assert party.other_names == ()

    mixed = {key for key, told in names.items() if len(told) > 1 and not key.startswith("GB-")}

    assert mixed == set()


def test_every_supplier_of_a_published_award_keeps_its_own_name(
    published: tuple[Path, Contracting],
) -> None:
    path, told = published
    by_id = {release.id: p for p in told.processes for release in p.releases}
    for line in path.read_text(encoding="utf-8").splitlines():
        release = json.loads(line)
        for award in release.get("awards", []):
            process = by_id[release["id"]]
            dealing = next(d for d in process.dealings if d.id == award["id"])
            digest = next(r.digest for r in process.releases if r.id == release["id"])
            state = next(s for s in dealing.states if s.release == digest)

            names = {
                name.casefold()
                for key in state.suppliers
                for name in (process.parties[key].name, *process.parties[key].other_names)
            }

            wanted = {
                told["name"].strip().casefold() for told in award["suppliers"] if told["name"]
            }
            assert wanted <= names


def test_damaged_line_breaks_of_the_real_file_are_listed() -> None:
    told = read_contracting(shared("oversight/ocds_uk/contracts_finder_2025.jsonl"))

    damaged = {f.place for f in told.faults if f.code == "damaged-line-breaks"}

    assert "tender/description" in damaged
    assert Form.CALL_OFF in {d.states[-1].form for p in told.processes for d in p.dealings}


def test_two_buyers_in_one_ocid_stay_two_processes() -> None:
    other = {"id": "GB-LAC-E09000099", "name": "South Council"}
    second = a_release("r-2", buyer=other, awards=[{"id": "a-1", "suppliers": [SUPPLIER]}])

    told = reading(a_release(), second)

    values = [p.dealings[-1].states[-1].value for p in told.processes]
    assert [p.buyers for p in told.processes] == [
        ("GB-LAC/E09000003",),
        ("GB-LAC/E09000099",),
    ]
    assert values[1] is None, "the first buyer's value must not reach the second's award"
    assert codes(told) == ["shared-ocid"]


def test_29_buyers_in_one_ocid_stay_29_processes() -> None:
    # As Find a Tender published one ocid: 100 releases on a page, from 29 buyers.
    def told_by(number: int) -> dict[str, object]:
        buyer = {"id": f"GB-LAC-E090001{number % 29:02}", "name": f"Council {number % 29}"}
        value = {"amount": 1000 + number % 29, "currency": "GBP"}
        award = {"id": "a-1", "status": "active", "value": value, "suppliers": [SUPPLIER]}
        date = f"2026-01-{number // 29 + 1:02}T10:00:00Z"
        return a_release(f"r-{number}", buyer=buyer, awards=[award], date=date)

    told = reading(*(told_by(number) for number in range(100)))

    assert codes(told) == ["shared-ocid"]
    assert len({process.buyers for process in told.processes}) == len(told.processes) == 29
    assert sum(len(process.releases) for process in told.processes) == 100
    for process in told.processes:
        value = process.dealings[-1].states[-1].value
        assert value
        assert value.amount == 1000 + int(process.buyers[0][-2:])


def test_releases_that_share_a_buyer_are_one_process_even_through_a_third() -> None:
    pair = [{"id": "B", "name": "Two", "roles": ["buyer"]}, {**BUYER, "roles": ["buyer"]}]

    told = reading(
        a_release(),
        a_release("r-2", buyer={"id": "B", "name": "Two"}, date="2026-01-06T10:00:00Z"),
        a_release("r-3", parties=pair, date="2026-01-07T10:00:00Z"),
    )

    assert len(told.processes) == 1
    assert [r.id for r in told.processes[0].releases] == ["r-1", "r-2", "r-3"]


def test_a_release_without_a_buyer_joins_the_only_process_of_its_ocid() -> None:
    told = reading(a_release(), a_release("r-2", buyer=None, date="2026-01-06T10:00:00Z"))

    assert [len(process.releases) for process in told.processes] == [2]


def test_ids_counted_within_a_file_mean_nothing_outside_their_process() -> None:
    one = [{"id": "1", "name": "Alpha", "roles": ["supplier"]}]
    two = [{"id": "1", "name": "Beta", "roles": ["supplier"]}]
    award = [{"id": "a", "suppliers": [{"id": "1"}]}]

    told = reading(
        a_release(parties=one, awards=award),
        a_release("r-2", ocid="ocds-test-2", parties=two, awards=award),
    )

    first, second = (process.dealings[-1].states[-1].suppliers for process in told.processes)
    assert set(first).isdisjoint(second)


def test_two_schools_of_one_name_stay_two_although_their_files_count_alike() -> None:
    school = {"id": "organisation-000001", "name": "St Mary's School", "roles": ["buyer"]}
    first = a_release(buyer=school, parties=[school])

    told = reading(first, a_release("r-2", ocid="ocds-test-2", buyer=school, parties=[school]))

    one, other = (process.buyers for process in told.processes)
    assert set(one).isdisjoint(other)


def test_an_id_that_was_drawn_holds_with_its_name_in_every_process() -> None:
    drawn = {"id": "2a1e7f588a3d26d17b24653c371049b5", "name": "City Council"}

    told = reading(
        a_release(buyer=drawn),
        a_release("r-2", ocid="ocds-test-2", buyer=drawn),
        a_release("r-3", ocid="ocds-test-3", buyer={**drawn, "name": "Another"}),
    )

    first, second, third = (process.buyers[0] for process in told.processes)
    assert first == second
    assert first != third


def test_two_parties_with_one_counted_id_in_one_release_stay_two() -> None:
    parties = [
        {"id": "1", "name": "Alpha", "roles": ["supplier"]},
        {"id": "1", "name": "Beta", "roles": ["supplier"]},
    ]
    award = [{"id": "a", "suppliers": [{"id": "1", "name": n} for n in ("Alpha", "Beta")]}]

    process = reading(a_release(parties=parties, awards=award)).processes[0]

    names = [process.parties[key].name for key in process.dealings[-1].states[-1].suppliers]
    assert names == ["Alpha", "Beta"]


@pytest.mark.parametrize(
    ("number", "meant"),
    [
        ("1431688", "01431688"),  # a spreadsheet dropped the noughts
        ("01431688", "01431688"),
        ("11111111.0", "11111111"),
        ("sc024322", "SC024322"),
    ],
)
def test_company_numbers_are_read_in_their_full_form(number: str, meant: str) -> None:
    supplier = {"id": "7", "name": "X", "identifier": {"scheme": "GB-COH", "id": number}}

    process = reading(a_release(parties=[supplier])).processes[0]

    assert (("GB-COH", meant),) in {p.identifiers for p in process.parties.values()}


@pytest.mark.parametrize("number", ["n/a", "TBC", "0", "00000000", "-", "458577871", "", None])
def test_what_is_no_company_number_makes_no_two_firms_one(number: str | None) -> None:
    parties = [
        {"id": str(n), "name": name, "identifier": {"scheme": "GB-COH", "id": number}}
        for n, name in enumerate(("Alpha", "Beta"))
    ]

    process = reading(a_release(parties=parties)).processes[0]

    assert {"Alpha", "Beta"} <= {party.name for party in process.parties.values()}
