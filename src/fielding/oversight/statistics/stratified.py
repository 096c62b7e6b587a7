"""Rates of a whole from a random draw in strata: each reading stands for the cases around it.

Horvitz, D. G. and Thompson, D. J. (1952), A generalization of sampling without replacement from a
finite universe, Journal of the American Statistical Association 47, 663-685.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from fielding.oversight.shares import CannotCompute, Z
from fielding.oversight.statistics.binomial import Interval
from fielding.oversight.statistics.errors import NotARate


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """So many cases, of which so many were drawn and read, and so many of those hit."""

    cases: int
    drawn: int
    hits: int

    def __post_init__(self) -> None:
        if not 0 <= self.hits <= self.drawn <= self.cases:
            raise NotARate(hits=self.hits, drawn=self.drawn, cases=self.cases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The rate of the whole, its 95 % interval, and how many cases that makes."""

    cases: int
    drawn: int
    rate: float
    interval: Interval

    @property
    def total(self) -> float:
        """Estimate how many of all cases hit."""
        return self.rate * self.cases


def estimate(strata: Iterable[Stratum]) -> Estimate | CannotCompute:
    """Estimate the rate of the whole; a stratum nobody drew from leaves it unknown.

    The interval is Wilson's at the effective number of readings, n_eff = p (1 - p) / v, with v the
    variance of the estimate: Korn, E. L. and Graubard, B. I. (1998), Survey Methodology 24,
    193-201, have the same for the exact interval. Rates within strata are smoothed for v alone,
    (hits + 1/2) of (drawn + 1), so that a stratum without hits is not taken for certain. All read:
    no uncertainty.
    """
    known = [stratum for stratum in strata if stratum.cases]
    if not known:
        return CannotCompute(because="nothing-to-count")
    if any(stratum.drawn == 0 for stratum in known):
        return CannotCompute(because="stratum-not-drawn-from")
    cases = sum(stratum.cases for stratum in known)
    rate = sum(_weight(one, cases) * one.hits / one.drawn for one in known)
    variance = sum(_variance(one) * _weight(one, cases) ** 2 for one in known)
    if variance == 0:
        interval = Interval(low=rate, high=rate)
    else:
        smooth = sum(_weight(one, cases) * _smooth(one) for one in known)
        interval = _wilson(rate, smooth * (1 - smooth) / variance)
    drawn = sum(stratum.drawn for stratum in known)
    return Estimate(cases=cases, drawn=drawn, rate=rate, interval=interval)


def _weight(stratum: Stratum, cases: int) -> float:
    return stratum.cases / cases


def _smooth(stratum: Stratum) -> float:
    return (stratum.hits + 0.5) / (stratum.drawn + 1)


def _variance(stratum: Stratum) -> float:
    left = 1 - stratum.drawn / stratum.cases
    return left * _smooth(stratum) * (1 - _smooth(stratum)) / stratum.drawn


def _wilson(rate: float, of: float) -> Interval:
    middle = (rate + Z * Z / (2 * of)) / (1 + Z * Z / of)
    reach = Z * sqrt(rate * (1 - rate) / of + Z * Z / (4 * of * of)) / (1 + Z * Z / of)
    low = 0.0 if rate == 0 else max(middle - reach, 0.0)
    return Interval(low=low, high=1.0 if rate == 1 else min(middle + reach, 1.0))
