"""Clocks: what was promised by when, what paused it, and whether it was kept. Pure arithmetic."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from fielding.definitions.service import Clock, Service, Unit
from fielding.kernel.instants import LOCAL, local_day
from fielding.ledger.entry import Kept

ERASED = "case.erased"
LAST_SECOND = time(23, 59, 59)
#: Tells whether a day is worked, for the nation in question.
Workday = Callable[[date], bool]


class Happening(Protocol):
    """As much of an entry as clocks look at."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def facts(self) -> Mapping[str, object]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One promise on one case: running until `stopped_at` says otherwise."""

    clock: str
    owed_by: str  # hub or recipient
    #: The referral it is about, when it begins with one.
    referral: str | None = None
    started_at: datetime
    due_at: datetime
    paused_at: datetime | None = None
    stopped_at: datetime | None = None

    @property
    def kept(self) -> bool | None:
        """Was it kept? None while it still runs."""
        return None if self.stopped_at is None else self.stopped_at <= self.due_at

    def is_overdue(self, now: datetime) -> bool:
        """Is it still running, past its time? A pause begun too late excuses nothing."""
        return self.stopped_at is None and (self.paused_at or now) > self.due_at


def due(clock: Clock, start: datetime, workday: Workday) -> datetime:
    """Say when a promise falls due.

    Working days count from the next working day and end with the day, by the local clock.
    """
    match clock.unit:
        case Unit.MINUTES:
            return start + timedelta(minutes=clock.amount)
        case Unit.HOURS:
            return start + timedelta(hours=clock.amount)
        case Unit.DAYS:
            return start + timedelta(days=clock.amount)
        case Unit.WORKING_DAYS:
            day, left = local_day(start), clock.amount
            while left:
                day += timedelta(days=1)
                left -= workday(day)
            return datetime.combine(day, LAST_SECOND, LOCAL).astimezone(UTC)


def promises(service: Service, history: Iterable[Kept], workday: Workday) -> tuple[Promise, ...]:
    """Work out every promise of a case from its entries, in the order in which they began.

    A later start of the same clock opens a new promise only when the last one has stopped:
    doing a thing twice must not reset the time it was promised in.
    """
    return count_promises(service, (kept.entry for kept in history), workday)


def count_promises(
    service: Service, happenings: Iterable[Happening], workday: Workday
) -> tuple[Promise, ...]:
    """Do what `promises` does, where no more is known of each entry than clocks look at."""
    found: list[Promise] = []
    running: list[int] = []  # places in found
    for happening in happenings:
        kind, at = happening.kind, happening.at
        for clock in service.clocks.values():
            touched = [place for place in running if touches(happening, found[place], clock)]
            if not touched and kind == clock.start:
                running.append(len(found))
                about = referral_of_clock(clock, happening)
                found.append(_begin(clock, about, at, workday))
            for place in touched:
                found[place] = _move(found[place], clock, kind, at)
        running = [place for place in running if found[place].stopped_at is None]
    return tuple(found)


def touches(happening: Happening, promise: Promise, clock: Clock) -> bool:
    """Can it begin, move or stop a promise of the clock?

    What is about no one referral (a new decision, a hold) touches the promises of them all.
    """
    if promise.clock != clock.name:
        return False
    about = referral_of_clock(clock, happening)
    return about is None or about == promise.referral


def referral_of_clock(clock: Clock, happening: Happening) -> str | None:
    """Name the referral; clocks that begin with one run for each referral apart."""
    if not clock.start.startswith("referral."):
        return None
    referral = happening.facts.get("referral")
    return referral if isinstance(referral, str) else None


def _begin(clock: Clock, referral: str | None, at: datetime, workday: Workday) -> Promise:
    return Promise(
        clock=clock.name,
        owed_by=clock.owed_by,
        referral=referral,
        started_at=at,
        due_at=due(clock, at, workday),
    )


def _move(promise: Promise, clock: Clock, kind: str, at: datetime) -> Promise:
    if kind in clock.stop:
        return replace(promise, stopped_at=at, paused_at=None)
    # Nobody can keep a promise on a case that was erased: it waits, neither kept nor late.
    if (kind in clock.paused_by or kind == ERASED) and promise.paused_at is None:
        return replace(promise, paused_at=at)
    if kind in clock.resumed_by and promise.paused_at is not None:
        waited = at - promise.paused_at
        return replace(promise, paused_at=None, due_at=promise.due_at + waited)
    return promise
