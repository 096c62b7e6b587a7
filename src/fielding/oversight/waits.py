"""Waiting times: how long things take when some have not ended yet. Never a mean of the ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from fielding.oversight.shares import CannotCompute


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One wait: its length so far, and whether it has ended."""

    index: int  # the entry that ended it, or began it while it still runs
    length: timedelta
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """By when half, and nine in ten, have ended; None where too many still wait to say."""

    ended: int
    running: int
    half: timedelta | None
    nine_tenths: timedelta | None


def waits_of(waits: Iterable[Wait]) -> Waits | CannotCompute:
    """Estimate quantiles of the waiting time, counting running waits as at least so long.

    Kaplan, E. L. and Meier, P. (1958), Nonparametric estimation from incomplete observations,
    Journal of the American Statistical Association 53, 457-481. With nothing running these are the
    order statistics.
    """
    # At the same length an end comes before a wait that goes on.
    sorted_waits = sorted(waits, key=lambda wait: (wait.length, not wait.ended))
    if not sorted_waits:
        return CannotCompute(because="nothing-to-count")
    still, found = 1.0, dict[float, timedelta]()
    for place, wait in enumerate(sorted_waits):
        if wait.ended:
            at_risk = len(sorted_waits) - place
            still *= (at_risk - 1) / at_risk
            for quantile in (0.5, 0.9):
                # A hair of slack: the product of fractions is off by some last digits.
                if still <= 1 - quantile + 1e-12:
                    found.setdefault(quantile, wait.length)
    ended = sum(wait.ended for wait in sorted_waits)
    return Waits(
        ended=ended,
        running=len(sorted_waits) - ended,
        half=found.get(0.5),
        nine_tenths=found.get(0.9),
    )
