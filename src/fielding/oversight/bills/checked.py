"""What a check says: of each line, and of the invoice as a whole. Parts add up to the penny."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fielding.oversight.bills.codes import Code, Result, Sum
from fielding.oversight.bills.invoice import ZERO
from fielding.oversight.bills.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Units that a line was granted: nobody can bill them again until they are given back."""

    case: str
    holder: str
    #: The entry that makes the unit; per day: None, and each day of the run is a unit.
    index: int | None = None
    days: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a line that names no case was granted: so many units of a period."""

    period: Period
    units: int
    #: Nothing is left of the period: no line that names a case can have a unit of it.
    all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the ledger and the terms grant one line; of a credit note's, what it gives back."""

    codes: tuple[Code, ...] = ()
    owed: Decimal = ZERO
    granted: int = 0  # units
    entries: tuple[int, ...] = ()
    taken: tuple[Taken, ...] = ()
    counted: Counted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLine:
    """One line with its result: `amount` = `paid` + `queried` + `disputed`."""

    position: int
    id: str
    unit: str
    quantity: Decimal
    amount: Decimal
    result: Result
    codes: tuple[Code, ...] = ()
    paid: Decimal = ZERO
    queried: Decimal = ZERO
    disputed: Decimal = ZERO
    found: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """A statement of the document as a whole that is not what it should be; both as words."""

    of: Sum
    stated: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """So many lines and so much money."""

    lines: int = 0
    amount: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedInvoice:
    """The whole: lines by result and by code, sums, and what the document itself has wrong."""

    lines: int
    results: Mapping[Result, Part]
    codes: Mapping[Code, int]
    amount: Decimal  # of all lines
    paid: Decimal
    queried: Decimal
    disputed: Decimal
    #: The tax that goes with what is paid, by the rates that the lines name.
    tax: Decimal
    discrepancies: tuple[Discrepancy, ...]
    #: SHA-256 over the canonical results of all lines in their order, hex.
    digest: str
    checked_at: date
