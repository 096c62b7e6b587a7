"""Working days by nation: weekends, and the bank holidays that the `holidays` library knows."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import holidays

SUBDIVISIONS = {
    "england": "ENG",
    "wales": "WLS",
    "scotland": "SCT",
    "northern-ireland": "NIR",
}


class BankHolidays:
    """Tells which days are worked in a nation of the United Kingdom."""

    def of(self, nation: str) -> Callable[[date], bool]:
        """Give the test for a nation; England's where the nation is not one of the four."""
        return _workday(SUBDIVISIONS.get(nation, "ENG"))


@lru_cache
def _workday(subdivision: str) -> Callable[[date], bool]:
    calendar = holidays.country_holidays("GB", subdiv=subdivision)

    @lru_cache(maxsize=4096)
    def workday(day: date) -> bool:
        return day.weekday() < 5 and day not in calendar

    return workday
