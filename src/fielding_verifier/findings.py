"""Collects what is wrong: counts all of it, keeps the first of each kind, names the first entry."""

from collections import Counter
from dataclasses import dataclass, field

#: A shifted ledger has a fault at every entry; a reader needs the first few and the number.
KEPT_OF_A_KIND = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong, at entry `index`, or somewhere in index..until - 1."""

    kind: str
    said: str
    index: int | None = None
    until: int | None = None
    entry: str | None = None
    suspect: "Place | None" = None
    """An earlier entry that may be the changed one."""
    follows: bool = False
    """May only be what another fault led to: a text looks lost when its erasure was taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry by its index and, where it can be read, its id; or a range, up to `until` - 1."""

    index: int
    entry: str | None = None
    until: int | None = None


@dataclass(slots=True)
class Findings:
    """The faults of one check."""

    kept: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _narrowest: dict[bool, Fault] = field(default_factory=dict)
    _suspects: list[Place] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Count a fault, and keep it if it is among the first of its kind."""
        self.counts[fault.kind] += 1
        if self.counts[fault.kind] <= KEPT_OF_A_KIND:
            self.kept.append(fault)
            if fault.suspect:
                self._suspects.append(fault.suspect)
        if _end(fault) < _end(self._narrowest.get(fault.follows)):
            self._narrowest[fault.follows] = fault

    def first_bad(self) -> Place | None:
        """Name the first bad entry, or the narrowest range that must hold it."""
        first = self._narrowest.get(False) or self._narrowest.get(True)
        if first is None or first.index is None:
            return None
        for suspect in sorted(self._suspects, key=lambda place: place.index):
            if first.entry is None and first.index <= suspect.index < _end(first):
                return suspect
        until = first.until if first.until and first.until > first.index + 1 else None
        return Place(index=first.index, entry=first.entry, until=until)


def _end(fault: Fault | None) -> float:
    if fault is None or fault.index is None:
        return float("inf")
    return fault.until or fault.index + 1
