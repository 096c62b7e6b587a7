"""Plots hold what they were given: every group at its place, a mark's form says its state."""

import pytest
from tests.oversight.performance.test_funnels import counted, placed

from fielding.web.charts_of_funnels import Named, draw_funnel
from fielding.web.charts_of_months import Monthly, draw_months
from fielding.web.charts_of_points import Field, floor_of, reach, whole_steps

FIELD = Field(left=10, top=20, width=100, height=50, across=200, most=1.0)


def test_values_stand_to_scale_and_what_lies_outside_stays_on_the_edge() -> None:
    assert (FIELD.x(0), FIELD.x(100), FIELD.x(200)) == (10, 60, 110)
    assert (FIELD.y(0), FIELD.y(0.5), FIELD.y(1), FIELD.y(3), FIELD.y(-1)) == (70, 45, 20, 20, 70)


@pytest.mark.parametrize("most", [1, 2, 7, 18, 99, 860, 12_345])
def test_places_are_named_in_round_steps_and_not_too_many(most: int) -> None:
    steps = whole_steps(most)

    assert steps[0] == 0
    assert steps[-1] <= most
    assert 2 <= len(steps) <= 7


@pytest.mark.parametrize("share", [0.0, 0.01, 0.05, 0.33, 0.79, 0.95, 1.0])
def test_a_scale_of_shares_holds_the_share(share: float) -> None:
    assert floor_of(share) <= share <= reach(share)


def test_a_funnel_draws_every_group_and_names_only_those_outside() -> None:
    found = placed([*counted("far", 60, 100), *counted("b", 10, 100), *counted("c", 12, 120)])

    plot = draw_funnel("title", found, [Named(group=g, name=g.upper()) for g in ("far", "b", "c")])

    forms = {mark.says.partition(":")[0]: mark.form for mark in plot.marks}
    assert forms["FAR"] == "square"
    assert len(forms) == 3
    words = {label.text for label in plot.labels}
    assert "FAR" in words
    assert not {mark.says.partition(":")[0] for mark in plot.marks if mark.form == "dot"} & words
    assert len(plot.curves) == 4
    assert "3 groups around" in plot.about


def test_marks_stay_within_the_plot() -> None:
    found = placed([*counted("one", 100, 100), *counted("none", 0, 3), *counted("b", 40, 90)])

    plot = draw_funnel("title", found, [Named(group=g, name=g) for g in ("one", "none", "b")])

    assert all(0 <= mark.x <= plot.width and 0 <= mark.y <= plot.height for mark in plot.marks)


def test_a_month_without_a_share_is_a_gap_that_still_shows_target_and_claim() -> None:
    months = [
        Monthly(name="Jan 2026", share=0.9, low=0.8, high=0.95, target=0.85, claim=0.99),
        Monthly(name="Feb 2026", target=0.85, claim=0.98),
    ]

    plot = draw_months("title", months)

    assert [mark.form for mark in plot.marks] == ["dot", "cross", "cross"]
    looks = [line.look for line in plot.lines]
    assert (looks.count("interval"), looks.count("target")) == (1, 2)
    assert plot.about.startswith("Months from Jan 2026 to Jan 2026")


def test_months_with_nothing_to_show_say_so() -> None:
    assert draw_months("title", []).about == "Nothing to show."
