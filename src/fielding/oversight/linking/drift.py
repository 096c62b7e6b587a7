"""Drift of a model of persons: are the pairs it is asked about still like those it learnt from?

No label is needed: it is only asked how often each level of each comparison occurs among the pairs
that share a key, then and now. The population stability index holds two such lists together:
sum((now - then) * ln(now / then)) over shares. Its usual reading, under .1 little and from .25
much, is Siddiqi's (2006, Credit Risk Scorecards, Wiley). By chance alone n pairs then and m now
bring it to the quantile of chi-squared with one degree less than there are levels, times
1/n + 1/m, in one of twenty cases (Yurdakul and Naranjo 2020, Statistical properties of the
population stability index, J. Risk Model Validation 14(4)). Pairs of one record hang together, so
that chance does more than that.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import chdtri

from fielding.oversight.shares import CannotCompute

LITTLE, MUCH = 0.1, 0.25
#: One in twenty, as everywhere in the books.
_RARELY = 0.05
#: Added to each level, so that what was never seen is rare and not impossible.
_BELIEF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelSeen:
    """How many pairs were alike to this degree, when the model was trained and now."""

    name: str
    then: int
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One comparison's index, and what chance alone would bring it to in one of twenty cases."""

    index: float
    by_chance: float

    @property
    def reading(self) -> str:
        """Say how much it is, by the usual reading."""
        if self.index < LITTLE:
            return "little"
        return "some" if self.index < MUCH else "much"


def drift_of(levels: Sequence[LevelSeen]) -> Drift | CannotCompute:
    """Hold the levels of one comparison, then and now, against each other."""
    seen = [level for level in levels if level.then or level.now]
    then, now = sum(level.then for level in seen), sum(level.now for level in seen)
    if not then or not now:
        when = "when the model was trained" if not then else "now"
        return CannotCompute(because=f"no two records met {when}")
    spread = _BELIEF * len(seen)
    index = 0.0
    for level in seen:
        was = (level.then + _BELIEF) / (then + spread)
        is_now = (level.now + _BELIEF) / (now + spread)
        index += (is_now - was) * math.log(is_now / was)
    quantile = float(chdtri(len(seen) - 1, _RARELY)) if len(seen) > 1 else 0.0
    return Drift(index=index, by_chance=quantile * (1 / then + 1 / now))
