"""What several red flags need of a process before they can be computed, each with its reason."""

from fielding.oversight.flags.contracting import BID_STATUSES, FINAL, Bid, Contracting
from fielding.oversight.flags.settings import Settings
from fielding.oversight.shares import CannotCompute


def left_out(contracting: Contracting, settings: Settings) -> CannotCompute | None:
    """Say why a process is left out of every flag, if it is."""
    if contracting.cancelled:
        return CannotCompute(because="tender-cancelled")
    if contracting.method_details in settings.excluded_details:
        return CannotCompute(because="procedure-excluded")
    return None


def no_bids(contracting: Contracting) -> CannotCompute | None:
    """Say why nothing can be said of the bids, if so."""
    if not contracting.bids:
        return CannotCompute(because="no-bids")
    if any(bid.status not in BID_STATUSES for bid in contracting.bids):
        return CannotCompute(because="bid-without-status")
    return None


def no_comparison(contracting: Contracting, settings: Settings) -> CannotCompute | None:
    """Say why prices may not be compared, if so: the buyer may have fixed them."""
    details, compared = contracting.method_details, settings.price_comparison
    if details in settings.no_price_comparison:
        return CannotCompute(because="prices-fixed")
    if compared is not None and details not in compared:
        return CannotCompute(because="prices-fixed")
    return None


def no_prices(bids: tuple[Bid, ...], currency: str | None) -> CannotCompute | None:
    """Say why the prices of these bids cannot be compared, if so."""
    if any(bid.price is None for bid in bids):
        return CannotCompute(because="bid-without-price")
    return other_currency(bids, currency)


def other_currency(bids: tuple[Bid, ...], currency: str | None) -> CannotCompute | None:
    """Say whether a price is in no currency, or in another than the file's main one."""
    if any(bid.price is not None and bid.price.currency != currency for bid in bids):
        return CannotCompute(because="other-currency")
    return None


def undecided(contracting: Contracting) -> CannotCompute | None:
    """Say why it is not known to whom everything was awarded, if so."""
    awards = contracting.awards
    if not awards:
        return CannotCompute(because="no-award")
    if any(award.status is None for award in awards):
        return CannotCompute(because="award-without-status")
    if any(award.status not in FINAL for award in awards):
        return CannotCompute(because="award-undecided")
    return None


def winner_of(contracting: Contracting) -> str | CannotCompute:
    """Give the one supplier of the one active award, or why there is none."""
    if unknown := undecided(contracting):
        return unknown
    active = contracting.active
    if len(active) != 1:
        return CannotCompute(because="several-awards" if active else "no-active-award")
    suppliers = active[0].suppliers
    if suppliers is None:
        return CannotCompute(because="award-without-supplier")
    if len(suppliers) > 1:
        return CannotCompute(because="several-suppliers")
    return next(iter(suppliers))


def no_single_tenderers(bids: tuple[Bid, ...]) -> CannotCompute | None:
    """Say why these bids cannot be put down to one tenderer each, if so."""
    if any(bid.tenderers is None for bid in bids):
        return CannotCompute(because="bid-without-tenderer")
    if any(bid.tenderers is not None and len(bid.tenderers) > 1 for bid in bids):
        return CannotCompute(because="several-tenderers")
    return None
