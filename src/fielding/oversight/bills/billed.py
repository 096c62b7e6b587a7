"""What has been billed so far, by earlier invoices and by earlier lines of the one being checked.

It changes as lines pass: like a case's pen it is the scratch pad of one check, no more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from fielding.oversight.bills.checked import CheckedLine, Counted, Found, Taken
from fielding.oversight.bills.codes import Result
from fielding.oversight.bills.days import bits_of
from fielding.oversight.bills.period import Period, month_of_day


@dataclass(slots=True)
class Billed:
    """Which units were granted to whom; units by entry, people, days, and plain counts."""

    #: Per case and person: entries by unit.
    entries: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    #: Per person: the case through which a person was billed.
    people: dict[tuple[str, str], str] = field(default_factory=dict)
    #: Per day: the days billed for somebody, by the case they were billed through.
    days: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    #: Units named by lines, by the day they were done on.
    named: Counter[tuple[str, date]] = field(default_factory=Counter)
    #: Lines that name no case.
    counts: dict[str, list[Counted]] = field(default_factory=lambda: defaultdict(list))
    #: Units in a month (YYYY-MM), for prices by volume.
    volume: Counter[tuple[str, str]] = field(default_factory=Counter)

    def take(self, unit: str, taken: Taken) -> None:
        """Note that somebody was granted a unit, or a run of days."""
        if taken.index is not None:
            self.entries[unit].add(taken.index)
            self.people.setdefault((unit, taken.holder), taken.case)
        else:
            by_case = self.days.setdefault((unit, taken.holder), {})
            by_case[taken.case] = by_case.get(taken.case, 0) | bits_of(taken.days)
        for day in taken.days.days():
            self.named[unit, day] += 1

    def closed(self, unit: str) -> tuple[Period, ...]:
        """Give the periods of which lines that name no case had everything."""
        return tuple(one.period for one in self.counts.get(unit, ()) if one.all)

    def counted_in(self, unit: str, period: Period) -> int:
        """Count units that lines without cases had in periods that share a day with this one."""
        return sum(one.units for one in self.counts.get(unit, ()) if one.period.meets(period))

    def days_of(self, unit: str, holder: str, case: str) -> tuple[int, int]:
        """Give the days billed for somebody: through this case, and through others."""
        by_case = self.days.get((unit, holder), {})
        others = 0
        for other, bits in by_case.items():
            if other != case:
                others |= bits
        return by_case.get(case, 0), others


def billed_by(lines: Iterable[CheckedLine]) -> Billed:
    """Begin with what the lines of earlier invoices were granted.

    A line that is queried has had nothing yet, so that the one that mends it can be billed.
    """
    billed = Billed()
    for line in lines:
        if line.result is not Result.QUERY:
            _have(billed, line.unit, line.found)
    return billed


def _have(billed: Billed, unit: str, found: Found) -> None:
    for taken in found.taken:
        billed.take(unit, taken)
        for day in taken.days.days():
            billed.volume[unit, month_of_day(day)] += 1
    if found.counted is not None:
        billed.counts[unit].append(found.counted)
        billed.volume[unit, month_of_day(found.counted.period.begins)] += found.counted.units
