"""Reading OCDS: nothing lost, no two organisations made one, no two processes mixed."""

import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import shared

from fielding.app.books.registering.contracting import Contracting, Fate, Fault, Form, Stage
from fielding.engines.formats.ocds.json_values import Placed, values_of
from fielding.engines.formats.ocds.reader import contracting_of, read_contracting

BUYER = {"id": "GB-LAC-E09000003", "name": "North Council"}
SUPPLIER = {"id": "GB-COH-11111111", "name": "Test Cycles Ltd"}


def a_release(number: str = "r-1", **changes: object) -> dict[str, object]:
    base: dict[str, object] = {
        "ocid": "ocds-test-1",
        "id": number,
        "date": "2026-01-05T10:00:00Z",
        "tag": ["award"],
        "buyer": BUYER,
        "tender": {"id": "t", "title": "Cycle lanes"},
        "awards": [
            {
                "id": "a-1",
                "status": "active",
                "value": {"amount": 1200.5, "currency": "GBP"},
                "suppliers": [SUPPLIER],
            }
        ],
    }
    return {**base, **changes}


def reading(*releases: object) -> Contracting:
    lines = b"\n".join(json.dumps(one).encode() for one in releases)
    return contracting_of(list(values_of(lines)))


def codes(told: Contracting) -> list[str]:
    return [fault.code for fault in told.faults]


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


def test_later_releases_change_what_earlier_ones_told_and_leave_the_rest() -> None:
    award = {"id": "a-1", "value": {"amount": 900, "currency": "GBP"}}
    later = a_release("r-2", date="2026-02-01T00:00:00Z", awards=[award], tender={"id": "t"})

    dealing = reading(later, a_release()).processes[0].dealings[-1]

    first, second = dealing.states
    assert (first.value and first.value.amount) == Decimal("1200.5")
    assert (second.value and second.value.amount) == Decimal(900)
    assert second.suppliers == first.suppliers == ("GB-COH/11111111",)
    assert second.title == "Cycle lanes"


def test_a_supplier_whom_a_later_release_leaves_out_is_gone() -> None:
    other = {"id": "GB-COH-22222222", "name": "Other Ltd"}
    later = a_release("r-2", date="2026-02-01", awards=[{"id": "a-1", "suppliers": [other]}])

    dealing = reading(a_release(), later).processes[0].dealings[-1]

    assert dealing.states[-1].suppliers == ("GB-COH/22222222",)


def test_a_contract_has_its_amendments_its_end_and_the_award_it_is_under() -> None:
    contract = {
        "id": "c-1",
        "awardID": "a-1",
        "status": "terminated",
        "period": {"startDate": "2026-02-01T00:00:00Z", "endDate": "2026-06-30T23:59:59Z"},
        "dateSigned": "2026-01-20T12:00:00Z",
        "amendments": [{"id": "1", "date": "2026-03-01", "rationale": "More lanes"}],
        "terminationRationaleClassifications": [{"description": "Supplier performance"}],
    }

    dealings = reading(a_release(contracts=[contract])).processes[0].dealings

    dealing = next(one for one in dealings if one.kind == "contract")
    state = dealing.states[-1]
    assert dealing.award == "a-1"
    assert state.stage is Stage.SIGNED
    assert [change.words for change in state.changes] == ["More lanes"]
    assert str(state.ends) == "2026-06-30", "23:59:59Z is meant as that day, not as 1 July"
    assert state.terminated == "Supplier performance"
    assert (state.value and state.value.amount) == Decimal("1200.5")


@pytest.mark.parametrize(
    "wrap",
    [
        lambda r: {"releases": [r]},
        lambda r: {"records": [{"ocid": "ocds-test-1", "releases": [r]}]},
        lambda r: {"records": [{"ocid": "o", "releases": [{"url": "u"}], "compiledRelease": r}]},
        lambda r: {"ocid": "ocds-test-1", "releases": [r]},
        lambda r: [r],
    ],
)
def test_releases_are_found_in_packages_and_records(wrap: object) -> None:
    told = reading(wrap(a_release()))  # type: ignore[operator]

    assert [process.ocid for process in told.processes] == ["ocds-test-1"]
    assert not told.faults


def test_a_document_over_many_lines_is_one_document() -> None:
    content = json.dumps({"releases": [a_release()]}, indent=1).encode()

    assert contracting_of(list(values_of(content))).releases == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"ocid": "\\uZZ"}', "not-json"),
        (b'{"ocid": "a", "ocid": "b"}', "repeated-name"),
        (b'{"ocid": NaN}', "not-json"),
        (b"\xff\xfe", "not-utf-8"),
        (b"[" * 100_000, "too-deep"),
        (b"[" * 500 + b"]" * 500, "too-deep"),
        (b'{"ocid": 1e999999999}', "not-json"),
        (b'{"ocid": 1e99999999999999999999}', "not-json"),
        (b'"text"', "no-release"),
        (b'{"id": "no ocid"}', "no-release"),
    ],
)
def test_a_line_that_cannot_be_read_is_listed_and_the_others_are_read(
    line: bytes, code: str
) -> None:
    good = json.dumps(a_release()).encode()

    told = contracting_of(list(values_of(good + b"\n" + line + b"\n")))

    assert told.releases == 1
    assert [(f.code, f.place, f.lost) for f in told.faults] == [(code, "line 2", True)]


def test_an_empty_file_is_a_fault() -> None:
    told = contracting_of(list(values_of(b" \n")))

    assert codes(told) == ["empty"]


def test_unknown_extensions_and_fields_are_listed_and_kept() -> None:
    package = {"extensions": ["https://example.test/x"], "releases": [a_release(zzz={"deep": 1})]}

    told = reading(package)

    assert told.extensions == ("https://example.test/x",)
    assert [f.place for f in told.faults if f.code == "unknown-field"] == ["zzz/deep"]
    assert '"zzz":{"deep":1}' in told.processes[0].releases[0].content


def test_odd_dates_are_listed() -> None:
    odd = a_release(date="2026-01-05", tender={"tenderPeriod": {"endDate": "soon"}})

    told = reading(odd, a_release("r-2", date="2026-01-05T09:00:00"))

    assert sorted(codes(told)) == ["date-form", "date-form", "no-date"]


def test_a_release_that_contradicts_the_shape_of_another_is_kept_by_itself() -> None:
    told = reading(a_release(), a_release("r-2", date="2026-02-01", tender=[{"id": "x"}]))

    assert "cannot-merge" in codes(told)
    assert len(told.processes[0].releases) == 2


def test_the_same_release_twice_counts_once() -> None:
    told = reading(a_release(), a_release())

    assert len(told.processes[0].releases) == 1
    assert codes(told) == ["repeated-release"]


NAMES = ["ocid", "id", "parties", "buyer", "awards", "suppliers", "contracts", "name", "tag"]
NAMES += ["releases", "records", "tender", "value", "amount", "period", "date", "identifier"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(NAMES),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@given(st.lists(JSON, max_size=3))
def test_no_json_whatever_stops_the_reader(values: list[object]) -> None:
    placed: list[Placed | Fault] = [Placed(place="x", value=value) for value in values]

    told = contracting_of(placed)

    kept = sum(len(process.releases) for process in told.processes)
    assert kept + codes(told).count("repeated-release") == told.releases
