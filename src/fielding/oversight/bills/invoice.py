"""Invoices as values: what a supplier claims, line by line, in exact decimals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fielding.oversight.bills.period import Period

ZERO = Decimal("0.00")


class Sort(StrEnum):
    """A claim for money, or money given back."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit-note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vat:
    """A category of value added tax (UNCL 5305) and its rate in percent, where one applies."""

    category: str
    percent: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """An allowance (under zero) or a charge (over zero) on a whole document."""

    amount: Decimal
    vat: Vat


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtotal:
    """What the document says of one category of tax."""

    vat: Vat
    taxable: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums that the document states; what it does not state is zero."""

    lines: Decimal  # BT-106
    allowances: Decimal = ZERO  # BT-107
    charges: Decimal = ZERO  # BT-108
    without_tax: Decimal  # BT-109
    tax: Decimal = ZERO  # BT-110
    with_tax: Decimal  # BT-112
    prepaid: Decimal = ZERO  # BT-113
    rounding: Decimal = ZERO  # BT-114
    payable: Decimal  # BT-115


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Everything of an invoice but its lines. BT numbers are those of EN 16931-1."""

    sort: Sort
    number: str  # BT-1
    issued: date  # BT-2
    currency: str  # BT-5
    period: Period | None = None  # BG-14
    contract: str | None = None  # BT-12
    #: Identifiers of the supplier: (scheme, identifier); the scheme may be empty.
    supplier: tuple[tuple[str, str], ...] = ()
    #: Currencies that its amounts name beside its own.
    strays: frozenset[str] = frozenset()
    adjustments: tuple[Adjustment, ...] = ()
    subtotals: tuple[Subtotal, ...] = ()
    totals: Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: so many units of a kind, at a price, for the cases it names."""

    position: int  # its place in the document, from 1
    id: str  # BT-126, as the supplier writes it
    unit: str  # the billable unit's name as a slug; empty where the line names none
    quantity: Decimal  # BT-129
    price: Decimal  # BT-146, for `base` units
    base: Decimal = Decimal(1)  # BT-149
    allowances: Decimal = ZERO
    charges: Decimal = ZERO
    amount: Decimal  # BT-131
    vat: Vat
    period: Period | None = None  # BG-26
    #: The cases it names, by reference or by id, each as often as the line names it.
    cases: tuple[str, ...] = ()
    #: For a percentage of an amount: what the supplier says the amount is.
    of_amount: Decimal | None = None
    strays: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An invoice being read: its lines come once, in their order, and need not fit into memory."""

    header: Header
    lines: Iterator[Line]
