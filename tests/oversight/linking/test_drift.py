"""Drift: how far the pairs of now are from those that a model learnt from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.oversight.linking.drift import Drift, LevelSeen, drift_of
from fielding.oversight.shares import CannotCompute


def _levels(then: list[int], now: list[int]) -> list[LevelSeen]:
    pairs = zip(then, now, strict=True)
    return [LevelSeen(name=str(n), then=was, now=is_now) for n, (was, is_now) in enumerate(pairs)]


def _drift(then: list[int], now: list[int]) -> Drift:
    found = drift_of(_levels(then, now))
    assert isinstance(found, Drift)
    return found


def test_the_index_is_the_one_of_the_books() -> None:
    # Shares of .5, .3, .2 and .4, .3, .3: .1 * ln(5/4) + .1 * ln(3/2).
    found = _drift([500_000, 300_000, 200_000], [400_000, 300_000, 300_000])

    assert found.index == pytest.approx(0.0629, abs=1e-4)
    assert found.reading == "little"


@pytest.mark.parametrize(
    ("now", "reading"), [([50, 50], "little"), ([65, 35], "little"), ([70, 30], "some"),
                         ([80, 20], "much")],
)  # fmt: skip
def test_it_is_read_as_usual(now: list[int], reading: str) -> None:
    found = _drift([50_000, 50_000], [1_000 * each for each in now])

    assert found.reading == reading


def test_few_pairs_reach_by_chance_what_many_do_not() -> None:
    few, many = _drift([30, 30], [30, 30]), _drift([30_000, 30_000], [30_000, 30_000])

    assert few.by_chance == pytest.approx(3.841 * (1 / 60 + 1 / 60), abs=1e-3)
    assert many.by_chance < 0.001


def test_a_level_that_was_never_seen_makes_no_index_without_bound() -> None:
    assert 1 < _drift([1000, 0], [0, 1000]).index < 20


@pytest.mark.parametrize(
    ("then", "now", "when"), [([0, 0], [3, 4], "was trained"), ([3, 4], [0, 0], "now")]
)
def test_without_pairs_there_is_none(then: list[int], now: list[int], when: str) -> None:
    found = drift_of(_levels(then, now))

    assert isinstance(found, CannotCompute)
    assert when in found.because


@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 9999)), min_size=2, max_size=6))
def test_the_index_is_never_below_nothing_and_the_same_both_ways(
    pairs: list[tuple[int, int]],
) -> None:
    then, now = [one + 1 for one, _ in pairs], [other + 1 for _, other in pairs]

    found = _drift(then, now)

    assert found.index >= 0
    assert found.index == pytest.approx(_drift(now, then).index)
