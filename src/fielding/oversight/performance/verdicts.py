"""Verdicts: what an interval says of a target, and what it leaves undecided."""

from decimal import Decimal
from enum import StrEnum

from fielding.oversight.register.terms import Target
from fielding.oversight.shares import CannotCompute, Share, share_of
from fielding.oversight.statistics.binomial import clopper_pearson

#: Under so many counted, or so few met or missed, the interval is the exact one.
FEW, RARE = 40, 5


class Verdict(StrEnum):
    """What can be said of a measure against its target."""

    GOOD = "good"
    INADEQUATE = "inadequate"
    UNDECIDED = "undecided"


def careful_share(met: int, of: int) -> Share | CannotCompute:
    """Give a share with Wilson's interval, or the exact one where numbers are small."""
    if of and is_small(met, of):
        exact = clopper_pearson(met, of)
        return Share(met=met, of=of, low=exact.low, high=exact.high)
    return share_of(met, of)


def is_small(met: int, of: int) -> bool:
    """Are the numbers so small that the exact interval is given?"""
    return of < FEW or min(met, of - met) < RARE


def verdict_on(share: Share, target: Target) -> Verdict:
    """Say good only if all of the interval reaches the target, inadequate only if all is under.

    Of a measure where less is better the whole interval has to stay at or under the target.
    """
    low, high = _percent(share.low), _percent(share.high)
    if target.at_most:
        reached, failed = high <= target.target, low > target.floor
    else:
        reached, failed = low >= target.target, high < target.floor
    if reached:
        return Verdict.GOOD
    return Verdict.INADEQUATE if failed else Verdict.UNDECIDED


def meets(share: Share, target: Target) -> bool:
    """Does the share by itself, without its interval, reach the target?"""
    value = percent_of(share)
    return value <= target.target if target.at_most else value >= target.target


def percent_of(share: Share) -> Decimal:
    """Write a share in percent, to two places."""
    return (Decimal(share.met) * 100 / share.of).quantize(Decimal("0.01"))


def _percent(part: float) -> Decimal:
    return Decimal(repr(round(part * 100, 9)))
