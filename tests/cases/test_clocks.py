"""Clocks: promises begin, pause, stop and fall due as the definition says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.cases.clocks import Promise, due, promises
from fielding.definitions.service import Clock, Service, Text, Unit
from fielding.engines.calendar import BankHolidays
from fielding.kernel.instants import local_day
from fielding.testing.services import sample_service
from fielding.testing.story import Story

HOLIDAYS = BankHolidays()
ENGLAND = HOLIDAYS.of("england")
FIRST_LOOK = sample_service().clocks["first look"]


def clock(amount: int, unit: Unit) -> Clock:
    return Clock(
        name="c", title=Text(en="C"), start="case.received", stop=("case.kept",),
        amount=amount, unit=unit,
    )  # fmt: skip


def only(service: Service, *names: str) -> Service:
    return replace(service, clocks={name: service.clocks[name] for name in names})


def counted(service: Service, story: Story, *names: str) -> tuple[Promise, ...]:
    return promises(only(service, *names), story.history, ENGLAND)


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (90, Unit.MINUTES, datetime(2026, 3, 2, 10, 30, tzinfo=UTC)),
        (24, Unit.HOURS, datetime(2026, 3, 3, 9, 0, tzinfo=UTC)),
        (28, Unit.DAYS, datetime(2026, 3, 30, 9, 0, tzinfo=UTC)),
        (0, Unit.WORKING_DAYS, datetime(2026, 3, 2, 23, 59, 59, tzinfo=UTC)),
        (4, Unit.WORKING_DAYS, datetime(2026, 3, 6, 23, 59, 59, tzinfo=UTC)),
        (5, Unit.WORKING_DAYS, datetime(2026, 3, 9, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_promise_falls_due_in_its_unit(amount: int, unit: Unit, expected: datetime) -> None:
    monday = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    assert due(clock(amount, unit), monday, ENGLAND) == expected


@pytest.mark.parametrize(
    ("nation", "start", "expected"),
    [
        # Good Friday 3 April and Easter Monday 6 April 2026; Scotland works on Easter Monday.
        ("england", date(2026, 4, 2), date(2026, 4, 7)),
        ("wales", date(2026, 4, 2), date(2026, 4, 7)),
        ("northern-ireland", date(2026, 4, 2), date(2026, 4, 7)),
        ("scotland", date(2026, 4, 2), date(2026, 4, 6)),
        # St Patrick's Day, a Tuesday.
        ("northern-ireland", date(2026, 3, 16), date(2026, 3, 18)),
        ("england", date(2026, 3, 16), date(2026, 3, 17)),
        # 2 January is a holiday in Scotland alone; in 2026 it is a Friday.
        ("scotland", date(2025, 12, 31), date(2026, 1, 5)),
        ("england", date(2025, 12, 31), date(2026, 1, 2)),
        # Boxing Day 2026 is a Saturday: the Monday after stands in for it.
        ("england", date(2026, 12, 24), date(2026, 12, 29)),
        # The Battle of the Boyne, 12 July 2026, is a Sunday.
        ("northern-ireland", date(2026, 7, 10), date(2026, 7, 14)),
        ("england", date(2026, 7, 10), date(2026, 7, 13)),
    ],
)
def test_the_next_working_day_knows_each_nations_holidays(
    nation: str, start: date, expected: date
) -> None:
    noon = datetime(start.year, start.month, start.day, 12, tzinfo=UTC)

    found = due(clock(1, Unit.WORKING_DAYS), noon, HOLIDAYS.of(nation))

    assert found.date() == expected


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(0, 60),
    st.sampled_from(["england", "wales", "scotland", "northern-ireland"]),
)
def test_between_start_and_due_lie_just_so_many_working_days(
    start: datetime, amount: int, nation: str
) -> None:
    workday = HOLIDAYS.of(nation)

    last = local_day(due(clock(amount, Unit.WORKING_DAYS), start, workday))

    begun = local_day(start)
    days = [begun + timedelta(days=n + 1) for n in range((last - begun).days)]
    assert sum(map(workday, days)) == amount
    assert not days or workday(last)


def test_a_promise_runs_until_an_entry_that_stops_it(noise: Service, story: Story) -> None:
    (running,) = counted(noise, story, "first look")
    story.later(days=1).tell("case.kept", decision="keep")

    (stopped,) = counted(noise, story, "first look")

    assert running.stopped_at is None
    assert running.kept is None
    assert stopped.stopped_at == story.history[-1].entry.at
    assert stopped.kept is True


def test_a_promise_stopped_too_late_was_broken(noise: Service, story: Story) -> None:
    story.later(days=8).tell("case.kept", decision="keep")

    (promise,) = counted(noise, story, "first look")

    assert promise.kept is False


def test_a_pause_moves_the_due_time_by_as_long_as_it_lasted(noise: Service, story: Story) -> None:
    (before,) = counted(noise, story, "first look")
    story.later(days=1).tell("case.held", reason="waiting-for-advice")
    (paused,) = counted(noise, story, "first look")
    story.later(days=30).tell("case.released")

    (after,) = counted(noise, story, "first look")

    waited = story.history[-1].entry.at - story.history[-2].entry.at
    assert not paused.is_overdue(before.due_at + timedelta(days=20))
    assert after.due_at == before.due_at + waited
    assert after.paused_at is None


def test_holding_twice_pauses_once(noise: Service, story: Story) -> None:
    story.tell("case.held", reason="waiting-for-advice").later(days=1)
    story.tell("case.held", reason="waiting-for-evidence").later(days=1).tell("case.released")

    (promise,) = counted(noise, story, "first look")

    assert promise.due_at - timedelta(days=2) > datetime(2026, 3, 9, 23, 59, 59, tzinfo=UTC)


def test_a_release_without_a_hold_changes_nothing(noise: Service, story: Story) -> None:
    before = counted(noise, story, "first look")

    story.later(days=1).tell("case.released")

    assert counted(noise, story, "first look") == before


def test_a_pause_begun_after_the_due_time_excuses_nothing(noise: Service, story: Story) -> None:
    story.later(days=10).tell("case.held", reason="waiting-for-advice")

    (promise,) = counted(noise, story, "first look")

    assert promise.is_overdue(story.clock.now())


def test_beginning_again_does_not_reset_the_time(noise: Service, story: Story) -> None:
    story.tell("review.requested", of="dismiss").later(days=3).tell("review.requested", of="keep")

    (promise,) = counted(noise, story, "second look")

    assert promise.started_at == story.history[1].entry.at


def test_a_clock_that_has_stopped_may_begin_anew(noise: Service, story: Story) -> None:
    story.tell("review.requested", of="dismiss").tell("review.decided", result="upheld")
    story.later(days=3).tell("review.requested", of="dismiss")

    first, second = counted(noise, story, "second look")

    assert first.stopped_at is not None
    assert second.stopped_at is None


def test_each_referral_has_its_own_clock(noise: Service, story: Story) -> None:
    story.tell("referral.sent", referral="r1", recipient="north-council").later(hours=1)
    story.tell("referral.sent", referral="r2", recipient="south-council").later(hours=1)
    story.tell("referral.delivered", referral="r2", recipient="south-council")

    first, second = counted(noise, story, "delivery")

    assert (first.referral, second.referral) == ("r1", "r2")
    assert first.stopped_at is None
    assert second.kept is True
    assert {first.owed_by, second.owed_by} == {"recipient"}


def test_a_new_decision_answers_for_a_referral_that_came_back(noise: Service, story: Story) -> None:
    story.tell("referral.sent", referral="r1", recipient="north-council")
    story.tell("referral.returned", referral="r1", recipient="north-council").later(days=1)
    story.tell("case.kept", decision="keep")

    (promise,) = counted(noise, story, "new decision")

    assert promise.referral == "r1"
    assert promise.kept is True


def test_a_hold_pauses_the_clock_of_a_referral_that_came_back(noise: Service, story: Story) -> None:
    story.tell("referral.sent", referral="r1", recipient="north-council")
    story.tell("referral.returned", referral="r1", recipient="north-council")
    story.tell("case.held", reason="waiting-for-advice").later(days=9).tell("case.released")

    (promise,) = counted(noise, story, "new decision")

    assert promise.due_at > promise.started_at + timedelta(days=10)


def test_promises_come_in_the_order_in_which_they_began(noise: Service, story: Story) -> None:
    story.tell("referral.sent", referral="r1", recipient="north-council")
    story.tell("referral.accepted", referral="r1", recipient="north-council")

    found = promises(noise, story.history, ENGLAND)

    assert [promise.clock for promise in found] == ["first look", "delivery", "outcome"]
    assert [p.started_at for p in found] == sorted(p.started_at for p in found)


def test_a_working_day_ends_by_the_local_clock_in_summer_too() -> None:
    friday_in_july = datetime(2026, 7, 3, 12, tzinfo=UTC)

    found = due(clock(1, Unit.WORKING_DAYS), friday_in_july, HOLIDAYS.of("england"))

    assert found == datetime(2026, 7, 6, 22, 59, 59, tzinfo=UTC)


def test_a_promise_on_an_erased_case_is_neither_kept_nor_late(noise: Service, story: Story) -> None:
    story.later(days=1).tell("case.erased", basis="court-order")

    (promise,) = counted(noise, story, "first look")

    assert promise.kept is None
    assert not promise.is_overdue(promise.due_at + timedelta(days=400))
