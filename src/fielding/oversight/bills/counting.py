"""Counts for a line that names no case: so many units of a period as the ledger has left."""

from collections.abc import Mapping
from datetime import date

from fielding.oversight.bills.checked import Counted, Found
from fielding.oversight.bills.checker import Checker
from fielding.oversight.bills.codes import Code
from fielding.oversight.bills.invoice import ZERO, Line
from fielding.oversight.bills.period import Period
from fielding.oversight.bills.pricing import owed_for


def count_units(line: Line, checker: Checker, period: Period, wanted: int) -> Found:
    """Grant so many units of the period as lines before have left, the earliest days first.

    A percentage of amounts needs cases to be named: there is nothing to count.
    """
    agreement, billed = checker.agreement, checker.billed
    if line.unit in agreement.commissions:
        return Found(codes=(Code.NO_UNIT,))
    within = Period(
        begins=max(period.begins, checker.contract.begins),
        ends=min(period.ends, checker.contract.ends),
    )
    done = checker.done(line.unit, within)
    left = {day: many - billed.named[line.unit, day] for day, many in sorted(done.items())}
    room = sum(left.values()) - billed.counted_in(line.unit, period)
    granted = max(min(wanted, room), 0)
    days = _allot(left, billed.counted_in(line.unit, period), granted)
    owed = owed_for(agreement, line, days, billed)
    counted = Counted(period=period, units=granted, all=granted >= room)
    billed.counts[line.unit].append(counted)
    return Found(
        codes=tuple({*owed.codes, *_short(wanted - granted, any(done.values()))}),
        owed=owed.amount or ZERO,
        granted=granted,
        counted=counted,
    )


def _short(missing: int, some: bool) -> tuple[Code, ...]:  # noqa: FBT001
    if missing <= 0:
        return ()
    return (Code.QUANTITY if some else Code.PHANTOM,)


def _allot(left: Mapping[date, int], skipped: int, wanted: int) -> dict[date, int]:
    """Spread units over days: the first so many were had by earlier lines."""
    days: dict[date, int] = {}
    for day, many in left.items():
        passed = min(skipped, many)
        skipped -= passed
        taken = min(wanted, many - passed)
        wanted -= taken
        if taken:
            days[day] = taken
    return days
