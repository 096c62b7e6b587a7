"""Reading OCDS on: later releases, files of every form, and what is odd in them."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.formats.ocds.told import a_release, codes, reading

from fielding.app.books.registering.contracting import Fault, Stage
from fielding.engines.formats.ocds.json_values import Placed, values_of
from fielding.engines.formats.ocds.reader import contracting_of


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
