"""Closures before a cut-off in words and as a chart with its table."""

from datetime import date, timedelta

from fielding.oversight.handovers.closures import Closure, hold_against_past
from fielding.web.books.handovers.shown import MOST_SHOWN, ShownClosures, show_closures

CUTOFF = date(2026, 11, 22)


def shown(last: int, before: int) -> ShownClosures:
    closed = [Closure(day=CUTOFF - timedelta(days=n % 30), index=n) for n in range(last)]
    closed += [Closure(day=CUTOFF - timedelta(days=30 + n % 180), index=n) for n in range(before)]
    found = show_closures(hold_against_past(closed, CUTOFF))
    assert found
    return found


def test_closures_at_an_even_rate_are_said_to_be_consistent_with_it() -> None:
    found = shown(85, 360)

    assert "leads to expect 60.0" in found.says
    assert "This is consistent with an even rate" in found.says
    assert "a probability of 0.0031" in found.says


def test_too_many_closures_are_said_to_be_not_consistent_and_are_listed() -> None:
    found = shown(120, 360)

    assert "This is not consistent with an even rate" in found.says
    assert (len(found.entries), found.more) == (MOST_SHOWN, 20)


def test_a_very_small_probability_is_told_in_plain_digits() -> None:
    assert "with a probability of less than 0.0001 (the limit is 0.001)" in shown(150, 360).says


def test_the_chart_and_its_table_hold_the_same_numbers() -> None:
    found = shown(90, 360)

    assert found.chart
    assert [number for _, number in found.rows] == [60] * 6 + [90]
    says = [shape.says for shape in found.chart.shapes]
    assert says == [f"{name}: closed {number}" for name, number in found.rows]
