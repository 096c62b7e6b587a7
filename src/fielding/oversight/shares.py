"""Shares with their uncertainty; where nothing can be computed, that and why is the value."""

from dataclasses import dataclass
from math import sqrt

#: The 97.5 % point of the normal distribution: an interval of 95 %.
Z = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotCompute:
    """There is no figure, and why."""

    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many, with the 95 % interval of the share."""

    met: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Give the share, from 0 to 1."""
        return self.met / self.of


def share_of(met: int, of: int) -> Share | CannotCompute:
    """Give a share with its Wilson score interval.

    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22, 209-212, equation for the limits of p.
    """
    if not of:
        return CannotCompute(because="nothing-to-count")
    middle = met + Z * Z / 2
    spread = Z * sqrt(met * (of - met) / of + Z * Z / 4)
    low, high = (middle - spread) / (of + Z * Z), (middle + spread) / (of + Z * Z)
    # At the ends the limits are exactly 0 and 1; only rounding says otherwise.
    return Share(met=met, of=of, low=low if met else 0.0, high=high if met < of else 1.0)
