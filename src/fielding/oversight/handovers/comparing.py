"""Comparing what was posted with the list: a census, so every difference is named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fielding.oversight.handovers.held_cases import HeldCase, Listed, root_over

MISSING, EXTRA, ALTERED, STALE, DUPLICATE = "missing", "extra", "altered", "stale", "duplicate"
KINDS = (MISSING, EXTRA, ALTERED, STALE, DUPLICATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One case in which what was posted differs from the list, and what differs in it."""

    kind: str
    case: str
    #: Of state, last, documents; empty where the whole case is missing, extra or there twice.
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What was posted, held against the list."""

    root: str
    lines: int
    differences: tuple[Difference, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Count the differences of each kind."""
        counted = dict.fromkeys(KINDS, 0)
        for one in self.differences:
            counted[one.kind] += 1
        return counted


def compare(listed: Listed, posted: Sequence[HeldCase]) -> Comparison:
    """Compare what was posted with the list, in the order of case ids.

    No difference is listed exactly when the roots are equal. A case posted twice is compared by
    its first line; a stale one ends in an earlier entry of the same case.
    """
    first: dict[str, HeldCase] = {}
    twice = list[str]()
    for one in posted:
        if one.case in first:
            twice.append(one.case)
        else:
            first[one.case] = one
    found = [*_each(listed, first), *_twice(twice)]
    order = {kind: place for place, kind in enumerate(KINDS)}
    return Comparison(
        root=root_over(posted),
        lines=len(posted),
        differences=tuple(sorted(found, key=lambda one: (order[one.kind], one.case))),
    )


def _each(listed: Listed, posted: dict[str, HeldCase]) -> Iterator[Difference]:
    known = {one.case for one in listed.cases}
    for held in listed.cases:
        found = posted.get(held.case)
        if found is None:
            yield Difference(kind=MISSING, case=held.case)
        elif found != held:
            stale = found.last in listed.earlier.get(held.case, frozenset())
            parts = _parts(held, found)
            yield Difference(kind=STALE if stale else ALTERED, case=held.case, parts=parts)
    for case in posted:
        if case not in known:
            yield Difference(kind=EXTRA, case=case)


def _twice(cases: Iterable[str]) -> Iterator[Difference]:
    return (Difference(kind=DUPLICATE, case=case) for case in dict.fromkeys(cases))


def _parts(held: HeldCase, found: HeldCase) -> tuple[str, ...]:
    return tuple(
        name
        for name in ("state", "last", "documents")
        if getattr(held, name) != getattr(found, name)
    )
