"""What a measurement says: figures with units, each beside the machine's own limit."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure, and the limit of the machine that it is to be seen beside, where there is one."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    limit_is: str = ""


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value that so much of the sorted values stays at or below."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def milliseconds(seconds: float) -> float:
    """Write seconds as milliseconds, to a tenth."""
    return round(seconds * 1000, 1)
