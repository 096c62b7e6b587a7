"""Instants are written in one way, and read in that way only."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.kernel.instants import NotAnInstant, local_day, read_instant, write_instant


def test_an_instant_has_six_decimals_and_a_z() -> None:
    moment = datetime(2026, 11, 22, 1, 5, tzinfo=UTC)

    assert write_instant(moment) == "2026-11-22T01:05:00.000000Z"


def test_another_time_zone_is_written_in_utc() -> None:
    summer = timezone(timedelta(hours=1))

    written = write_instant(datetime(2026, 7, 1, 0, 30, 0, 123456, tzinfo=summer))

    assert written == "2026-06-30T23:30:00.123456Z"


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(NotAnInstant):
        write_instant(datetime(2026, 11, 22))  # noqa: DTZ001


@given(st.datetimes(timezones=st.just(UTC)))
def test_what_was_written_is_read_back(moment: datetime) -> None:
    assert read_instant(write_instant(moment)) == moment


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_written_instants_sort_as_the_moments_do(one: datetime, other: datetime) -> None:
    assert (write_instant(one) < write_instant(other)) == (one < other)


@pytest.mark.parametrize(
    "spelling",
    [
        "2026-11-22T01:05:00Z",
        "2026-11-22T01:05:00.1Z",
        "2026-1-2T01:05:00.000000Z",
        "2026-11-22T01:05:00.000000+00:00",
        "2026-11-22 01:05:00.000000Z",
        "2026-11-22T01:05:00.000000",
        "2026-11-22T01:05:00.000000Z ",
        "20261122T010500.000000Z",
        "2026-02-30T01:05:00.000000Z",
        "yesterday",
        "",
    ],
)
def test_no_other_spelling_is_read(spelling: str) -> None:
    with pytest.raises(NotAnInstant):
        read_instant(spelling)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 12, 1, 23, 30, tzinfo=UTC), date(2026, 12, 1)),
    ],
)
def test_the_local_day_begins_an_hour_earlier_in_summer(moment: datetime, day: date) -> None:
    assert local_day(moment) == day
