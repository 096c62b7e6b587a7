"""Working days by nation."""

from datetime import date

import pytest

from fielding.engines.calendar import SUBDIVISIONS, BankHolidays

EVERYWHERE = [date(2026, 12, 25), date(2027, 1, 1), date(2026, 4, 3), date(2026, 5, 4)]


@pytest.mark.parametrize("nation", SUBDIVISIONS)
def test_weekends_and_common_bank_holidays_are_not_worked_anywhere(nation: str) -> None:
    workday = BankHolidays().of(nation)

    worked = [day for day in (*EVERYWHERE, date(2026, 11, 21), date(2026, 11, 22)) if workday(day)]

    assert not worked


@pytest.mark.parametrize(
    ("day", "free_in"),
    [
        (date(2026, 3, 17), {"northern-ireland"}),  # St Patrick's Day
        (date(2026, 7, 13), {"northern-ireland"}),  # Battle of the Boyne, a Sunday moved
        (date(2026, 1, 2), {"scotland"}),
        (date(2026, 11, 30), {"scotland"}),  # St Andrew's Day
        (date(2026, 4, 6), {"england", "wales", "northern-ireland"}),  # Easter Monday
        (date(2026, 12, 28), {"england", "wales", "scotland", "northern-ireland"}),  # moved
        (
            date(2022, 9, 19),
            {"england", "wales", "scotland", "northern-ireland"},
        ),  # by proclamation
        (date(2026, 11, 23), set()),
    ],
)
def test_each_nation_has_its_own_bank_holidays(day: date, free_in: set[str]) -> None:
    holidays = BankHolidays()

    free = {nation for nation in SUBDIVISIONS if not holidays.of(nation)(day)}

    assert free == free_in


def test_an_unknown_nation_works_as_england_does() -> None:
    workday = BankHolidays().of("atlantis")

    assert not workday(date(2026, 4, 6))
    assert workday(date(2026, 3, 17))
