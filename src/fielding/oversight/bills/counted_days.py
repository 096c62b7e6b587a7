"""Counts units by day: for lines that name no case, and for what was done in all."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from fielding.oversight.bills.histories import days_of
from fielding.oversight.bills.period import Period
from fielding.oversight.bills.units import Per, Unit


def count_by_day(units: Iterable[Unit], per: Per | None, period: Period) -> Mapping[date, int]:
    """Count the contract's own units on each day: a person once a day, or once in all.

    A person who counts once in all counts on the day of the first entry in the period.
    """
    days: Counter[date] = Counter()
    people: set[tuple[str, date | None]] = set()
    for unit in sorted(units, key=lambda each: each.index) if per is Per.PERSON else units:
        for day in days_of(unit, period) if unit.ours else ():
            holder = (unit.holder, day if per is Per.DAY else None)
            if per is Per.CASE or holder not in people:
                people.add(holder)
                days[day] += 1
    return days
