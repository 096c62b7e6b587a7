"""Draws from a seeded source."""

from datetime import UTC, datetime

import pytest

from fielding.simulation.drawing import around, by_weight, in_working_hours, percent, seeded, some


def test_weights_say_how_often() -> None:
    rng = seeded("weights")

    drawn = [by_weight(rng, {"often": 90, "seldom": 10}) for _ in range(2_000)]

    assert 0.86 < drawn.count("often") / 2_000 < 0.94


def test_percent_of_nothing_is_never_and_of_all_is_always() -> None:
    rng = seeded("percent")

    drawn = {(percent(rng, 0), percent(rng, 100)) for _ in range(200)}

    assert drawn == {(False, True)}


def test_half_of_what_is_drawn_around_a_middle_is_below_it() -> None:
    rng = seeded("around")

    drawn = [around(rng, 100, 1.2) for _ in range(2_000)]

    assert 0.46 < sum(amount < 100 for amount in drawn) / 2_000 < 0.54


def test_some_are_never_more_than_there_are() -> None:
    drawn = some(seeded("some"), ["only"], 5)

    assert drawn == ["only"]


@pytest.mark.parametrize(
    ("moment", "at_work"),
    [
        ("2026-11-18 11:30", "2026-11-18 11:30"),
        ("2026-11-18 03:10", "2026-11-18 08:10"),
        ("2026-11-18 22:45", "2026-11-19 08:45"),
        ("2026-11-20 19:00", "2026-11-23 08:00"),
        ("2026-11-22 12:00", "2026-11-23 12:00"),
    ],
)
def test_work_goes_on_when_somebody_is_there(moment: str, at_work: str) -> None:
    found = in_working_hours(datetime.fromisoformat(moment).replace(tzinfo=UTC))

    assert found == datetime.fromisoformat(at_work).replace(tzinfo=UTC)
