from datetime import date, timedelta
from random import Random

from scipy.stats import binom

from fielding.oversight.handovers.closures import Closure, Closures, hold_against_past
from fielding.oversight.shares import CannotCompute

CUTOFF = date(2026, 11, 22)


def closed(*days_ago: int) -> list[Closure]:
    return [
        Closure(day=CUTOFF - timedelta(days=ago), index=place) for place, ago in enumerate(days_ago)
    ]


def test_the_probability_is_the_upper_tail_of_a_binomial() -> None:
    found = hold_against_past(closed(*[5] * 12, *range(31, 91)), CUTOFF)

    assert isinstance(found, Closures)
    assert (len(found.last), found.before, found.expected) == (12, 60, 10.0)
    assert abs(found.probability - binom.sf(11, 72, 1 / 7)) < 1e-12


def test_cases_closed_in_a_mass_before_the_cutoff_show() -> None:
    found = hold_against_past(closed(*[3] * 70, *list(range(30, 210)) * 2), CUTOFF)

    assert isinstance(found, Closures)
    assert not found.many
    found = hold_against_past(closed(*[3] * 120, *list(range(30, 210)) * 2), CUTOFF)
    assert isinstance(found, Closures)
    assert found.many


def test_an_even_rate_shows_no_oftener_than_stated() -> None:
    chance, many = Random(11), 0
    for _ in range(2_000):
        found = hold_against_past(closed(*(chance.randrange(210) for _ in range(120))), CUTOFF)
        assert isinstance(found, Closures)
        many += found.many

    # Expected at most 2 of 2,000; more than 8 come by chance once in about 4,000 worlds.
    assert many <= 8


def test_spans_add_up_to_all_closures_and_the_last_is_the_last_days() -> None:
    found = hold_against_past(closed(0, 29, 30, 59, 60, 209, 210, 300), CUTOFF)

    assert isinstance(found, Closures)
    assert [count for _, count in found.spans] == [1, 0, 0, 0, 1, 2, 2]
    assert len(found.last) == 2
    assert sum(count for _, count in found.spans) == len(found.last) + found.before


def test_without_a_past_nothing_can_be_computed() -> None:
    assert hold_against_past(closed(1, 2, 3), CUTOFF) == CannotCompute(because="no-past")
