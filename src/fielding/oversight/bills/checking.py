"""Checks an invoice's lines one after the other against what was done and what was agreed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from fielding.oversight.bills.arithmetic import line_amount
from fielding.oversight.bills.checked import CheckedLine, Found
from fielding.oversight.bills.checker import Checker
from fielding.oversight.bills.codes import Code
from fielding.oversight.bills.concluding import UNCLEAR, conclude
from fielding.oversight.bills.counting import count_units
from fielding.oversight.bills.giving_back import give_back
from fielding.oversight.bills.invoice import ZERO, Invoice, Line, Sort
from fielding.oversight.bills.matching import Claim, Granted, grant
from fielding.oversight.bills.period import Period
from fielding.oversight.bills.pricing import commission_for, owed_for
from fielding.oversight.bills.units import Per, Unit

#: Lines whose units are asked for at once: few enough for memory, many enough for a query.
BATCH = 50_000
Known = Mapping[str, Mapping[str, Iterable[Unit]]]


def check_lines(invoice: Invoice, checker: Checker) -> Iterator[tuple[Line, CheckedLine]]:
    """Check the lines in their order, a batch at a time; what one was granted no other gets."""
    lines = iter(invoice.lines)
    while batch := list(islice(lines, BATCH)):
        known = _units_of(batch, checker)
        for line in batch:
            yield line, _check(line, checker, known)


def _units_of(lines: Iterable[Line], checker: Checker) -> Known:
    wanted: dict[str, set[str]] = {}
    for line in lines:
        if line.cases and checker.agreement.per(line.unit) is not None:
            wanted.setdefault(line.unit, set()).update(line.cases)
    return {unit: checker.units.named(unit, cases) for unit, cases in wanted.items()}


def _check(line: Line, checker: Checker, known: Known) -> CheckedLine:
    codes = _unclear(line, checker)
    if checker.header.sort is Sort.CREDIT_NOTE:
        return _given_back(line, checker, codes, known)
    found = Found() if codes & UNCLEAR else _find(line, checker, known)
    return conclude(line, found, codes | frozenset(found.codes))


def _unclear(line: Line, checker: Checker) -> frozenset[Code]:
    """Find what is wrong with the line itself."""
    found = (
        (line_amount(line) != line.amount, Code.ARITHMETIC),
        (line.amount < 0 or line.quantity < 0 or line.price < 0, Code.NEGATIVE),
        (line.strays, Code.CURRENCY),
        (checker.agreement.per(line.unit) is None, Code.NO_UNIT),
        (line.charges > 0, Code.CHARGE),
    )
    return frozenset([code for fits, code in found if fits])


def _given_back(line: Line, checker: Checker, codes: frozenset[Code], known: Known) -> CheckedLine:
    """A credit note gives money back: nothing but its own arithmetic can be wrong with it."""
    wrong = codes & {Code.ARITHMETIC, Code.NEGATIVE, Code.CURRENCY}
    found = Found() if codes else give_back(line, checker, known.get(line.unit, {}))
    return conclude(line, replace(found, owed=line.amount), wrong)


def _find(line: Line, checker: Checker, known: Known) -> Found:
    """Ask the ledger and the terms."""
    per = checker.agreement.per(line.unit)
    period = line.period or checker.header.period
    if period is None and (per is Per.DAY or not line.cases):
        return Found(codes=(Code.NO_PERIOD,))
    wanted, fraction = divmod(line.quantity, max(len(line.cases), 1))
    claimed = int(wanted)
    if line.cases:
        claim = _claim(line, checker, (period or checker.contract, claimed))
        found = _granted(line, checker, claim, known[line.unit])
    else:
        found = count_units(line, checker, period or checker.contract, claimed)
    return replace(found, codes=(*found.codes, Code.QUANTITY)) if fraction else found


def _claim(line: Line, checker: Checker, about: tuple[Period, int]) -> Claim:
    return Claim(
        unit=line.unit,
        wanted=about[1],
        period=about[0],
        contract=checker.contract,
        issued=checker.header.issued,
        closed=checker.billed.closed(line.unit),
        per=checker.agreement.per(line.unit) or Per.CASE,
    )


def _granted(
    line: Line, checker: Checker, claim: Claim, known: Mapping[str, Iterable[Unit]]
) -> Found:
    """Grant case by case; what one was granted the next of the same line does not get either."""
    granted: list[Granted] = []
    for case in line.cases:
        granted.append(grant(claim, known.get(case, ()), checker.billed))
        for taken in granted[-1].taken:
            checker.billed.take(line.unit, taken)
    units = [pair for each in granted for pair in each.units]
    if line.unit in checker.agreement.commissions:
        owed = commission_for(checker.agreement, line, [unit for unit, _ in units])
    else:
        days: dict[date, int] = {}
        for _, day in units:
            days[day] = days.get(day, 0) + 1
        owed = owed_for(checker.agreement, line, days, checker.billed)
    return Found(
        codes=tuple(owed.codes.union(*[each.codes for each in granted])),
        owed=owed.amount or ZERO,
        granted=len(units),
        entries=tuple(dict.fromkeys([index for each in granted for index in each.entries])),
        taken=tuple([taken for each in granted for taken in each.taken]),
    )
