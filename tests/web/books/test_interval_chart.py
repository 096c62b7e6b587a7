"""Interval charts: every share lies in its interval, on a scale that holds all."""

from fielding.web.books.interval_chart import Ranged, intervals


def test_a_bar_runs_from_end_to_end_of_its_interval_with_a_mark_at_the_share() -> None:
    chart = intervals("Rates", "One.", [Ranged(name="one", share=0.1, low=0.05, high=0.2)])

    bar, mark = chart.shapes

    assert (bar.x, bar.width) == (350.0, 300.0)
    assert mark.x + mark.width / 2 == 450.0


def test_the_scale_ends_where_every_interval_fits() -> None:
    wide = Ranged(name="wide", share=0.5, low=0.2, high=0.9)
    chart = intervals("Rates", "Two.", [wide, Ranged(name="narrow", share=0, low=0, high=0.1)])

    assert [label.text for label in chart.labels][-3:] == ["0%", "50%", "100%"]
    assert all(250 <= shape.x + 3 <= 650 for shape in chart.shapes)


def test_each_shape_says_its_share_and_interval() -> None:
    chart = intervals("Rates", "One.", [Ranged(name="one", share=0.1, low=0.05, high=0.2)])

    assert {shape.says for shape in chart.shapes} == {"one: 10.0%, from 5.0% to 20.0%"}


def test_nothing_to_draw_is_an_empty_scale() -> None:
    assert intervals("Rates", "None.", []).shapes == ()
