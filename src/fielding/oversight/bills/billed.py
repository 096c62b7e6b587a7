"""What has been billed so far, by earlier invoices and by earlier lines of the one being checked.

It changes as lines pass: like a case's pen it is the scratch pad of one check, no more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from fielding.oversight.bills.checked import CheckedLine, Counted, Found, Taken
from fielding.oversight.bills.codes import Result
from fielding.oversight.bills.days import bits_of, days_of, lay, lift
from fielding.oversight.bills.period import Period, month_of_day


@dataclass(slots=True)
class Billed:
    """Which units were granted to whom, less those given back: by entry, person, day, and count."""

    #: By unit: how often an entry was granted; more than once where it was given back between.
    entries: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    #: Per person: the cases through which a person was billed.
    people: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    #: Per day: the days billed for somebody, in layers, by the case they were billed through.
    days: dict[tuple[str, str], dict[str, list[int]]] = field(default_factory=dict)
    #: Units named by lines, by the day they were done on.
    named: Counter[tuple[str, date]] = field(default_factory=Counter)
    #: Lines that name no case; what they give back is under zero.
    counts: dict[str, list[Counted]] = field(default_factory=lambda: defaultdict(list))
    #: Units in a month (YYYY-MM), for prices by volume.
    volume: Counter[tuple[str, str]] = field(default_factory=Counter)

    def take(self, unit: str, taken: Taken) -> None:
        """Note that somebody was granted a unit, or a run of days."""
        if taken.index is not None:
            self.entries[unit][taken.index] += 1
            self.people.setdefault((unit, taken.holder), []).append(taken.case)
        else:
            by_case = self.days.setdefault((unit, taken.holder), {})
            lay(by_case.setdefault(taken.case, []), bits_of(taken.days))
        for day in taken.days.days():
            self.named[unit, day] += 1

    def give_back(self, unit: str, taken: Taken) -> None:
        """Note that a unit, or a run of days, was given back; what nobody had changes nothing."""
        if taken.index is None:
            by_case = self.days.get((unit, taken.holder), {})
            lifted = lift(by_case.get(taken.case, []), bits_of(taken.days))
            self.named.subtract((unit, day) for day in days_of(lifted))
        elif self.had(unit, taken.index):
            self.entries[unit][taken.index] -= 1
            self.people[unit, taken.holder].remove(taken.case)
            self.named[unit, taken.days.begins] -= 1

    def had(self, unit: str, index: int) -> bool:
        """Was the unit that an entry makes billed?"""
        return self.entries[unit][index] > 0

    def through(self, unit: str, holder: str) -> str | None:
        """Give the case through which a person was billed, if the person was."""
        cases = self.people.get((unit, holder))
        return cases[0] if cases else None

    def closed(self, unit: str) -> tuple[Period, ...]:
        """Give the periods of which lines that name no case had everything."""
        return tuple(
            one.period
            for one in self.counts.get(unit, ())
            if one.all and self.counted_in(unit, one.period)
        )

    def counted_in(self, unit: str, period: Period) -> int:
        """Count units that lines without cases had in periods that share a day with this one."""
        return sum(one.units for one in self.counts.get(unit, ()) if one.period.meets(period))

    def days_of(self, unit: str, holder: str, case: str) -> tuple[int, int]:
        """Give the days billed for somebody: through this case, and through others."""
        by_case = self.days.get((unit, holder), {})
        others = 0
        for other, layers in by_case.items():
            if other != case and layers:
                others |= layers[0]
        through = by_case.get(case)
        return through[0] if through else 0, others


def billed_by(lines: Iterable[CheckedLine], given_back: Iterable[CheckedLine] = ()) -> Billed:
    """Begin with what the lines of earlier invoices were granted, less what credit notes gave back.

    In whatever order they came: a unit is free when it was given back as often as granted. A line
    that is queried has had nothing yet, so that the one that mends it can be billed.
    """
    billed = Billed()
    for line in lines:
        if line.result is not Result.QUERY:
            _have(billed, line.unit, line.found)
    for line in given_back:
        if line.result is not Result.QUERY:
            _have_back(billed, line.unit, line.found)
    return billed


def _have(billed: Billed, unit: str, found: Found) -> None:
    for taken in found.taken:
        billed.take(unit, taken)
        for day in taken.days.days():
            billed.volume[unit, month_of_day(day)] += 1
    if found.counted is not None:
        billed.counts[unit].append(found.counted)
        billed.volume[unit, month_of_day(found.counted.period.begins)] += found.counted.units


def _have_back(billed: Billed, unit: str, found: Found) -> None:
    for taken in found.taken:
        billed.give_back(unit, taken)
        for day in taken.days.days():
            billed.volume[unit, month_of_day(day)] -= 1
    if found.counted is not None:
        counted = replace(found.counted, units=-found.counted.units)
        billed.counts[unit].append(counted)
        billed.volume[unit, month_of_day(counted.period.begins)] += counted.units
