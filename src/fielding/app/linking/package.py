"""A network as one package: what a body that takes it over needs, with identifiers in full."""

from dataclasses import dataclass
from datetime import datetime

from fielding.linking.identifiers.identifier import IdentifierKind

#: Reports in one part of a package: opening them takes a moment, and each opening is recorded.
REPORTS_IN_PART = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedReport:
    """A report of the network, and why it belongs."""

    case: str
    reference: str
    body: str | None  # the force that sorting thinks of first; its name beside it
    force: str
    received_at: datetime
    loss: int  # pence
    why: str
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedIdentifier:
    """An identifier that reports of this part give as the other side's, in full."""

    kind: IdentifierKind
    canonical: str
    title: str  # its kind in words
    shown: str
    doubt: str  # empty where it was checked
    joins: bool
    says: str  # what it does, in words
    cases: tuple[str, ...]  # of this part that mention it
    references: tuple[str, ...]  # of the same


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedJudgement:
    """What somebody said of two reports; who, by their pseudonym."""

    one: str
    other: str
    one_reference: str
    other_reference: str
    says: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPackage:
    """One part of a network, laid open at a moment."""

    network: str  # the case id that it is named after
    reference: str  # of its earliest report
    made_at: datetime
    #: When it was handed to the body that reads it; None for who may still hand it over.
    handed_at: datetime | None
    #: Of the whole network, or of what was handed over.
    count: int
    bodies: int
    loss: int  # pence
    first_at: datetime
    last_at: datetime
    #: Reports that were handed over and have been erased since.
    erased: int
    part: int  # from 1
    parts: int
    reports: tuple[PackagedReport, ...]
    identifiers: tuple[PackagedIdentifier, ...]
    judgements: tuple[PackagedJudgement, ...]

    @property
    def synthetic(self) -> bool:
        """Is any of its reports made up?"""
        return any(report.synthetic for report in self.reports)
