"""A contract's measures: the hub's own count against a target that was fixed beforehand."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.oversight.performance.worlds import (
    DAY,
    IN_TIME,
    LATE,
    MONTH,
    OVERTURNED,
    book,
    case,
    contract,
    looked_at,
    read,
    sources,
    terms,
)

from fielding.oversight.performance.agreed import Agreed, Late
from fielding.oversight.performance.reading import read_month
from fielding.oversight.performance.reversing import reversals
from fielding.oversight.performance.verdicts import Verdict, careful_share, verdict_on
from fielding.oversight.register.contracts import Claim
from fielding.oversight.register.terms import Target
from fielding.oversight.shares import CannotCompute, Share


def target(at: str, floor: str, *, at_most: bool = False) -> Target:
    return Target(measure="m", target=Decimal(at), floor=Decimal(floor), at_most=at_most)


@pytest.mark.parametrize(
    ("met", "of", "verdict"),
    [
        (990, 1_000, Verdict.GOOD),
        (955, 1_000, Verdict.UNDECIDED),  # 95.5 %, but the interval spans the target of 95
        (930, 1_000, Verdict.UNDECIDED),
        (850, 1_000, Verdict.INADEQUATE),
        (10, 10, Verdict.UNDECIDED),  # all of ten: the exact interval begins at 69 %
    ],
)
def test_a_measure_is_good_only_if_its_whole_interval_reaches_the_target(
    met: int, of: int, verdict: Verdict
) -> None:
    share = careful_share(met, of)

    assert isinstance(share, Share)
    assert verdict_on(share, target("95", "90")) is verdict


@pytest.mark.parametrize(
    ("met", "verdict"),
    [(20, Verdict.GOOD), (50, Verdict.UNDECIDED), (300, Verdict.INADEQUATE)],
)
def test_where_less_is_better_the_whole_interval_stays_under_the_target(
    met: int, verdict: Verdict
) -> None:
    share = careful_share(met, 1_000)

    assert isinstance(share, Share)
    assert verdict_on(share, target("5", "10", at_most=True)) is verdict


def test_the_exact_interval_is_given_where_numbers_are_small() -> None:
    few, many = careful_share(0, 30), careful_share(300, 600)

    assert isinstance(few, Share)
    assert isinstance(many, Share)
    assert few.high == pytest.approx(0.1157, abs=0.0001)
    assert many.low == pytest.approx(0.4601, abs=0.0001)


def test_the_hub_counts_and_the_claim_stands_beside_it_with_the_gap() -> None:
    claim = Claim(measure=IN_TIME, month=MONTH, value=Decimal("99.5"), index=900)
    agreed = replace(contract(), claims=(claim,))

    reading = read(book(*looked_at(150, 50)), agreed)

    assert isinstance(reading.value, Share)
    assert (reading.value.met, reading.value.of) == (150, 200)
    assert reading.verdict is Verdict.UNDECIDED
    assert reading.gap == Decimal("24.50")
    assert len(reading.entries) == 200


def test_every_case_counts_and_what_is_overdue_counts_against() -> None:
    never = [case(f"never-{n}") for n in range(20)]

    reading = read(book(*looked_at(20, 0), *never), contract())

    assert isinstance(reading.value, Share)
    assert (reading.value.met, reading.value.of) == (20, 40)


def test_a_case_that_nobody_touched_counts_for_the_only_contract_of_the_service() -> None:
    untouched = [case(f"u-{n}", contract=None) for n in range(3)]

    reading = read(book(*looked_at(7, 0), *untouched), contract())

    assert isinstance(reading.value, Share)
    assert (reading.value.met, reading.value.of, reading.unbooked) == (7, 10, 0)


def test_among_several_contracts_it_is_shown_apart() -> None:
    untouched = [case(f"u-{n}", contract=None) for n in range(3)]
    other = case("o", "second", contract="c-2").dismiss(DAY)

    reading = read(book(*looked_at(7, 0), other, *untouched), contract(), contract(slug="c-2"))

    assert isinstance(reading.value, Share)
    assert (reading.value.of, reading.unbooked) == (7, 3)


def test_an_earlier_contract_that_has_ended_leaves_this_one_alone() -> None:
    over = contract(slug="c-0", ends=date(2026, 2, 1))

    reading = read(book(case("u", contract=None)), contract(), over)

    assert isinstance(reading.value, Share)
    assert reading.value.of == 1


def test_a_target_recorded_after_the_month_began_is_shown_and_does_not_count() -> None:
    before = terms({IN_TIME: ("90", "80")})
    after = terms(
        {IN_TIME: ("70", "60")},
        effective=date(2026, 3, 1),
        recorded=datetime(2026, 3, 25, tzinfo=UTC),
        index=7,
    )

    reading = read(book(*looked_at(80, 20)), contract(before, after))

    assert isinstance(reading.agreed, Agreed)
    assert reading.agreed.terms.digest == "digest-0"
    assert [(one.terms.index, one.because) for one in reading.moved] == [(7, Late.AFTER)]


def test_terms_whose_hash_does_not_fit_are_shown_and_do_not_count() -> None:
    edited = terms({IN_TIME: ("50", "40")}, index=3)
    agreed = contract(edited)

    (reading,) = read_month(
        agreed, MONTH, sources(book(*looked_at(9, 1)), agreed, unfit=frozenset({3}))
    )

    assert reading.agreed == CannotCompute(because="target-not-fixed-before-the-month")
    assert reading.verdict is None
    assert isinstance(reading.value, Share)
    assert [one.because for one in reading.moved] == [Late.HASH]


def test_a_measure_the_service_does_not_have_cannot_be_computed() -> None:
    agreed = contract(terms({"smiles": ("90", "80"), "reports": ("90", "80")}))

    readings = read_month(agreed, MONTH, sources(book(case("x")), agreed))

    assert [(one.measure, one.value) for one in readings] == [
        ("reports", CannotCompute(because="measure-is-no-share")),
        ("smiles", CannotCompute(because="measure-not-in-the-service")),
    ]


def test_outside_the_contract_nothing_is_agreed() -> None:
    ended = contract(ends=date(2026, 1, 31))

    reading = read(book(*looked_at(1, 0)), ended)

    assert reading.agreed == CannotCompute(because="contract-not-in-force")


def test_the_result_of_a_review_is_booked_to_who_decided_and_not_to_who_looked_again() -> None:
    told = case("x", "prime", handler="first").dismiss(DAY)
    told.tell("review.requested", DAY, of="dismiss")
    told.firm, told.actor = "second", "another"
    told.tell("review.decided", DAY, result="replaced", of="dismiss")
    agreed = contract(terms({OVERTURNED: ("10", "20")}, at_most=True))

    reading = read(book(told), agreed)

    assert [part.group for part in reading.firms] == ["prime"]
    assert isinstance(reading.value, Share)
    assert reading.value.met == 1


def test_parts_that_each_miss_the_target_show_beside_the_whole() -> None:
    books = book(*looked_at(99, 1), *looked_at(5, 25, "sub"))

    reading = read(books, contract())

    assert [(part.group, part.share.met, part.meets) for part in reading.firms] == [
        ("prime", 99, True),
        ("sub", 5, False),
    ]
    assert sum(part.share.of for part in reading.firms) == 130


def test_a_whole_that_rises_while_every_part_falls_is_named() -> None:
    # Easy work: 90 of 100 falls to 352 of 400. Hard work: 120 of 300 falls to 18 of 50.
    before = read(book(*looked_at(90, 10), *looked_at(120, 180, "sub")), contract())
    after = read(book(*looked_at(352, 48), *looked_at(18, 32, "sub")), contract())

    (found,) = reversals(before, after)

    assert found.by == "firm"
    assert found.whole > 0
    assert [(group, move < 0) for group, move in found.parts] == [("prime", True), ("sub", True)]


def test_parts_that_move_with_the_whole_are_no_reversal() -> None:
    before = read(book(*looked_at(50, 50), *looked_at(50, 50, "sub")), contract())
    after = read(book(*looked_at(60, 40), *looked_at(60, 40, "sub")), contract())

    assert reversals(before, after) == ()


def test_a_promise_kept_only_because_the_firm_paused_the_clock_is_named() -> None:
    held = case("held").tell("case.held", DAY, reason="advice").tell("case.released", 6 * DAY)
    held.dismiss(4 * DAY)
    spare = case("spare").tell("case.held", DAY, reason="advice").tell("case.released", DAY)
    spare.dismiss(DAY)

    reading = read(book(held, spare), contract())

    assert isinstance(reading.value, Share)
    assert (reading.value.met, len(reading.stopped.paused)) == (2, 1)


def test_two_referrals_that_are_each_accepted_are_no_decision_taken_again() -> None:
    told = case("both")
    for force in ("kent", "essex"):
        told.refer(force, DAY)
    for force in ("kent", "essex"):
        told.answer("referral.delivered", force, DAY).answer("referral.accepted", force, DAY)
    agreed = contract(terms({"accepted in time": ("90", "80")}))

    reading = read(book(told), agreed)

    assert isinstance(reading.value, Share)
    assert (reading.value.met, reading.stopped.again) == (2, ())


def test_a_clock_stopped_by_a_decision_that_is_taken_again_unasked_is_named() -> None:
    rushed = case("rushed").dismiss(DAY).tell("case.kept", LATE, decision="keep", code="x")
    asked = case("asked").dismiss(DAY).tell("review.requested", DAY, of="dismiss")
    asked.tell("review.decided", DAY, result="replaced", of="dismiss")
    asked.tell("case.kept", DAY, decision="keep", code="x")

    reading = read(book(rushed, asked), contract())

    assert len(reading.stopped.again) == 1
