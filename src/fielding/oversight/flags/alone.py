"""Red flags that look at one process by itself: R003, R018, R028, R030, R035, R036.

Written from the Open Contracting Partnership's published pages of these indicators. A flag is
raised as soon as what is there suffices; it is called not raised only when nothing it needs is
missing.
"""

from collections import defaultdict
from datetime import datetime
from fractions import Fraction
from itertools import chain

from fielding.oversight.flags.conditions import (
    no_bids,
    no_comparison,
    no_prices,
    other_currency,
    undecided,
)
from fielding.oversight.flags.contracting import Bid, Contracting, moment
from fielding.oversight.flags.settings import Settings
from fielding.oversight.flags.verdicts import NOT_RAISED, Raised, Verdict
from fielding.oversight.shares import CannotCompute

COMPETITIVE = frozenset({"open", "selective"})
_DAY = 24 * 60 * 60


def short_period(contracting: Contracting, settings: Settings) -> Verdict:
    """R003: fewer whole days than the threshold (15) between publication and deadline."""
    methods = settings.words("R003", "procurement_methods", None)
    if methods is not None:
        if contracting.method is None:
            return CannotCompute(because="no-procurement-method")
        if contracting.method not in methods:
            return NOT_RAISED
    if contracting.told_start is None or contracting.told_end is None:
        return CannotCompute(because="no-tender-period")
    start, end = moment(contracting.told_start), moment(contracting.told_end)
    if start is None or end is None:
        return CannotCompute(because="date-not-understood")
    default = settings.number("R003", "threshold", 15)
    threshold = settings.days_by_details.get(contracting.method_details or "", default)
    return Raised() if (end - start).total_seconds() // _DAY < threshold else NOT_RAISED


def single_bid(contracting: Contracting, settings: Settings) -> Verdict:
    """R018: one tenderer, though the procurement method is competitive (open, selective)."""
    methods = settings.words("R018", "procurement_methods", COMPETITIVE) or COMPETITIVE
    if contracting.number_of_tenderers is None:
        return CannotCompute(because="no-number-of-tenderers")
    if contracting.number_of_tenderers != 1:
        return NOT_RAISED
    if contracting.method is None:
        return CannotCompute(because="no-procurement-method")
    return Raised() if contracting.method in methods else NOT_RAISED


def same_price(contracting: Contracting, settings: Settings, currency: str | None) -> Verdict:
    """R028: different tenderers submitted bids with the same price."""
    bids = contracting.submitted
    unknown = (
        no_comparison(contracting, settings)
        or no_bids(contracting)
        or other_currency(bids, currency)
    )
    if unknown:
        return unknown
    at_price: dict[Fraction, set[frozenset[str]]] = defaultdict(set)
    for bid in bids:
        if bid.tenderers and bid.price:
            at_price[bid.price.amount].add(bid.tenderers)
    found = frozenset(t for same in at_price.values() if len(same) > 1 for t in chain(*same))
    if found:
        return Raised(tenderers=found)
    if any(bid.tenderers is None for bid in bids):
        return CannotCompute(because="bid-without-tenderer")
    return no_prices(bids, currency) or NOT_RAISED


def late_bid(contracting: Contracting, _: Settings) -> Verdict:
    """R030: a valid bid received after the deadline, by a supplier of an active award.

    Moments are compared, never their texts: 22:30Z and 23:30+01:00 are the same.
    """
    unknown = no_bids(contracting) or _no_suppliers(contracting)
    if unknown:
        return unknown
    if contracting.told_end is None:
        return CannotCompute(because="no-deadline")
    deadline = moment(contracting.told_end)
    if deadline is None:
        return CannotCompute(because="date-not-understood")
    won = won_by(contracting)
    late = frozenset(w for bid, winners in won for w in winners if _is_after(bid, deadline))
    if late:
        return Raised(tenderers=late)
    if any(bid.told_date is None for bid, _ in won):
        return CannotCompute(because="bid-without-date")
    if any(bid.date is None for bid, _ in won):
        return CannotCompute(because="date-not-understood")
    if any(bid.tenderers is None for bid in contracting.valid):
        return CannotCompute(because="bid-without-tenderer")
    return NOT_RAISED


def won_by(contracting: Contracting) -> list[tuple[Bid, frozenset[str]]]:
    """List the valid bids that won, each with those of its tenderers that were awarded."""
    suppliers = frozenset(s for award in contracting.active for s in award.suppliers or ())
    found = [(bid, (bid.tenderers or frozenset()) & suppliers) for bid in contracting.valid]
    return [(bid, winners) for bid, winners in found if winners]


def others_disqualified(contracting: Contracting, settings: Settings) -> Verdict:
    """R035: one tenderer's bids are valid, it was awarded everything, others were disqualified."""
    unknown = no_bids(contracting) or undecided(contracting) or _no_suppliers(contracting)
    if unknown:
        return unknown
    if any(bid.tenderers is None for bid in contracting.valid):
        return CannotCompute(because="bid-without-tenderer")
    valid = frozenset(t for bid in contracting.valid for t in bid.tenderers or ())
    awarded = {award.suppliers for award in contracting.active}
    if len(valid) != 1 or awarded != {valid}:
        return NOT_RAISED
    disqualified = [bid.tenderers for bid in contracting.bids or () if bid.status == "disqualified"]
    others = frozenset(t for tenderers in disqualified for t in tenderers or ()) - valid
    if len(others) >= settings.number("R035", "threshold", 1) and others:
        return Raised(value=Fraction(len(others)), tenderers=valid, of_tenderers=Fraction(0))
    if None in disqualified:
        return CannotCompute(because="bid-without-tenderer")
    return NOT_RAISED


def lowest_disqualified(
    contracting: Contracting, settings: Settings, currency: str | None
) -> Verdict:
    """R036: a bid as low as the lowest was disqualified, and something was awarded.

    As published, bids without a price are passed over while one valid bid has one.
    """
    bids = contracting.submitted
    unknown = (
        no_comparison(contracting, settings)
        or no_bids(contracting)
        or _nothing_awarded(contracting)
        or other_currency(bids, currency)
    )
    if unknown:
        return unknown
    priced = [(bid.price.amount, bid.status) for bid in bids if bid.price is not None]
    if not any(status == "valid" for _, status in priced):
        return CannotCompute(because="bid-without-price" if contracting.valid else "no-valid-bid")
    lowest = min(amount for amount, _ in priced)
    if (lowest, "disqualified") in priced:
        return Raised()
    return no_prices(bids, currency) or NOT_RAISED


def _nothing_awarded(contracting: Contracting) -> CannotCompute | None:
    if contracting.active:
        return None
    return undecided(contracting) or CannotCompute(because="no-active-award")


def _no_suppliers(contracting: Contracting) -> CannotCompute | None:
    if unknown := _nothing_awarded(contracting):
        return unknown
    if any(award.suppliers is None for award in contracting.active):
        return CannotCompute(because="award-without-supplier")
    return None


def _is_after(bid: Bid, deadline: datetime) -> bool:
    return bid.date is not None and bid.date > deadline
