"""What granted units come to under the terms, and whether the line's price is the agreed one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fielding.kernel.money import penny
from fielding.oversight.bills.agreed import Agreement, at_volume
from fielding.oversight.bills.billed import Billed
from fielding.oversight.bills.codes import Code
from fielding.oversight.bills.invoice import ZERO, Line
from fielding.oversight.bills.period import month_of_day
from fielding.oversight.bills.units import Unit
from fielding.oversight.register.terms import Commission


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What so many units come to; None where no terms say."""

    amount: Decimal | None
    codes: frozenset[Code] = frozenset()


def owed_for(agreement: Agreement, line: Line, days: Mapping[date, int], billed: Billed) -> Owed:
    """Price units by the day each was done on, and by how many of its month were billed before.

    `days` says how many of the units fall on each day; they count as billed from now on.
    """
    amount, prices = ZERO, set[Decimal]()
    for day in sorted(days):
        price = agreement.price(line.unit, day)
        if price is None or isinstance(price, Commission):
            return Owed(amount=None, codes=frozenset({Code.NO_PRICE}))
        month, count = (line.unit, month_of_day(day)), days[day]
        if price.bands:
            steps = [at_volume(price, billed.volume[month] + step + 1) for step in range(count)]
        else:
            steps = [price.amount]
            amount += price.amount * (count - 1)
        prices.update(steps)
        amount += sum(steps, ZERO)
        billed.volume[month] += count
    return Owed(amount=penny(amount), codes=_price_codes(agreement, line, prices))


def commission_for(agreement: Agreement, line: Line, units: Iterable[Unit]) -> Owed:
    """Take the agreed percentage of each amount that the ledger knows, to the penny."""
    owed, amounts, codes = ZERO, ZERO, set[Code]()
    for unit in units:
        terms = agreement.price(line.unit, unit.day)
        if not isinstance(terms, Commission) or unit.amount is None:
            return Owed(amount=None, codes=frozenset({Code.NO_PRICE}))
        owed += penny(unit.amount * terms.percent / 100)
        amounts += unit.amount
    if line.of_amount is not None and line.of_amount != amounts:
        codes.add(Code.AMOUNT_OF)
    if line.amount - line.charges + line.allowances != owed:
        codes.add(Code.PRICE)
    return Owed(amount=owed, codes=frozenset(codes))


def _price_codes(agreement: Agreement, line: Line, prices: set[Decimal]) -> frozenset[Code]:
    """Compare the price of the line with those of its units; several leave room between them."""
    if not prices or not line.base:
        return frozenset()
    stated = line.price / line.base
    if min(prices) <= stated <= max(prices):
        return frozenset()
    known = stated in agreement.versions(line.unit)
    return frozenset({Code.PRICE_VERSION if known else Code.PRICE})
