"""The red flags in words: what each condition is, and which of them are listing orders only."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A red flag's title and its condition; `fenced`: it lists outliers and says nothing more."""

    title: str
    condition: str
    fenced: bool = False


CATALOGUE: Mapping[str, Described] = {
    "R003": Described(
        title="Short submission period",
        condition="Fewer than 15 whole days between the start and the end of the tender period.",
    ),
    "R018": Described(
        title="Single bid received",
        condition="One tenderer, in an open or selective procedure.",
    ),
    "R024": Described(
        title="Price close to the winning bid",
        condition=(
            "The second-lowest valid bid lies above the winning bid by no more than the lower "
            "fence of all such gaps."
        ),
        fenced=True,
    ),
    "R025": Described(
        title="Many unsuccessful bids",
        condition=(
            "Among the quarter of tenderers with the most valid bids, a share of wins at or under "
            "the lower fence."
        ),
        fenced=True,
    ),
    "R028": Described(
        title="Identical bid prices",
        condition="Different tenderers submitted bids with the same price.",
    ),
    "R030": Described(
        title="Late bid won",
        condition="A valid bid of an awarded supplier was received after the deadline.",
    ),
    "R035": Described(
        title="All except the winning bid disqualified",
        condition=(
            "One tenderer’s bids are valid, it was awarded everything, and a bid of another "
            "tenderer was disqualified."
        ),
    ),
    "R036": Described(
        title="Lowest bid disqualified",
        condition="No bid was lower than one that was disqualified, and an award was made.",
    ),
    "R038": Described(
        title="Many disqualified bids",
        condition=(
            "A share of disqualified bids at or over the upper fence, per buyer, procuring entity "
            "or tenderer."
        ),
        fenced=True,
    ),
    "R048": Described(
        title="Heterogeneous supplier",
        condition=(
            "Awarded kinds of items, by the first two digits of their class, at or over the upper "
            "fence of suppliers with at least 20 processes."
        ),
        fenced=True,
    ),
    "R058": Described(
        title="Heavily discounted bid",
        condition=(
            "The second-lowest valid bid lies above the winning bid by at least the upper fence "
            "of all such gaps."
        ),
        fenced=True,
    ),
}

#: Why a flag says nothing of a process: "cannot be computed, because …".
BECAUSE: Mapping[str, str] = {
    "tender-cancelled": "the tender was cancelled",
    "procedure-excluded": "the settings leave this procedure out",
    "no-procurement-method": "tender/procurementMethod is missing",
    "no-tender-period": "tender/tenderPeriod/startDate or endDate is missing",
    "date-not-understood": "a date is not a date with a time and a zone",
    "no-number-of-tenderers": "tender/numberOfTenderers is missing",
    "no-bids": "bids/details is missing",
    "bid-without-status": "a bid has no status that the standard knows",
    "bid-without-tenderer": "a bid names no tenderer with an id",
    "bid-without-price": "a bid has no value/amount",
    "bid-without-date": "a winning bid has no date",
    "no-valid-bid": "no bid is valid",
    "single-valid-bid": "there is only one valid bid",
    "several-tenderers": "a bid was submitted by several tenderers together",
    "prices-fixed": "the settings say that prices of this procedure are not to be compared",
    "other-currency": "a price is not in the file’s main currency",
    "price-of-nothing": "the winning bid is not above zero",
    "no-award": "awards is missing",
    "award-without-status": "an award has no status",
    "award-undecided": "an award is not final",
    "no-active-award": "no award is active",
    "several-awards": "several awards are active",
    "several-suppliers": "an award was made to several suppliers",
    "award-without-supplier": "an award names no supplier with an id",
    "winner-without-valid-bid": "no valid bid is the winner’s",
    "winner-not-lowest": "the winning bid is not the lowest, so price was not the only criterion",
    "no-deadline": "tender/tenderPeriod/endDate is missing",
    "no-buyer": "buyer/id and tender/procuringEntity/id are missing",
    "item-without-class": "an awarded item has no classification/id",
    "too-few-to-compare": "there are too few to compare",
    "fence-divides-nothing": "the fence lies where it divides nothing",
}
