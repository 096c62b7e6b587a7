"""Finds which units a line of a credit note gives back, so that they can be billed once more.

Less than the price of a unit gives no unit back: then the price is what was put right.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice

from fielding.kernel.money import penny
from fielding.oversight.bills.agreed import Agreement
from fielding.oversight.bills.checked import Counted, Found, Taken
from fielding.oversight.bills.checker import Checker
from fielding.oversight.bills.days import FIRST, bits_of, days_of
from fielding.oversight.bills.invoice import ZERO, Line
from fielding.oversight.bills.period import Period
from fielding.oversight.bills.units import Per, Unit
from fielding.oversight.register.terms import Commission

#: One unit that was billed, by the entry or the day, and what it can have cost at the least.
_Back = tuple[Taken, Decimal]


def give_back(line: Line, checker: Checker, known: Mapping[str, Iterable[Unit]]) -> Found:
    """Give the units back that were billed for the line's cases, as far as its amount goes."""
    if not line.cases:
        return _counted_back(line, checker)
    billed, left, back = checker.billed, line.amount, list[Taken]()
    most = int(line.quantity / len(line.cases))
    for case in line.cases:
        had = _had(line, checker, list(known.get(case, ())))
        for taken, least in islice(had, most):
            if least > left:
                break
            left -= least
            back.append(taken)
            billed.give_back(line.unit, taken)
    return Found(
        granted=len(back),
        entries=tuple(dict.fromkeys([each.index for each in back if each.index is not None])),
        taken=tuple(back),
    )


def _had(line: Line, checker: Checker, units: list[Unit]) -> Iterator[_Back]:
    """Give what was billed of a case's units, and not given back so far."""
    agreement, billed, unit = checker.agreement, checker.billed, line.unit
    if agreement.per(unit) is Per.DAY:
        yield from _days_had(line, checker, units)
        return
    for each in units:
        if billed.had(unit, each.index) and (not line.period or line.period.holds(each.day)):
            day = Period(begins=each.day, ends=each.day)
            taken = Taken(case=each.case, holder=each.holder, index=each.index, days=day)
            yield taken, _least(agreement, unit, each, each.day)


def _days_had(line: Line, checker: Checker, runs: list[Unit]) -> Iterator[_Back]:
    period = line.period or checker.header.period or Period(begins=FIRST, ends=date.max)
    for run in runs[:1]:
        billed, _ = checker.billed.days_of(line.unit, run.holder, run.case)
        for day in days_of(billed & bits_of(period)):
            days = Period(begins=day, ends=day)
            taken = Taken(case=run.case, holder=run.holder, days=days)
            yield taken, _least(checker.agreement, line.unit, run, day)


def _least(agreement: Agreement, unit: str, made: Unit, day: date) -> Decimal:
    """Say what a unit can have cost at the least: in the lowest band, or as a percentage."""
    price = agreement.price(unit, day)
    if price is None:
        return ZERO
    if isinstance(price, Commission):
        return penny((made.amount or ZERO) * price.percent / 100)
    return min([price.amount, *[band.price for band in price.bands]])


def _counted_back(line: Line, checker: Checker) -> Found:
    """Give back of what lines without cases had in the period, at the lowest price there was."""
    period = line.period or checker.header.period
    prices = checker.agreement.versions(line.unit)
    if period is None or not prices:
        return Found()
    billed, least = checker.billed, min(prices)
    had = billed.counted_in(line.unit, period)
    paid_for = int(line.amount / least) if least else had
    units = max(min(int(line.quantity), had, paid_for), 0)
    if not units:
        return Found()
    billed.counts[line.unit].append(Counted(period=period, units=-units, all=False))
    return Found(granted=units, counted=Counted(period=period, units=units, all=False))
