"""Clocks that were kept in another way: by pausing them oneself, or by stopping them too early."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from fielding.cases.clocks import touches
from fielding.definitions.service import Clock
from fielding.oversight.performance.counted import Counted
from fielding.oversight.records import CaseRecord, Mark, Owed

#: What gives a reason to decide once more.
ASKED_FOR = ("review.requested", "referral.returned", "case.added")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """Promises counted as kept of which a reader should know more, by what ended them."""

    #: Kept only because the clock stood still while the case was on hold.
    paused: tuple[int, ...] = ()
    #: Stopped by a decision that was later taken again, though nobody had asked for that.
    again: tuple[int, ...] = ()


NOTHING_ODD = Stopped()


def how_stopped(
    counted: Iterable[Counted], records: Mapping[str, CaseRecord], clock: Clock
) -> Stopped:
    """Look at each promise of a clock that counts as kept."""
    paused, again = list[int](), list[int]()
    for one in counted:
        record = records[one.subject]
        for owed in _ended_by(record, one, clock):
            if _waited(record.marks, owed, clock) > _spare(owed):
                paused.append(one.index)
            if _taken_again(record.marks, owed, clock):
                again.append(one.index)
    return Stopped(paused=tuple(sorted(paused)), again=tuple(sorted(again)))


def _ended_by(record: CaseRecord, one: Counted, clock: Clock) -> Iterator[Owed]:
    if one.met:
        for owed in record.owed:
            if owed.ended == one.index and owed.promise.clock == clock.name:
                yield owed


def _spare(owed: Owed) -> timedelta:
    ended = owed.promise.stopped_at or owed.promise.due_at
    return owed.promise.due_at - ended


def _waited(marks: Sequence[Mark], owed: Owed, clock: Clock) -> timedelta:
    """Add up how long the clock stood still between the promise's beginning and its end."""
    waited, since = timedelta(), None
    for mark in marks:
        if not owed.begun < mark.index <= (owed.ended or owed.begun):
            continue
        if mark.kind in clock.paused_by and since is None:
            since = mark.at
        elif mark.kind in clock.resumed_by and since is not None:
            waited, since = waited + (mark.at - since), None
    return waited


def _taken_again(marks: Sequence[Mark], owed: Owed, clock: Clock) -> bool:
    """Is there a second such entry, of the same referral, before anybody gave a reason for one?"""
    stopped = owed.begun if owed.ended is None else owed.ended
    for mark in marks:
        if mark.index <= stopped or not touches(mark, owed.promise, clock):
            continue
        if mark.kind in ASKED_FOR:
            return False
        if mark.kind in clock.stop:
            return True
    return False
