"""Tens: what may be said in public, so that no count under ten can be made of it, now or later.

An entry's words come in levels, from what many share (a kind, a month) to what few do (a day). A
level is said only once ten different cases say the same so far; then it is said of all ten at
once. So whatever anybody counts is a multiple of ten, and so is what they find by taking one
table from another or an earlier release from a later one: what is once said is never said
otherwise, and more is added only in tens.
"""

from collections import deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from fielding.oversight.published import LEAST

Words = Hashable


@dataclass(slots=True)
class Tens:
    """Hears entry after entry, in the order of the ledger, and says how much of each is said."""

    #: How many levels of each entry are said, in their order.
    said: list[int] = field(default_factory=list)
    _told: list[tuple[str, tuple[Words, ...]]] = field(default_factory=list)
    _times: dict[tuple[Words, ...], int] = field(default_factory=dict)
    _waiting: dict[tuple[Words, ...], list[int]] = field(default_factory=dict)

    def tell(self, case: str, levels: Sequence[Words]) -> None:
        """Hear one entry: its case, and its words by level."""
        self._told.append((case, tuple(levels)))
        self.said.append(0)
        coming = deque([len(self.said) - 1])
        while coming:
            coming.extend(self._wait(coming.popleft()))

    def _wait(self, place: int) -> Sequence[int]:
        """Let an entry wait at its next level; give the ten that are complete with it."""
        case, levels = self._told[place]
        level = self.said[place]
        if level == len(levels):
            return ()
        group = levels[: level + 1]
        # Entries of one case that say the same wait apart, so that each ten is of ten cases.
        time = self._times.get((*group, case), 0)
        self._times[*group, case] = time + 1
        waiting = self._waiting.setdefault((*group, time), [])
        waiting.append(place)
        if len(waiting) < LEAST:
            return ()
        del self._waiting[*group, time]
        for one in waiting:
            self.said[one] += 1
        return waiting
