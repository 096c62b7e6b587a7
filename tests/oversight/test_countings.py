"""What single cases count as, worked by hand."""

from datetime import datetime, timedelta

import pytest

from fielding.oversight.books import Books
from fielding.oversight.countings import NOT_TOLD, TOLD, counting_named, countings, waits_for
from fielding.oversight.errors import UnknownCounting
from fielding.oversight.records import NOBODY
from fielding.oversight.scope import By, Scope
from fielding.oversight.shares import CannotCompute, Share
from fielding.oversight.tables import Row
from fielding.oversight.tallies import added_up, amounts, count, entries_of, tally
from fielding.oversight.waits import Waits, waits_of
from fielding.testing.histories import BEGINNING, SERVICES, Teller, books_of, sequenced

FRAUD = SERVICES["fraud"]
CRIME = SERVICES["recorded-crime"]
COUNTINGS = countings(SERVICES.values())
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def case(name: str, *, firm: str | None = None, synthetic: bool = False) -> Teller:
    return Teller(name=name, service=FRAUD, firm=firm, synthetic=synthetic).receive()


def books(*tellers: Teller, at: datetime = BEGINNING + 60 * DAY) -> Books:
    return books_of(sequenced(*(teller.told for teller in tellers)), at)


def counted(name: str, over: Books, by: By = By.SERVICE, scope: Scope | None = None) -> Row:
    return count(tally(COUNTINGS[name], over), scope or Scope(), by).whole


def only(row: Row) -> dict[str, int]:
    return {column: len(cell) for column, cell in row.cells.items() if cell}


FATES = {
    "waiting": case("a"),
    "on-hold": case("a").tell("case.held", DAY, reason="waiting-for-advice"),
    "in-review": case("a").dismiss(DAY).tell("review.requested", DAY, of="dismiss"),
    "decided.dismissed": case("a").dismiss(DAY),
    "decided.kept": case("a").tell("case.kept", DAY, decision="keep", code="x"),
    "not-answered": case("a").refer("kent", DAY).answer("referral.delivered", "kent", DAY),
    "accepted": case("a").refer("kent", DAY).answer("referral.accepted", "kent", DAY),
    "sent-back": case("a").refer("kent", DAY).answer("referral.returned", "kent", DAY),
    "judicial-outcome": case("a").refer("kent").conclude("kent", DAY, judicial=True),
    "other-outcome": case("a").refer("kent").conclude("kent", DAY, judicial=False),
}


@pytest.mark.parametrize("fate", FATES)
def test_a_case_counts_in_the_fate_it_has_now(fate: str) -> None:
    over = books(FATES[fate])

    row = counted("funnel", over)

    assert only(row) == {fate: 1}


def test_a_case_of_two_recipients_is_accepted_once_one_has_accepted() -> None:
    both = case("a").refer("kent").refer("essex").answer("referral.returned", "kent", DAY)
    over = books(both.answer("referral.accepted", "essex", DAY))

    row = counted("funnel", over)

    assert only(row) == {"accepted": 1}


def test_an_erased_case_keeps_its_fate() -> None:
    over = books(case("a").dismiss(DAY).tell("case.erased", DAY))

    row = counted("funnel", over)

    assert only(row) == {"decided.dismissed": 1}


def test_a_fate_rests_on_the_entry_that_brought_it_about_and_not_on_later_reads() -> None:
    over = books(case("a").dismiss(DAY).tell("case.opened", DAY, purpose="assess"))

    opened = entries_of(tally(COUNTINGS["funnel"], over), Scope(), "decided.dismissed")

    assert opened == [1]


def test_synthetic_cases_are_never_counted_with_real_ones() -> None:
    over = books(case("a"), case("b", synthetic=True), case("c", synthetic=True))

    real, synthetic = (
        counted("funnel", over, scope=Scope(synthetic=choice)).total for choice in (False, True)
    )

    assert (real, synthetic) == (1, 2)


def test_what_an_urgent_rule_decides_at_once_counts_for_no_firm() -> None:
    at_once = case("a").refer("kent")
    by_a_person = case("b", firm="wren").refer("kent", HOUR)

    table = count(
        tally(COUNTINGS["promise.fraud.first-look"], books(at_once, by_a_person)), Scope(), By.FIRM
    )

    assert {row.group: only(row) for row in table.rows} == {
        NOBODY: {"kept": 1},
        "wren": {"kept": 1},
    }


def test_a_promise_is_kept_missed_overdue_or_running() -> None:
    late = case("late").dismiss(30 * DAY)
    in_time = case("in-time").dismiss(DAY)
    never = case("never")
    fresh = Teller(name="fresh", service=FRAUD, at=BEGINNING + 59 * DAY).receive()
    over = books(late, in_time, never, fresh)

    row = counted("promise.fraud.first-look", over)

    assert only(row) == {"kept": 1, "missed": 1, "overdue": 1, "running": 1}


def test_a_hold_moves_what_is_due_by_as_long_as_it_lasted() -> None:
    held = case("a").tell("case.held", DAY, reason="waiting-for-advice")
    over = books(held.tell("case.released", 20 * DAY).dismiss(DAY))

    row = counted("promise.fraud.first-look", over)

    assert only(row) == {"kept": 1}


def test_nobody_is_overdue_on_a_case_that_was_erased_in_time() -> None:
    over = books(case("a").tell("case.erased", DAY))

    row = counted("promise.fraud.first-look", over)

    assert only(row) == {"running": 1}


def test_a_promise_counts_for_the_firm_that_ended_it() -> None:
    taken_over = case("a", firm="slow-desk")
    taken_over.firm = "quick-desk"
    over = books(taken_over.dismiss(DAY))

    table = count(tally(COUNTINGS["promise.fraud.first-look"], over), Scope(), By.FIRM)

    assert [row.group for row in table.rows] == ["quick-desk"]


def test_a_recipients_promise_counts_for_the_recipient_of_that_referral() -> None:
    returned = case("a").refer("kent").answer("referral.delivered", "kent", HOUR)
    returned.answer("referral.returned", "kent", DAY)
    over = books(returned.refer("essex", DAY))

    table = count(tally(COUNTINGS["promise.fraud.delivery"], over), Scope(), By.FORCE)

    assert {row.group: only(row) for row in table.rows} == {
        "essex": {"overdue": 1},
        "kent": {"kept": 1},
    }


def test_reviews_tell_what_came_of_each_decision_open_to_one() -> None:
    upheld = case("u", firm="north").dismiss(DAY).tell("review.requested", DAY, of="dismiss")
    replaced = case("r", firm="north").dismiss(DAY).tell("review.requested", DAY, of="dismiss")
    for reviewed, result in ((upheld, "upheld"), (replaced, "replaced")):
        reviewed.firm = "south"
        reviewed.tell("review.decided", DAY, result=result, of="dismiss")
    replaced.tell("case.kept", decision="keep", code="x")
    over = books(upheld, replaced, case("n", firm="north").dismiss(DAY))

    table = count(tally(COUNTINGS["reviews"], over), Scope(), By.FIRM)

    assert {row.group: only(row) for row in table.rows} == {
        "north": {"not-asked": 1, "upheld": 1, "replaced": 1}
    }


def test_a_measure_of_reviews_counts_for_the_firm_that_decided_not_for_the_one_that_answered() -> (
    None
):
    reviewed = case("r", firm="north").dismiss(DAY).tell("review.requested", DAY, of="dismiss")
    reviewed.firm = "south"
    reviewed.tell("review.decided", DAY, result="replaced", of="dismiss")
    over = books(reviewed)

    table = count(tally(COUNTINGS["measure.fraud.decisions-overturned"], over), Scope(), By.FIRM)

    assert {row.group: only(row) for row in table.rows} == {"north": {"replaced": 1}}


def test_a_measure_with_a_word_splits_its_entries_by_it() -> None:
    charged = case("a").refer("kent").conclude("kent", DAY, judicial=True)
    over = books(charged, case("b").refer("kent").conclude("kent", DAY, judicial=False))

    row = counted("measure.fraud.judicial-outcomes", over)

    assert only(row) == {"judicial": 1, "not-judicial": 1}


def test_a_measure_counts_the_entries_of_its_kind() -> None:
    crime = Teller(name="c", service=CRIME).receive()
    over = books(case("a"), case("b").dismiss(DAY), crime)

    row = counted("measure.fraud.reports", over)

    assert only(row) == {"counted": 2}


def test_open_cases_are_put_into_bands_by_age() -> None:
    fresh = Teller(name="fresh", service=FRAUD, at=BEGINNING + 54 * DAY).receive()
    over = books(case("old"), fresh, case("done").dismiss(DAY))

    row = counted("ages", over)

    assert only(row) == {"age-28": 1, "age-0": 1}


def test_a_share_of_nothing_cannot_be_computed_and_says_so() -> None:
    counting = COUNTINGS["reviews"]

    value = counting.share(counted("reviews", books(case("a"))))

    assert value == CannotCompute(because="nothing-to-count")


def test_a_share_counts_overdue_promises_as_broken_and_running_ones_not_at_all() -> None:
    fresh = Teller(name="fresh", service=FRAUD, at=BEGINNING + 59 * DAY).receive()
    over = books(case("never"), case("in-time").dismiss(DAY), fresh)

    share = COUNTINGS["promise.fraud.first-look"].share(counted("promise.fraud.first-look", over))

    assert isinstance(share, Share)
    assert (share.met, share.of) == (1, 2)


def test_waits_include_those_that_go_on() -> None:
    over = books(case("quick").dismiss(DAY), case("slow").dismiss(3 * DAY), case("never"))

    waits = waits_of(waits_for(over, Scope(), FRAUD, "first look"))

    assert waits == Waits(ended=2, running=1, half=3 * DAY, nine_tenths=None)


def test_an_unknown_counting_is_refused_by_name() -> None:
    with pytest.raises(UnknownCounting, match=r"promise\.fraud\.no-such"):
        counting_named(COUNTINGS, "promise.fraud.no-such")


def test_what_reporters_say_they_lost_is_added_up_to_the_penny() -> None:
    log = sequenced(
        Teller(name="a", service=FRAUD, firm="north-desk", answers={"amount-lost": 10_01})
        .receive().told,
        Teller(name="b", service=FRAUD, firm="north-desk", answers={"amount-lost": 2**40 + 1})
        .receive().told,
        Teller(name="c", service=FRAUD, firm="south-desk").receive().told,
    )  # fmt: skip

    tallied = tally(countings([FRAUD])["measure.fraud.money-lost"], books_of(log, BEGINNING))

    table = count(tallied, Scope(), By.FIRM)
    told = amounts(tallied)
    assert [(row.group, row.count(TOLD), row.count(NOT_TOLD), added_up(row, told))
            for row in table.rows] == [
        ("north-desk", 2, 0, 2**40 + 1 + 10_01),
        ("south-desk", 0, 1, 0),
    ]  # fmt: skip
