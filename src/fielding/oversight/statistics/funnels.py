"""Funnels: what a group of so many may show when its true rate is that of all, by chance alone.

Spiegelhalter, D. J. (2005), Funnel plots for comparing institutional performance, Statistics in
Medicine 24, 1185-1202. Three states and never a rank: a place in a ranking is mostly chance.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import asin, pi, sin, sqrt

from scipy import special

from fielding.oversight.statistics.binomial import Interval, at_least, at_most, quantile

#: The two pairs of limits of a funnel: of honest groups 5 in 100, and 2 in 1,000, fall outside.
NEAR, FAR = 0.95, 0.998


class State(StrEnum):
    """Where a group stands."""

    INSIDE = "inside"
    OUTSIDE_95 = "outside-95"
    OUTSIDE_998 = "outside-99.8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The counts that belong to chance, by the narrower and by the wider pair of limits."""

    near: Interval
    far: Interval

    def state(self, count: int) -> State:
        """Say where a count stands; a count on a limit is inside."""
        if not self.far.holds(count):
            return State.OUTSIDE_998
        return State.INSIDE if self.near.holds(count) else State.OUTSIDE_95


def limits_at(rate: float, of: int, between: float = 0.0) -> Limits:
    """Give the limits for a group of so many, in counts.

    Without variance between honest groups these are exact binomial quantiles, with `between` (the
    variance of the arcsine of the root of the rate) they are the wider ones of a random effect.
    """
    if between:
        return Limits(near=_wider(rate, of, between, NEAR), far=_wider(rate, of, between, FAR))
    return Limits(near=_exact(rate, of, NEAR), far=_exact(rate, of, FAR))


def chance_outside(rate: float, of: int, level: float) -> float:
    """Say how likely an honest group of so many falls outside the exact limits of a level.

    At most 1 - level, and less for small groups, whose counts move in whole steps.
    """
    exact = _exact(rate, of, level)
    return at_most(int(exact.low) - 1, of, rate) + at_least(int(exact.high) + 1, of, rate)


def _exact(rate: float, of: int, level: float) -> Interval:
    tail = (1 - level) / 2
    return Interval(low=quantile(tail, of, rate), high=quantile(1 - tail, of, rate))


def _wider(rate: float, of: int, between: float, level: float) -> Interval:
    middle = asin(sqrt(rate))
    reach = float(special.ndtri((1 + level) / 2)) * sqrt(1 / (4 * of) + between)
    low, high = max(middle - reach, 0.0), min(middle + reach, pi / 2)
    exact = _exact(rate, of, level)
    # Never narrower than chance alone: the arcsine is an approximation, the quantile is not.
    return Interval(
        low=min(exact.low, of * sin(low) ** 2), high=max(exact.high, of * sin(high) ** 2)
    )
