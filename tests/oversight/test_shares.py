"""Intervals and waiting times against published and independent values."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.oversight.shares import CannotCompute, Share, share_of
from fielding.oversight.waits import Wait, Waits, waits_of

# Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3 (score without correction).
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("met", "of", "low", "high"), NEWCOMBE)
def test_the_interval_agrees_with_the_published_table(
    met: int, of: int, low: float, high: float
) -> None:
    share = share_of(met, of)

    assert isinstance(share, Share)
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share_and_stays_between_nothing_and_all(
    pair: tuple[int, int],
) -> None:
    share = share_of(*pair)

    assert isinstance(share, Share)
    assert 0 <= share.low <= share.share <= share.high <= 1


def test_no_share_of_nothing() -> None:
    assert share_of(0, 0) == CannotCompute(because="nothing-to-count")


def days(*lengths: int) -> list[Wait]:
    """Make waits; a negative length is one that still runs."""
    return [
        Wait(index=place, length=timedelta(days=abs(length)), ended=length > 0)
        for place, length in enumerate(lengths)
    ]


def test_quantiles_of_ended_waits_are_order_statistics() -> None:
    waits = waits_of(days(10, 3, 1, 7, 5, 2, 9, 4, 8, 6))

    assert waits == Waits(
        ended=10, running=0, half=timedelta(days=5), nine_tenths=timedelta(days=9)
    )


def test_running_waits_push_the_quantile_up_as_kaplan_and_meier_have_it() -> None:
    # Six-mercaptopurine arm of Freireich (1963): the median remission is 23 weeks.
    ended = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    running = (-6, -9, -10, -11, -17, -19, -20, -25, -32, -32, -34, -35)

    waits = waits_of(days(*ended, *running))

    assert isinstance(waits, Waits)
    assert (waits.half, waits.nine_tenths) == (timedelta(days=23), None)


def test_no_waiting_time_without_waits() -> None:
    assert waits_of([]) == CannotCompute(because="nothing-to-count")
