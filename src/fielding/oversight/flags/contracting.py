"""A contracting process as its red flags see it, read from an OCDS compiled release.

What is absent or of the wrong type is None, never a guess: a flag then says that it cannot be
computed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

Json = Mapping[str, object]
SUBMITTED = frozenset({"pending", "valid", "disqualified"})
#: Statuses of bids in the OCDS bids extension.
BID_STATUSES = SUBMITTED | {"invited", "withdrawn"}
#: Statuses after which an award changes no more.
FINAL = frozenset({"active", "cancelled", "unsuccessful"})
#: An amount with more digits than this before or after its point is no price.
_DIGITS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """An amount, exact, in a currency; None: the currency is not told."""

    amount: Fraction
    currency: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bid:
    """A bid: who submitted it together, when, for how much, and what became of it."""

    status: str | None
    tenderers: frozenset[str] | None  # ids; None where one is without an id, or none is named
    price: Price | None
    told_date: str | None

    @property
    def is_valid(self) -> bool:
        return self.status == "valid"

    @property
    def is_submitted(self) -> bool:
        return self.status in SUBMITTED

    @property
    def date(self) -> datetime | None:
        """Give the moment at which it was received; None without a zone."""
        return moment(self.told_date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """An award: how it stands, to whom, and which items by their classification."""

    status: str | None
    suppliers: frozenset[str] | None
    classifications: tuple[str | None, ...]

    @property
    def is_active(self) -> bool:
        return self.status == "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contracting:
    """One contracting process."""

    place: str  # in the file, in words
    ocid: str
    cancelled: bool
    method: str | None
    method_details: str | None
    told_start: str | None
    told_end: str | None
    number_of_tenderers: int | None
    buyer: str | None
    procuring_entity: str | None
    bids: tuple[Bid, ...] | None
    awards: tuple[Award, ...] | None

    @property
    def submitted(self) -> tuple[Bid, ...]:
        """List the bids that were submitted and not withdrawn."""
        return tuple(bid for bid in self.bids or () if bid.is_submitted)

    @property
    def valid(self) -> tuple[Bid, ...]:
        """List the bids that were found valid."""
        return tuple(bid for bid in self.bids or () if bid.is_valid)

    @property
    def active(self) -> tuple[Award, ...]:
        """List the awards that hold."""
        return tuple(award for award in self.awards or () if award.is_active)


def read_contracting(release: Json, place: str) -> Contracting | None:
    """Read a compiled release; None where the ocid is no text, so that nobody can name it."""
    ocid = _text(release.get("ocid"))
    if ocid is None:
        return None
    tender = _object(release.get("tender"))
    period = _object(tender.get("tenderPeriod"))
    return Contracting(
        place=place,
        ocid=ocid,
        cancelled=tender.get("status") == "cancelled",
        method=_text(tender.get("procurementMethod")),
        method_details=_text(tender.get("procurementMethodDetails")),
        told_start=_text(period.get("startDate")),
        told_end=_text(period.get("endDate")),
        number_of_tenderers=_count(tender.get("numberOfTenderers")),
        buyer=_id(release.get("buyer")),
        procuring_entity=_id(tender.get("procuringEntity")),
        bids=_bids(_object(release.get("bids")).get("details")),
        awards=_awards(release.get("awards")),
    )


def moment(told: str | None) -> datetime | None:
    """Read a date-time of RFC 3339; None where it is none, or says no zone."""
    if told is None or len(told) < len("2000-01-01T00:00:00Z"):
        return None
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _bids(told: object) -> tuple[Bid, ...] | None:
    if not isinstance(told, list):
        return None
    return tuple(
        Bid(
            status=_text(bid.get("status")),
            tenderers=_ids(bid.get("tenderers")),
            price=_price(_object(bid.get("value"))),
            told_date=_text(bid.get("date")),
        )
        for bid in map(_object, told)
    )


def _awards(told: object) -> tuple[Award, ...] | None:
    if not isinstance(told, list):
        return None
    return tuple(
        Award(
            status=_text(award.get("status")),
            suppliers=_ids(award.get("suppliers")),
            classifications=tuple(_classes(award.get("items"))),
        )
        for award in map(_object, told)
    )


def _classes(items: object) -> Iterator[str | None]:
    for item in items if isinstance(items, list) else ():
        yield _id(_object(item).get("classification"))


def _price(value: Json) -> Price | None:
    amount = value.get("amount")
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        return None
    exact = Decimal(amount)
    if not exact.is_finite() or abs(exact.adjusted()) > _DIGITS or len(str(exact)) > 2 * _DIGITS:
        return None
    return Price(amount=Fraction(exact), currency=_text(value.get("currency")))


def _ids(told: object) -> frozenset[str] | None:
    references = told if isinstance(told, list) else []
    found = [_id(reference) for reference in references]
    ids = frozenset(one for one in found if one is not None)
    return ids if ids and len(found) == sum(one is not None for one in found) else None


def _id(reference: object) -> str | None:
    """Give the id of a reference; OCDS allows numbers as ids."""
    told = _object(reference).get("id")
    if isinstance(told, int) and not isinstance(told, bool):
        return str(told)
    return _text(told)


def _count(told: object) -> int | None:
    if isinstance(told, Decimal) and told == told.to_integral_value():
        told = int(told)
    is_count = isinstance(told, int) and not isinstance(told, bool) and told >= 0
    return told if is_count and isinstance(told, int) else None


def _text(told: object) -> str | None:
    return told if isinstance(told, str) and told else None


def _object(told: object) -> Json:
    return told if isinstance(told, dict) else {}
