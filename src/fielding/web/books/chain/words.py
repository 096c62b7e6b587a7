"""The supply chain in plain words: standings, alerts and ways to break figures down."""

from collections.abc import Mapping

from fielding.oversight.chain.alerts import (
    CIRCLE,
    NOT_APPROVED,
    OVER_CAP,
    OVERLAP,
    SHARED,
    UNDISCLOSED,
)
from fielding.oversight.chain.breakdown import Along
from fielding.oversight.chain.placing import Standing
from fielding.oversight.records import NOBODY
from fielding.web.books.reader import Reader

STANDINGS: Mapping[Standing, str] = {
    Standing.PRIME: "The supplier itself",
    Standing.APPROVED: "In the chain, approved",
    Standing.NOT_APPROVED: "In the chain, approval not recorded",
    Standing.UNDISCLOSED: "Undisclosed: not in the chain",
    Standing.NO_CONTRACT: "No registered contract",
    Standing.CENTRE: "The centre itself",
}
#: One look for each standing in the drawing.
LOOKS: Mapping[Standing, str] = {
    Standing.PRIME: "solid",
    Standing.APPROVED: "hatched",
    Standing.NOT_APPROVED: "crossed",
    Standing.UNDISCLOSED: "dotted",
}
ALERTS: Mapping[str, str] = {
    UNDISCLOSED: "Work by a firm that is not in the chain",
    NOT_APPROVED: "Work by a firm whose approval was not recorded",
    OVER_CAP: "Share of the work over the share agreed",
    CIRCLE: "Subcontracts that form a circle",
    OVERLAP: "Subcontracts of one firm that overlap",
    SHARED: "Staff account used for two firms",
}
ALONG: Mapping[Along, str] = {
    Along.LEAF: "Firm that did the work",
    Along.TIER: "Tier",
    Along.PRIME: "Supplier",
}


def firm_name(slug: str, reader: Reader) -> str:
    """Name a firm; an entry may name none."""
    return "No firm named" if slug == NOBODY else reader.name(slug)


def about_name(code: str, about: str, reader: Reader) -> str:
    """Name what an alert is about: an account by its pseudonym, all else a firm."""
    return about if code == SHARED else firm_name(about, reader)


def row_name(along: Along, group: str, reader: Reader) -> str:
    """Name a row of a breakdown."""
    if group == NOBODY:
        return STANDINGS[Standing.CENTRE]
    if group in {Standing.UNDISCLOSED.value, Standing.NO_CONTRACT.value}:
        return STANDINGS[Standing(group)]
    if along is Along.TIER:
        return "Tier 1: the supplier" if group == "1" else f"Tier {group}"
    return firm_name(group, reader)
