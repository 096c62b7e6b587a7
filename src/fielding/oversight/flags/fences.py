"""Fences around the middle of a set of numbers: where an outlier begins. A listing order only.

A fence ignores how many bids a ratio rests on, so honest small bodies cross it: of 300 with one
true rate and 2 to 400 bids each it lists about 3 in 100, exact funnel limits 0.06.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

#: Tukey's distance of a fence from its quartile, in interquartile ranges.
_FAR = Fraction(3, 2)
QUARTER, THREE_QUARTERS = Fraction(1, 4), Fraction(3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """Quartiles, and the fences below and above them."""

    q1: Fraction
    q3: Fraction

    @property
    def lower(self) -> Fraction:
        return self.q1 - _FAR * (self.q3 - self.q1)

    @property
    def upper(self) -> Fraction:
        return self.q3 + _FAR * (self.q3 - self.q1)


def fence_of(numbers: Sequence[Fraction]) -> Fence | None:
    """Give the fences of some numbers; None of no number."""
    if not numbers:
        return None
    listed = sorted(numbers)
    return Fence(q1=quantile(listed, QUARTER), q3=quantile(listed, THREE_QUARTERS))


def quantile(listed: Sequence[Fraction], share: Fraction) -> Fraction:
    """Give a quantile of sorted numbers, exactly.

    Hyndman, R. J. and Fan, Y. (1996), Sample quantiles in statistical packages, The American
    Statistician 50, 361-365, definition 8: approximately median-unbiased whatever the distribution.
    """
    place = (len(listed) + Fraction(1, 3)) * share + Fraction(1, 3)
    below = min(max(int(place), 1), len(listed))
    above = min(below + 1, len(listed))
    within = min(max(place - below, Fraction(0)), Fraction(1))
    return listed[below - 1] + within * (listed[above - 1] - listed[below - 1])
