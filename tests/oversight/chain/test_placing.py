"""Each piece of work belongs to exactly one leaf of its contract's chain."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from fielding.oversight.chain.alerts import alerts_of, circles_in
from fielding.oversight.chain.placing import Place, Placing, Standing
from fielding.oversight.chain.summary import rows_of
from fielding.oversight.register.contracts import Contract, Subcontract

JANUARY = date(2026, 1, 1)


def link(sub: str, under: str, **more: object) -> Subcontract:
    facts = {
        "id": f"{sub}-under-{under}-{more.get('begins', JANUARY)}",
        "sub": sub,
        "under": under,
        "begins": JANUARY,
        "ends": None,
        "share_cap": None,
        "approved_at": datetime(2026, 1, 1, tzinfo=UTC),
        "approved_by": "contract-manager-1",
        "index": 7,
        **more,
    }
    return Subcontract(**facts)  # type: ignore[arg-type]


def contract(*links: Subcontract) -> Contract:
    return Contract(
        slug="c-1",
        service="fraud",
        buyer="authority",
        supplier="prime",
        begins=JANUARY,
        ends=None,
        value=Decimal(1),
        links=links,
        begun=0,
    )


def placed(of: Contract, firm: str | None, at: str = "2026-03-01T12:00:00+00:00") -> Place:
    return Placing(contracts={"c-1": of}).place("c-1", firm, datetime.fromisoformat(at))


def test_the_supplier_is_the_first_tier() -> None:
    place = placed(contract(), "prime")

    assert (place.standing, place.leaf, place.tier, place.prime) == (
        Standing.PRIME,
        "prime",
        "1",
        "prime",
    )


def test_a_firm_below_a_firm_below_the_supplier_is_the_third_tier() -> None:
    place = placed(contract(link("far", "near"), link("near", "prime")), "far")

    assert place.path == ("prime", "near", "far")
    assert (place.leaf, place.tier, place.prime) == ("far", "3", "prime")


def test_a_firm_outside_the_chain_is_a_row_of_its_own_and_never_the_supplier() -> None:
    place = placed(contract(link("near", "prime")), "stranger")

    assert (place.standing, place.leaf, place.tier) == (
        Standing.UNDISCLOSED,
        "undisclosed",
        "undisclosed",
    )
    assert (place.firm, place.prime) == ("stranger", "prime")


@pytest.mark.parametrize(
    ("day", "leaf"),
    [
        ("2026-03-14T23:00:00+00:00", "first"),
        ("2026-03-15T00:30:00+00:00", "undisclosed"),  # `first` has ended
    ],
)
def test_a_firm_swapped_in_the_middle_of_a_month_counts_to_its_last_day(
    day: str, leaf: str
) -> None:
    swapped = contract(
        link("first", "prime", ends=date(2026, 3, 15)),
        link("second", "prime", begins=date(2026, 3, 15)),
    )

    assert placed(swapped, "first", day).leaf == leaf


def test_days_are_those_of_the_people_served_when_the_clocks_change() -> None:
    summer = contract(link("sub", "prime", begins=date(2026, 3, 30)))

    # 23:30 UTC on the 29th is half past midnight on the 30th in London.
    assert placed(summer, "sub", "2026-03-29T23:30:00+00:00").leaf == "sub"
    assert placed(summer, "sub", "2026-03-29T22:30:00+00:00").leaf == "undisclosed"


def test_work_before_the_approval_was_recorded_is_not_approved() -> None:
    late = contract(link("sub", "prime", approved_at=datetime(2026, 3, 1, 12, tzinfo=UTC)))

    assert placed(late, "sub", "2026-03-01T11:59:00+00:00").standing is Standing.NOT_APPROVED
    assert placed(late, "sub", "2026-03-01T12:00:00+00:00").standing is Standing.APPROVED


def test_firms_that_stand_only_under_each_other_are_disclosed_by_nobody() -> None:
    circle = contract(link("a", "b"), link("b", "a"))

    assert placed(circle, "a").standing is Standing.UNDISCLOSED


def test_a_chain_from_the_supplier_back_to_it_is_an_alert_and_no_endless_loop() -> None:
    circle = contract(link("a", "prime"), link("prime", "a"))

    found = alerts_of(circle, [], "2026-04")

    assert [(alert.code, alert.about) for alert in found] == [("circular-chain", "a")]
    assert placed(circle, "prime").tier == "1"


def test_a_firm_under_itself_is_a_circle() -> None:
    assert circles_in([link("a", "a")]) == [(link("a", "a"),)]


def test_two_links_of_one_firm_on_one_day_are_an_alert() -> None:
    twice = contract(
        link("a", "prime", ends=date(2026, 2, 1)),
        link("b", "prime"),
        link("a", "b", begins=date(2026, 1, 31)),
    )

    found = alerts_of(twice, [], "2026-04")

    assert [(alert.code, alert.about) for alert in found] == [("overlapping-links", "a")]


def test_links_that_follow_each_other_do_not_overlap() -> None:
    after = contract(
        link("a", "prime", ends=date(2026, 2, 1)), link("a", "prime", begins=date(2026, 2, 1))
    )

    assert alerts_of(after, [], "2026-04") == ()


REFUSED = {"approved_at": None, "approved_by": None, "refused_at": datetime(2026, 1, 2, tzinfo=UTC)}


def test_a_firm_that_was_refused_is_not_approved_and_never_undisclosed() -> None:
    refused = contract(link("a", "prime", **REFUSED))

    assert placed(refused, "a").standing is Standing.NOT_APPROVED


def test_a_refused_place_gives_way_to_the_one_that_was_approved_after_it() -> None:
    again = contract(
        link("a", "prime", id="1", share_cap=Decimal(5), **REFUSED),
        link("b", "prime", id="2"),
        link("a", "b", id="3", share_cap=Decimal(40), begins=date(2026, 1, 3)),
    )

    place = placed(again, "a")

    assert (place.standing, place.path) == (Standing.APPROVED, ("prime", "b", "a"))
    assert place.link is not None
    assert place.link.share_cap == 40
    assert [(row.firm, row.standing) for row in rows_of(again, [])] == [
        ("prime", Standing.PRIME),
        ("b", Standing.APPROVED),
        ("a", Standing.APPROVED),
    ]


def test_a_refused_subcontract_neither_overlaps_nor_closes_a_circle() -> None:
    refused = contract(
        link("a", "prime", **REFUSED),
        link("a", "prime", begins=date(2026, 1, 3)),
        link("b", "a"),
        link("a", "b", **REFUSED),
    )

    assert alerts_of(refused, [], "2026-04") == ()


def test_an_entry_that_names_no_registered_contract_has_its_own_row() -> None:
    place = Placing(contracts={}).place("unknown", "prime", datetime(2026, 1, 1, tzinfo=UTC))

    assert (place.leaf, place.tier, place.prime) == ("no-contract", "no-contract", "-")


def test_what_nobody_of_a_firm_did_is_the_centre_s() -> None:
    place = Placing(contracts={}).place(None, None, datetime(2026, 1, 1, tzinfo=UTC))

    assert (place.standing, place.leaf) == (Standing.CENTRE, "-")
