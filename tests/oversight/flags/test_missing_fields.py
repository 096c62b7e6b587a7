"""Where a field is missing a red flag cannot be computed, and never says that nothing is there."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fielding.oversight.flags.catalogue import BECAUSE, CATALOGUE
from fielding.oversight.flags.contracting import read_contracting
from fielding.oversight.flags.errors import UnknownSetting, WrongSetting
from fielding.oversight.flags.fences import quantile
from fielding.oversight.flags.indicators import Indicator, indicators_of
from fielding.oversight.flags.settings import CODES, Settings, read_settings
from fielding.oversight.shares import CannotCompute

WHOLE: Mapping[str, object] = {
    "ocid": "whole",
    "buyer": {"id": "B"},
    "tender": {
        "procurementMethod": "open",
        "numberOfTenderers": 3,
        "tenderPeriod": {"startDate": "2026-01-01T00:00:00Z", "endDate": "2026-03-01T12:00:00Z"},
    },
    "bids": {
        "details": [
            {
                "status": status,
                "date": "2026-02-01T12:00:00Z",
                "tenderers": [{"id": tenderer}],
                "value": {"amount": amount, "currency": "GBP"},
            }
            for status, tenderer, amount in (
                ("valid", "W", Decimal("100.00")),
                ("valid", "L", Decimal("120.50")),
                ("disqualified", "D", Decimal("130.00")),
            )
        ]
    },
    "awards": [
        {
            "status": "active",
            "suppliers": [{"id": "W"}],
            "items": [{"classification": {"id": "98000000"}}],
        }
    ],
}
_NAMES = ("bids", "details", "awards", "tender", "status", "suppliers", "id", "value", "tenderers")
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES), inner, max_size=4)
    ),
)


@pytest.mark.parametrize(
    ("code", "path", "because"),
    [
        ("R003", "tender/tenderPeriod/startDate", "no-tender-period"),
        ("R003", "tender/tenderPeriod", "no-tender-period"),
        ("R018", "tender/numberOfTenderers", "no-number-of-tenderers"),
        ("R024", "bids", "no-bids"),
        ("R024", "bids/details/1/value/amount", "bid-without-price"),
        ("R024", "awards", "no-award"),
        ("R025", "bids/details/0/tenderers", "bid-without-tenderer"),
        ("R028", "bids/details/2/value", "bid-without-price"),
        ("R028", "bids/details/2/tenderers/0/id", "bid-without-tenderer"),
        ("R028", "bids/details/2/value/currency", "other-currency"),
        ("R030", "tender/tenderPeriod/endDate", "no-deadline"),
        ("R030", "bids/details/0/date", "bid-without-date"),
        ("R030", "awards/0/suppliers", "award-without-supplier"),
        ("R035", "awards/0/status", "award-without-status"),
        ("R035", "bids/details/0/tenderers", "bid-without-tenderer"),
        ("R036", "bids/details/2/value/amount", "bid-without-price"),
        ("R038", "bids/details/2/status", "bid-without-status"),
        ("R038", "buyer", "no-buyer"),
        ("R048", "awards/0/items/0/classification", "item-without-class"),
        ("R058", "bids/details/1/status", "bid-without-status"),
    ],
)
def test_a_missing_field_is_told(code: str, path: str, because: str) -> None:
    release = _without(WHOLE, path.split("/"))

    found = _indicators(release)[code]

    assert [why.because for why in found.unknown.values()] == [because]
    assert found.flags == ()


@pytest.mark.parametrize(
    "date", ["2026-03-01", "2026-03-01T12:00:00", "tomorrow", "2026-13-01T12:00:00Z"]
)
def test_a_date_without_a_time_or_zone_is_not_compared(date: str) -> None:
    release = deepcopy(dict(WHOLE))
    cast("dict[str, object]", cast("dict[str, object]", release["tender"])["tenderPeriod"])[
        "endDate"
    ] = date

    found = _indicators(release)

    assert {why.because for why in found["R003"].unknown.values()} == {"date-not-understood"}
    assert {why.because for why in found["R030"].unknown.values()} == {"date-not-understood"}


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("1e999999"), True, "100", None, [1]])
def test_what_is_no_amount_is_no_price(amount: object) -> None:
    release = deepcopy(dict(WHOLE))
    details = cast(
        "list[dict[str, dict[str, object]]]", cast("dict[str, object]", release["bids"])["details"]
    )
    details[1]["value"]["amount"] = amount

    found = _indicators(release)["R058"]

    assert [why.because for why in found.unknown.values()] == ["bid-without-price"]


@given(data=st.data())
@settings(max_examples=150)
def test_taking_a_field_away_never_raises_a_flag_nor_clears_one(data: st.DataObject) -> None:
    paths = list(_paths(WHOLE))
    release: Mapping[str, object] = WHOLE
    for path in data.draw(st.lists(st.sampled_from(paths), max_size=4)):
        release = _without(release, list(path))
    if "ocid" not in release:
        return

    found = _indicators(release)

    for code in ("R003", "R018", "R028", "R030", "R035"):
        assert not found[code].flags
        if release != WHOLE and found[code].unknown:
            assert found[code].computed == 0
    assert all(i.computed + len(i.unknown) == 1 for i in found.values())
    assert all(why.because in BECAUSE for i in found.values() for why in i.unknown.values())


@given(ODD)
def test_values_of_the_wrong_type_are_no_accident(value: object) -> None:
    release = {**(value if isinstance(value, dict) else {}), "ocid": "odd", "bids": value}

    found = _indicators(release)

    assert all(i.computed + len(i.unknown) == 1 for i in found.values())


def test_a_process_that_nobody_can_name_is_no_process() -> None:
    assert read_contracting({"ocid": 7}, "line 1") is None
    assert read_contracting({}, "line 1") is None


@pytest.mark.parametrize(
    ("section", "name", "value", "fault"),
    [
        ("R003", "treshold", "10", UnknownSetting),
        ("", "currencies", "GBP", UnknownSetting),
        ("R003", "threshold", "ten", WrongSetting),
        ("R024", "threshold", "NaN", WrongSetting),
        ("R048", "digits", "-1", WrongSetting),
    ],
)
def test_a_setting_that_nobody_knows_is_refused(
    section: str, name: str, value: str, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        read_settings({section: {name: value}})


def test_every_flag_is_described_and_five_are_listing_orders_only() -> None:
    assert tuple(CATALOGUE) == CODES
    assert {c for c, d in CATALOGUE.items() if d.fenced} == {"R024", "R025", "R038", "R048", "R058"}


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=40))
def test_quantiles_agree_with_numpys_median_unbiased(numbers: list[int]) -> None:
    listed = sorted(map(Fraction, numbers))

    ours = [float(quantile(listed, Fraction(q, 4))) for q in (1, 2, 3)]

    theirs = np.quantile(numbers, [0.25, 0.5, 0.75], method="median_unbiased")
    assert ours == pytest.approx(list(theirs))


def _indicators(release: Mapping[str, object]) -> dict[str, Indicator]:
    read = read_contracting(release, "line 1")
    assert read is not None
    found = indicators_of([read], Settings())
    assert all(isinstance(w, CannotCompute) for i in found for w in i.unknown.values())
    return {indicator.code: indicator for indicator in found}


def _without(release: Mapping[str, object], path: list[str]) -> dict[str, object]:
    made = deepcopy(dict(release))
    at: object = made
    for step in path[:-1]:
        try:
            at = at[int(step)] if isinstance(at, list) else cast("dict[str, object]", at)[step]
        except (KeyError, IndexError):
            return made
    if isinstance(at, dict):
        at.pop(path[-1], None)
    return made


def _paths(value: object, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for name, inner in pairs:
        path = (*above, str(name))
        if isinstance(value, dict):
            yield path
        yield from _paths(inner, path)
