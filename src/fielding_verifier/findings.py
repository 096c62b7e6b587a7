"""Collects what is wrong: counts all of it, keeps the first of each kind, names the first entry."""

from collections import Counter
from dataclasses import dataclass, field

#: A shifted ledger has a fault at every entry; a reader needs the first few and the number.
KEPT_OF_A_KIND = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry by its index and id, or a range from it up to `until` - 1 that holds the bad one."""

    index: int
    entry: str | None = None
    until: int | None = None

    @property
    def end(self) -> int:
        """One more than the last index it may be."""
        return self.until or self.index + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong, and where, if one entry or a range of them is to blame."""

    kind: str
    said: str
    place: Place | None = None
    follows: bool = False
    """May only be what another fault led to: a text looks lost when its erasure was taken out."""


@dataclass(slots=True)
class Findings:
    """The faults of one check."""

    kept: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _earliest: dict[bool, Place] = field(default_factory=dict)

    def add(self, fault: Fault) -> None:
        """Count a fault, and keep it if it is among the first of its kind."""
        self.counts[fault.kind] += 1
        if self.counts[fault.kind] <= KEPT_OF_A_KIND:
            self.kept.append(fault)
        if fault.place:
            known = self._earliest.get(fault.follows, fault.place)
            self._earliest[fault.follows] = min(known, fault.place, key=lambda place: place.end)

    def add_at(self, index: int, entry: str | None, kind: str, said: str) -> None:
        """Add what is wrong with a single entry."""
        self.add(Fault(kind=kind, said=said, place=Place(index=index, entry=entry)))

    def first_bad(self) -> Place | None:
        """Name the first bad entry, or the range that holds it: the one that ends first."""
        return self._earliest.get(False) or self._earliest.get(True)
