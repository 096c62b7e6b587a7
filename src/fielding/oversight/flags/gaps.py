"""R024 and R058: how far the second-lowest valid bid lies above the winning one.

Both are listing orders only: a fence around the middle of all gaps knows nothing of chance.
"""

from dataclasses import dataclass
from fractions import Fraction

from fielding.oversight.flags.conditions import (
    no_bids,
    no_comparison,
    no_prices,
    no_single_tenderers,
    winner_of,
)
from fielding.oversight.flags.contracting import Bid, Contracting
from fielding.oversight.flags.settings import Settings
from fielding.oversight.shares import CannotCompute


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The second-lowest bid over the winning bid, less one; and who submitted the two."""

    share: Fraction
    winner: str
    runner_up: str


def gap_of(
    contracting: Contracting, settings: Settings, currency: str | None
) -> Gap | CannotCompute:
    """Measure the gap of one process; the winner's lowest bid counts as the winning one."""
    valid = contracting.valid
    unknown = (
        no_comparison(contracting, settings)
        or no_bids(contracting)
        or no_single_tenderers(valid)
        or no_prices(valid, currency)
    )
    if unknown:
        return unknown
    winner = winner_of(contracting)
    if isinstance(winner, CannotCompute):
        return winner
    listed = sorted(((_amount(bid), place, _tenderer(bid)) for place, bid in enumerate(valid)))
    winning = next((each for each in listed if each[2] == winner), None)
    if winning is None:
        return CannotCompute(because="winner-without-valid-bid")
    if winning[0] > listed[0][0]:
        return CannotCompute(because="winner-not-lowest")
    others = [each for each in listed if each is not winning]
    if not others:
        return CannotCompute(because="single-valid-bid")
    if winning[0] <= 0:
        return CannotCompute(because="price-of-nothing")
    share = (others[0][0] - winning[0]) / winning[0]
    return Gap(share=share, winner=winner, runner_up=others[0][2])


def _amount(bid: Bid) -> Fraction:
    assert bid.price is not None  # noqa: S101 no_prices has looked
    return bid.price.amount


def _tenderer(bid: Bid) -> str:
    assert bid.tenderers is not None  # noqa: S101 no_single_tenderers has looked
    return next(iter(bid.tenderers))
