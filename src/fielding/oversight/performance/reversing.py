"""Simpson's reversal: the whole moves one way while every part of it moves the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fielding.oversight.performance.reading import MeasureReading, Part
from fielding.oversight.performance.verdicts import percent_of
from fielding.oversight.shares import CannotCompute


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """From one month to the next: how the whole moved, against all of these parts."""

    by: str  # firm or force
    whole: Decimal  # percentage points
    parts: tuple[tuple[str, Decimal], ...]


def reversals(before: MeasureReading, after: MeasureReading) -> tuple[Reversal, ...]:
    """Find where the mix alone moved the figure: at least two parts, all against the whole."""
    if isinstance(before.value, CannotCompute) or isinstance(after.value, CannotCompute):
        return ()
    whole = percent_of(after.value) - percent_of(before.value)
    found = list[Reversal]()
    for by, earlier, later in (
        ("firm", before.firms, after.firms),
        ("force", before.forces, after.forces),
    ):
        parts = _moves(earlier, later)
        same = {part.group for part in earlier} == {part.group for part in later}
        if same and len(parts) > 1 and all(move * whole < 0 for _, move in parts):
            found.append(Reversal(by=by, whole=whole, parts=parts))
    return tuple(found)


def _moves(earlier: Sequence[Part], later: Sequence[Part]) -> tuple[tuple[str, Decimal], ...]:
    was = {part.group: percent_of(part.share) for part in earlier}
    return tuple(
        (part.group, percent_of(part.share) - was[part.group])
        for part in later
        if part.group in was
    )
