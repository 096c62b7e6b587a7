"""Service credits: what comes off a month's bill because a measure was under its target."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from fielding.oversight.performance.agreed import Agreed
from fielding.oversight.performance.reading import MeasureReading
from fielding.oversight.performance.verdicts import meets
from fielding.oversight.shares import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditDue:
    """So many percent of the month's bill, for a measure that missed its target."""

    measure: str
    month: str
    percent: Decimal
    entries: tuple[int, ...]


def credits_due(readings: Iterable[MeasureReading]) -> Iterator[CreditDue]:
    """Give the credits that the terms fixed before the month grant.

    A contract sets them on the value itself, not on its interval: all there was was counted.
    """
    for reading in readings:
        if isinstance(reading.value, Share) and isinstance(reading.agreed, Agreed):
            agreed = reading.agreed
            credit = agreed.terms.credits.get(reading.measure)
            if credit and not meets(reading.value, agreed.target):
                yield CreditDue(
                    measure=reading.measure,
                    month=reading.month,
                    percent=credit.percent,
                    entries=reading.entries,
                )
