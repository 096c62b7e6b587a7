"""Exact binomial figures: tail probabilities, quantiles and the Clopper-Pearson interval.

Of numeric libraries only `scipy.special` is used here: it loads fast, and what it computes is exact
to the last digits of a float.
"""

from dataclasses import dataclass
from math import ceil

from scipy import special

from fielding.oversight.statistics.errors import NotARate


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From `low` to `high`, both belonging."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Does a value lie in it?"""
        return self.low <= value <= self.high


def clopper_pearson(met: int, of: int, level: float = 0.95) -> Interval:
    """Give the exact interval of a share: it holds the true one at least so often.

    For small numbers and for shares near 0 or 1. Raises NotARate. Clopper, C. J. and Pearson, E. S.
    (1934), The use of confidence or fiducial limits illustrated in the case of the binomial,
    Biometrika 26, 404-413.
    """
    if not 0 <= met <= of or of == 0:
        raise NotARate(met=met, of=of)
    tail = (1 - level) / 2
    return Interval(
        low=float(special.betaincinv(met, of - met + 1, tail)) if met else 0.0,
        high=float(special.betaincinv(met + 1, of - met, 1 - tail)) if met < of else 1.0,
    )


def at_most(count: int, of: int, rate: float) -> float:
    """Give the probability of at most so many of so many, at a rate."""
    if count < 0:
        return 0.0
    return float(special.bdtr(count, of, rate)) if count < of else 1.0


def at_least(count: int, of: int, rate: float) -> float:
    """Give the probability of at least so many of so many, at a rate."""
    if count <= 0:
        return 1.0
    return float(special.bdtrc(count - 1, of, rate)) if count <= of else 0.0


def quantile(chance: float, of: int, rate: float) -> int:
    """Give the least count with at least this probability of being reached or fallen under."""
    if rate in {0.0, 1.0}:
        return round(rate) * of
    # The inverse is a float and can be off by a hair: step to the count that is right.
    count = min(max(ceil(float(special.bdtrik(chance, of, rate))), 0), of)
    while count > 0 and at_most(count - 1, of, rate) >= chance:
        count -= 1
    while at_most(count, of, rate) < chance:
        count += 1
    return count
