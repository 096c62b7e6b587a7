"""Groups: which organisations are held together by shares of more than half, and when.

One may have most of the shares and another most of the votes: both control. Two organisations are
of one group when one controls the other, or somebody controls both, directly or through others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fielding.oversight.register.organisations import Holding
from fielding.oversight.register.register import Register

#: Percent. Exactly half is no control; a range that begins at half is: public registers write
#: "more than 50 and less than 75" as one.
HALF = 50
JOINT_VENTURE = "joint-venture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """An organisation with all that control it, and the entries of the shares by which they do."""

    organisations: frozenset[str]
    entries: tuple[int, ...]


def look_above(register: Register, slug: str, day: date) -> Above:
    """Go up to everybody who controls an organisation on a day; a circle ends where it began."""
    passed, entries, waiting = {slug}, list[int](), [slug]
    while waiting:
        for holding in _holdings(register, waiting.pop(), day):
            if holding.owner and holding.least >= HALF and holding.most > HALF:
                entries.append(holding.index)
                if holding.owner not in passed:
                    passed.add(holding.owner)
                    waiting.append(holding.owner)
    return Above(organisations=frozenset(passed), entries=tuple(entries))


def held_together(
    register: Register, one: str, other: str, days: Sequence[date]
) -> tuple[int, ...] | None:
    """Give the entries by which two organisations were of one group on one of the days.

    None when they were not.
    """
    for day in days:
        first, second = look_above(register, one, day), look_above(register, other, day)
        if first.organisations & second.organisations:
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


def changes_of_ownership(register: Register) -> tuple[date, ...]:
    """Give the days on which any share began or ended, in their order."""
    found = {
        day
        for organisation in register.organisations.values()
        for holding in organisation.owners
        for day in (holding.begins, holding.ends)
        if day
    }
    return tuple(sorted(found))


def _holdings(register: Register, slug: str, day: date) -> Iterator[Holding]:
    """Give every share on a day: an owner can have shares and votes, and one of them may decide."""
    known = register.organisations.get(slug)
    return (holding for holding in (known.owners if known else ()) if holding.holds_on(day))
