"""Reports of groups and one-offs, drawn by the thousand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fielding.simulation.linking.groups import Reports, draw_reports, draw_sizes
from fielding.simulation.linking.mixture import Mixture

MIXTURE = Mixture()


@pytest.fixture(scope="module")
def reports() -> Reports:
    return draw_reports(np.random.default_rng(5), MIXTURE, 20_000)


@settings(max_examples=40, deadline=None)
@given(count=st.integers(0, 400), alone=st.floats(0, 1), seed=st.integers(0, 2**32))
def test_groups_add_up_to_the_reports_asked_for(count: int, alone: float, seed: int) -> None:
    drawn = draw_reports(np.random.default_rng(seed), Mixture(one_off=alone), count)

    assert len(drawn) == len(drawn.force) == len(drawn.day) == count
    assert np.array_equal(np.bincount(drawn.group, minlength=1)[drawn.group], drawn.size)


def test_reports_come_in_order_within_the_time(reports: Reports) -> None:
    assert np.all(np.diff(reports.day) >= 0)
    assert reports.day[0] >= 0
    assert reports.day[-1] < MIXTURE.days


def test_so_many_are_one_offs_as_the_mixture_says(reports: Reports) -> None:
    assert abs(np.mean(reports.size == 1) - MIXTURE.one_off) < 0.001


def test_no_group_is_larger_than_the_largest() -> None:
    sizes = draw_sizes(np.random.default_rng(2), Mixture(largest=30), 50_000)

    assert sizes.max() == 30


def test_a_local_group_has_reports_in_one_force_only() -> None:
    drawn = draw_reports(np.random.default_rng(3), Mixture(local=1.0), 5_000)

    pairs = np.unique(np.stack([drawn.group, drawn.force]), axis=1)
    assert pairs.shape[1] == len(np.unique(drawn.group))


def test_who_returns_is_somebody_who_reported_before() -> None:
    drawn = draw_reports(np.random.default_rng(4), Mixture(returning=0.2), 10_000)

    again = drawn.reporter != np.arange(10_000)
    assert 0.18 < again.mean() < 0.22
    assert np.all(drawn.reporter <= np.arange(10_000))


def test_the_same_seed_gives_the_same_reports() -> None:
    one, other = (draw_reports(np.random.default_rng(9), MIXTURE, 3_000) for _ in range(2))

    assert np.array_equal(one.group, other.group)
    assert np.array_equal(one.day, other.day)
