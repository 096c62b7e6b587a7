"""Contracts of the register: between whom, for what, from when to when, and the chain below."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from fielding.oversight.register.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcontract:
    """A firm that does part of the work, under the supplier or under another of its firms."""

    id: str
    sub: str
    under: str
    begins: date
    ends: date | None
    #: The most of the work it may do, in percent; None: nothing was agreed.
    share_cap: Decimal | None
    approved_at: datetime | None
    approved_by: str | None
    index: int
    refused_at: datetime | None = None
    refused_by: str | None = None

    def holds_on(self, day: date) -> bool:
        """Is it in force on a day?"""
        return self.begins <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a supplier says of a measure in a month; a share in percent."""

    measure: str
    month: str  # YYYY-MM
    value: Decimal
    index: int
    #: Posted by the supplier itself; otherwise by the contract manager on its behalf.
    by_supplier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPeriod:
    """A month whose figures stand at a checkpoint; what comes later restates them."""

    month: str
    size: int
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A change of a contract that its publisher told, or the contract manager noted."""

    on: date | None
    entry: str  # its words are sealed there
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a published contract says of itself, as of its newest release."""

    process: str  # slug
    ocid: str
    stage: str  # planned, tendered, awarded or signed
    form: str  # contract, framework, call-off or shared
    status: str | None
    released_at: datetime
    signed: date | None = None
    may_end: date | None = None  # with all options to extend
    #: Money in another currency than pounds, as told.
    foreign: tuple[Decimal, str] | None = None
    #: An award "as awarded" gives way to the contract signed under it.
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A contract in time; its title is sealed in the entry `titled`."""

    slug: str
    service: str | None
    buyer: str
    supplier: str  # empty where several firms are named, or none
    begins: date
    ends: date | None
    value: Decimal | None  # pounds without tax, whole life
    ocid: str | None = None
    links: tuple[Subcontract, ...] = ()
    terms: tuple[Terms, ...] = ()
    claims: tuple[Claim, ...] = ()
    closed: tuple[ClosedPeriod, ...] = ()
    titled: str | None = None
    begun: int
    #: When it ended before its time, and the code of the reason.
    terminated: date | None = None
    reason: str | None = None
    synthetic: bool = False
    #: All firms named: the supplier alone, or the members of a framework or a shared award.
    suppliers: tuple[str, ...] = ()
    #: Nobody told when it begins: `begins` is the day it was registered.
    undated: bool = False
    published: Publication | None = None
    amendments: tuple[Amendment, ...] = ()

    def terms_on(self, day: date) -> Terms | None:
        """Give the terms in force on a day: those effective last, of these those recorded last."""
        held = [terms for terms in self.terms if terms.effective <= day]
        return max(held, key=lambda t: (t.effective, t.recorded_at), default=None)

    def links_on(self, day: date) -> Iterator[Subcontract]:
        """Give the subcontracts in force on a day."""
        return (link for link in self.links if link.holds_on(day))
