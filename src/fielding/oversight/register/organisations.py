"""Organisations of the register: what they are known by, and who owns how much of them when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A share in an organisation; from and to are days, shares percent."""

    owner: str | None  # slug; None: a person, or somebody unknown
    least: Decimal
    most: Decimal
    begins: date | None
    ends: date | None
    index: int  # of the entry that says so
    entry: str = ""  # its id: a person's name is sealed there
    interest: str = "shareholding"  # of the BODS codelist interestType
    token: str | None = None  # tells unnamed owners apart
    unspecified: str | None = None  # why nobody is named, of the BODS codelist

    def holds_on(self, day: date) -> bool:
        """Is the share held on a day?"""
        return (self.begins or day) <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diligence:
    """What was looked at before a firm was let do work under a contract."""

    contract: str
    looked_at: tuple[str, ...]  # closed words; the note is sealed
    by: str
    index: int
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A firm, a public body or the authority; its name is sealed in the entries `named`."""

    slug: str
    kind: str  # firm, public-body, authority
    identifiers: tuple[tuple[str, str], ...] = ()  # (scheme, id), like ("GB-COH", "01234567")
    owners: tuple[Holding, ...] = ()
    diligence: tuple[Diligence, ...] = ()
    #: Ids of the entries that hold its name, oldest first.
    named: tuple[str, ...] = ()
    begun: int  # index of the entry that registered it
    synthetic: bool = False

    @property
    def name_entry(self) -> str | None:
        """Give the id of the entry whose sealed text `name` holds today's name."""
        return self.named[-1] if self.named else None

    def owners_on(self, day: date) -> Mapping[str, Holding]:
        """Give the known owners on a day, by slug."""
        return {h.owner: h for h in self.owners if h.owner and h.holds_on(day)}
