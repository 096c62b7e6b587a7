"""Arithmetic at zero slack: EN 16931 lets a tax amount be wrong by up to a pound, we do not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from fielding.kernel.money import penny
from fielding.oversight.bills.checked import Discrepancy
from fielding.oversight.bills.codes import Sum
from fielding.oversight.bills.invoice import ZERO, Header, Line, Vat


def line_amount(line: Line) -> Decimal | None:
    """Work out a line's net amount (EN 16931-1, BT-131); None: its price is for no units."""
    if not line.base:
        return None
    gross = penny(line.quantity * line.price / line.base)
    return gross - line.allowances + line.charges


@dataclass(slots=True, kw_only=True)
class Sums:
    """Adds up lines as they pass; lives as long as one check."""

    amount: Decimal = ZERO
    by_rate: dict[Vat, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def add(self, line: Line) -> None:
        """Take in one line."""
        self.amount += line.amount
        self.by_rate[line.vat] += line.amount


def discrepancies(header: Header, sums: Sums) -> Iterator[Discrepancy]:
    """Compare every sum that the document states with the one worked out, to the penny.

    Each is worked out from what the document states before it, so that one slip is told once.
    """
    said = header.totals
    charges = sum((a.amount for a in header.adjustments if a.amount > 0), ZERO)
    allowances = -sum((a.amount for a in header.adjustments if a.amount < 0), ZERO)
    yield from _compare(Sum.LINES, said.lines, sums.amount)
    yield from _compare(Sum.WITHOUT_TAX, said.without_tax, said.lines - allowances + charges)
    yield from _taxes(header, sums.by_rate)
    with_tax = said.without_tax + said.tax
    yield from _compare(Sum.WITH_TAX, said.with_tax, with_tax)
    yield from _compare(Sum.PAYABLE, said.payable, said.with_tax - said.prepaid + said.rounding)


def tax_on(amounts: Mapping[Vat, Decimal]) -> Decimal:
    """Work out the tax on amounts by rate, rounded once for each rate."""
    return sum((_tax(vat, amount) for vat, amount in amounts.items()), ZERO)


def _taxes(header: Header, by_rate: Mapping[Vat, Decimal]) -> Iterator[Discrepancy]:
    taxable: dict[Vat, Decimal] = defaultdict(Decimal, by_rate)
    for adjustment in header.adjustments:
        taxable[adjustment.vat] += adjustment.amount
    stated: dict[Vat, Decimal] = defaultdict(Decimal)
    for subtotal in header.subtotals:
        stated[subtotal.vat] += subtotal.taxable
        found = _tax(subtotal.vat, subtotal.taxable)
        yield from _compare(Sum.TAX, subtotal.tax, found, subtotal.vat)
    for vat in sorted({*taxable, *stated}, key=lambda each: (each.category, each.percent)):
        yield from _compare(Sum.TAXABLE, stated[vat], taxable[vat], vat)
    total = sum((subtotal.tax for subtotal in header.subtotals), ZERO)
    yield from _compare(Sum.TAX_TOTAL, header.totals.tax, total)


def _tax(vat: Vat, amount: Decimal) -> Decimal:
    return penny(amount * vat.percent / 100)


def _compare(
    of: Sum, stated: Decimal, found: Decimal, vat: Vat | None = None
) -> Iterator[Discrepancy]:
    if stated != found:
        at = f" at {vat.category} {vat.percent:f} %" if vat else ""
        yield Discrepancy(of=of, stated=f"{stated:f}{at}", found=f"{found:f}")
