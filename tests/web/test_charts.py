"""Charts hold what they were given: lengths to scale, nothing drawn for nothing."""

import pytest

from fielding.web.charts import Part, bars, columns


def parts(*numbers: int) -> list[Part]:
    return [
        Part(name=f"part {place}", number=number, look="solid")
        for place, number in enumerate(numbers)
    ]


def test_bars_are_as_long_as_their_numbers() -> None:
    chart = bars("title", "about", parts(10, 5, 0))

    long, half, none = (shape.width for shape in chart.shapes)
    assert (half, none) == (long / 2, 0)
    assert {"10", "5", "0"} <= {label.text for label in chart.labels}


def test_the_parts_of_a_column_stand_on_each_other_and_reach_its_sum() -> None:
    chart = columns("title", "about", [("Jan 2026", parts(3, 2, 1))])

    bottoms = [round(shape.y + shape.height, 1) for shape in chart.shapes]
    tops = [round(shape.y, 1) for shape in chart.shapes]
    assert bottoms[1:] == tops[:-1]
    assert sum(shape.height for shape in chart.shapes) == pytest.approx(
        6 * chart.shapes[2].height, abs=0.1
    )


@pytest.mark.parametrize("most", [0, 1, 3, 4, 9, 10, 99, 101, 27_176])
def test_every_column_fits_under_the_highest_line(most: int) -> None:
    chart = columns("title", "about", [("Jan 2026", parts(most))])

    assert all(shape.y >= min(chart.lines) - 0.01 for shape in chart.shapes)
    assert 2 <= len(chart.lines) <= 6


def test_a_chart_of_nothing_can_be_drawn() -> None:
    assert columns("title", "about", []).shapes == ()
    assert bars("title", "about", []).shapes == ()


@pytest.mark.parametrize("name", ["Jan", "Jan 2026", "27 Jan 2026"])
def test_the_words_under_a_column_lie_within_the_chart(name: str) -> None:
    chart = columns("title", "about", [(name, parts(1))])

    assert max(label.y for label in chart.labels) < chart.height - 5
