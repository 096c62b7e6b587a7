"""What a file of ownership tells, as plain values: nothing of it is in the register yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fielding.app.books.registering.contracting import Fault, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """One interest of somebody in an organisation; shares in percent."""

    subject: str  # key of an organisation
    kind: str  # of the BODS codelist interestType
    least: Decimal
    most: Decimal
    #: Key of an organisation; None: a person, or nobody is named.
    owner: str | None = None
    #: A person's record: its id, and all that it tells, for sealing.
    person: str | None = None
    person_told: str = ""
    #: Why nobody is named, of the BODS codelist unspecifiedReason; its words are for sealing.
    unspecified: str | None = None
    words: str = ""
    begins: date | None = None
    ends: date | None = None
    #: The statement as it came, for sealing.
    statement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """All that one file tells of who owns whom."""

    statements: int
    organisations: Mapping[str, Party]
    interests: tuple[Interest, ...]
    #: Each organisation's statement as it came, by the organisation's key: kept, sealed.
    content: Mapping[str, str]
    faults: tuple[Fault, ...] = ()
