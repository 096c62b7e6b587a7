"""Groups: which organisations are held together by shares of more than half, and when.

On a given day each organisation has at most one owner of more than half, so the owners above it
form a line; a circle of owners ends where it began.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fielding.oversight.register.organisations import Holding, Organisation
from fielding.oversight.register.register import Register

#: Percent. Exactly half is no control; a range that begins at half is: public registers write
#: "more than 50 and less than 75" as one.
HALF = 50
JOINT_VENTURE = "joint-venture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Who controls an organisation in the end, and the entries of the shares on the way there."""

    tops: frozenset[str]  # more than one only in a circle
    entries: tuple[int, ...]


def line_above(register: Register, slug: str, day: date) -> Line:
    """Go up from owner to owner of more than half, as far as it goes on a day."""
    passed, entries = [slug], list[int]()
    while above := _controller(register, passed[-1], day):
        owner, index = above
        entries.append(index)
        if owner in passed:
            circle = frozenset(passed[passed.index(owner) :])
            return Line(tops=circle, entries=tuple(entries))
        passed.append(owner)
    return Line(tops=frozenset(passed[-1:]), entries=tuple(entries))


def held_together(
    register: Register, one: str, other: str, days: Sequence[date]
) -> tuple[int, ...] | None:
    """Give the entries by which two organisations were of one group on one of the days.

    None when they were not.
    """
    for day in days:
        first, second = line_above(register, one, day), line_above(register, other, day)
        if first.tops & second.tops:
            return tuple(sorted({*first.entries, *second.entries}))
    return None


def perhaps_held(register: Register, one: str, other: str, days: Sequence[date]) -> int | None:
    """Give the entry by which one may own more than half of the other, which nobody knows."""
    for day in days:
        for owner, owned in ((one, other), (other, one)):
            for holding in _holdings(register, owned, day):
                if holding.owner == owner and holding.least < HALF < holding.most:
                    return holding.index
    return None


def members_of(register: Register, slug: str, days: Sequence[date]) -> dict[str, int]:
    """Give the members of a joint venture on any of the days; nothing for other organisations."""
    known = register.organisations.get(slug)
    if known is None or known.kind != JOINT_VENTURE:
        return {}
    return {owner: holding.index for day in days for owner, holding in known.owners_on(day).items()}


def turning_days(register: Register, first: date, last: date) -> tuple[date, ...]:
    """Give the days of a period on which ownership can differ: its first, and each change in it."""
    changes = {
        day
        for organisation in register.organisations.values()
        for day in _changes(organisation)
        if first < day <= last
    }
    return (first, *sorted(changes))


def _controller(register: Register, slug: str, day: date) -> tuple[str, int] | None:
    for holding in _holdings(register, slug, day):
        if holding.owner and holding.least >= HALF and holding.most > HALF:
            return holding.owner, holding.index
    return None


def _holdings(register: Register, slug: str, day: date) -> Iterator[Holding]:
    """Give every share on a day: an owner can have shares and votes, and one of them may decide."""
    known = register.organisations.get(slug)
    return (holding for holding in (known.owners if known else ()) if holding.holds_on(day))


def _changes(organisation: Organisation) -> Iterator[date]:
    for holding in organisation.owners:
        yield from (day for day in (holding.begins, holding.ends) if day)
