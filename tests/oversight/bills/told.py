"""Cases as the tests of bills tell them: referred, held, and the lines that bill their days."""

from datetime import date

from fielding.oversight.bills.invoice import Line
from fielding.oversight.bills.period import Period
from fielding.testing.billed_world import (
    Told,
    line,
)


def day(number: int, month: int = 3) -> date:
    return date(2026, month, number)


def referred(name: str = "a", on: date = date(2026, 3, 10), **said: object) -> Told:
    return Told(name=name, referred=on, **said)  # type: ignore[arg-type]


def held(name: str, begins: date, ends: date | None = None, **said: object) -> Told:
    return Told(name=name, held=[(begins, ends)], **said)  # type: ignore[arg-type]


def days(case: Told, begins: date, ends: date, **said: object) -> Line:
    period = Period(begins=begins, ends=ends)
    return line("day-held", case.reference, quantity=len(period), period=period, **said)
