"""Periods of days: both ends belong to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from one to another; none when the end lies before the beginning."""

    begins: date
    ends: date

    def holds(self, day: date) -> bool:
        """Is a day one of them?"""
        return self.begins <= day <= self.ends

    def meets(self, other: "Period") -> bool:
        """Have the two a day in common?"""
        return self.begins <= other.ends and other.begins <= self.ends

    def days(self) -> Iterator[date]:
        """Give each day."""
        day = self.begins
        while day <= self.ends:
            yield day
            day += DAY

    def __len__(self) -> int:
        return max((self.ends - self.begins).days + 1, 0)


def month_of_day(day: date) -> str:
    """Name a day's month: YYYY-MM."""
    return f"{day.year:04}-{day.month:02}"
