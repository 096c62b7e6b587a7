"""Alarm rates by simulation: on honest worlds alarms are as often as stated, on bad ones found."""

import random
from statistics import mean, median, stdev

import numpy as np
import pytest

from fielding.oversight.statistics.agreement import Agreement, agreement_of
from fielding.oversight.statistics.dispersion import dispersion_of
from fielding.oversight.statistics.errors import NothingToTell
from fielding.oversight.statistics.funnels import FAR, NEAR, State, chance_outside, limits_at
from fielding.oversight.statistics.sequential import (
    SequentialTest,
    Verdict,
    Watch,
    run_test,
    watch,
)
from fielding.oversight.statistics.stratified import Estimate, Stratum, estimate

TEST = SequentialTest()


def series(chance: random.Random, rate: float, length: int = 2_000) -> list[bool]:
    return [chance.random() < rate for _ in range(length)]


def test_of_honest_series_no_more_raise_an_alarm_than_stated() -> None:
    chance = random.Random(1)

    ends = [run_test(TEST, series(chance, TEST.honest, 900)) for _ in range(2_500)]

    alarms = sum(end.verdict == Verdict.ALARM for end in ends) / len(ends)
    # Stated: 1 %. Over 2,500 series the simulation error (three standard errors) is 0.6 %.
    assert 0.002 < alarms < 0.016
    assert all(end.verdict != Verdict.UNDECIDED for end in ends)


def test_fifteen_in_a_hundred_against_five_is_found_in_at_most_seventy_readings() -> None:
    chance = random.Random(2)

    ends = [run_test(TEST, series(chance, TEST.bad, 900)) for _ in range(2_000)]

    found = [end.readings for end in ends if end.verdict == Verdict.ALARM]
    assert median(found) <= 70
    # Stated: at most 5 % missed.
    assert 1 - len(found) / len(ends) < 0.065


def test_a_short_series_is_undecided() -> None:
    end = run_test(TEST, [False] * 10)

    assert (end.verdict, end.readings) == (Verdict.UNDECIDED, 10)


@pytest.mark.parametrize(("honest", "bad"), [(0.15, 0.05), (0.0, 0.1), (0.1, 0.1)])
def test_a_test_needs_a_bad_rate_over_the_honest_one(honest: float, bad: float) -> None:
    with pytest.raises(NothingToTell):
        SequentialTest(honest=honest, bad=bad)


def run_lengths(rate: float, limit: float, seed: int) -> list[int]:
    """Give the distances between alarms in one long series."""
    hits = series(random.Random(seed), rate, 400_000 if rate < 0.1 else 30_000)
    alarms = watch(Watch(limit=limit), hits).alarms
    return [after - before for before, after in zip((0, *alarms), alarms, strict=False)]


@pytest.mark.parametrize(("limit", "honest", "bad"), [(5.0, 4_182, 64), (4.0, 1_427, 47)])
def test_the_watch_alarms_as_seldom_and_finds_as_soon_as_it_says(
    limit: float, honest: int, bad: int
) -> None:
    false, true = run_lengths(0.05, limit, 3), run_lengths(0.15, limit, 4)

    # About a hundred false alarms: their mean distance is known to some 30 % (three errors).
    assert sum(false) / len(false) == pytest.approx(honest, rel=0.3)
    assert sum(true) / len(true) == pytest.approx(bad, rel=0.12)


def test_a_rate_that_turns_bad_is_found_though_it_began_well() -> None:
    hits = series(random.Random(5), 0.05, 1_000) + series(random.Random(6), 0.15, 400)

    alarms = watch(Watch(), hits).alarms

    assert 1_000 < alarms[0] < 1_200


@pytest.mark.parametrize(("level", "state"), [(NEAR, State.INSIDE), (FAR, State.OUTSIDE_95)])
def test_honest_groups_fall_outside_a_funnel_as_often_as_stated(level: float, state: State) -> None:
    drawn = np.random.default_rng(7)
    sizes = [5, 20, 60, 100, 250, 1_000, 4_000]
    inside = {State.INSIDE} if state is State.INSIDE else {State.INSIDE, State.OUTSIDE_95}

    outside, stated = 0, 0.0
    for of in sizes:
        limits = limits_at(0.05, of)
        outside += sum(
            limits.state(int(met)) not in inside for met in drawn.binomial(of, 0.05, 5_000)
        )
        stated += 5_000 * chance_outside(0.05, of, level)

    assert outside == pytest.approx(stated, abs=3 * stated**0.5)
    assert stated / (5_000 * len(sizes)) <= 1 - level + 1e-12


def test_chance_alone_is_seldom_taken_for_overdispersion_and_then_for_little() -> None:
    drawn = np.random.default_rng(8)

    spread = [
        dispersion_of([(int(met), 200) for met in drawn.binomial(200, 0.3, 60)], 0.3)
        for _ in range(300)
    ]

    found = [one.between for one in spread if one is not None and one.between > 0]
    # 5 % of honest worlds in these 300; the variance of chance itself is 1 / (4 * 200) = 0.00125.
    assert len(found) <= 24
    assert max(found) < 0.0006


def test_honest_groups_that_differ_for_unrecorded_reasons_stay_inside_once_adjusted() -> None:
    drawn = np.random.default_rng(9)
    true = np.sin(np.arcsin(np.sqrt(0.3)) + drawn.normal(0, 0.06, 400)) ** 2
    groups = [(int(met), 800) for met in drawn.binomial(800, true)]

    spread = dispersion_of(groups, 0.3)

    assert spread
    # Winsorising leaves out some of the spread: the estimate lies under the true 0.0036.
    assert 0.0015 < spread.between < 0.0036
    plain, wide = limits_at(0.3, 800), limits_at(0.3, 800, spread.between)
    before = sum(plain.state(met) is State.OUTSIDE_998 for met, _ in groups)
    after = sum(wide.state(met) is State.OUTSIDE_998 for met, _ in groups)
    assert before > 60
    assert after <= 8


def test_one_that_is_truly_apart_still_shows_among_groups_that_differ() -> None:
    drawn = np.random.default_rng(10)
    true = np.sin(np.arcsin(np.sqrt(0.1)) + drawn.normal(0, 0.02, 60)) ** 2
    groups = [*((int(met), 900) for met in drawn.binomial(900, true)), (260, 900)]
    rate = sum(met for met, _ in groups) / sum(of for _, of in groups)

    spread = dispersion_of(groups, rate)

    assert spread
    assert limits_at(rate, 900, spread.between).state(260) is State.OUTSIDE_998


def test_the_interval_from_strata_holds_the_true_rate_as_often_as_stated() -> None:
    drawn = np.random.default_rng(11)
    strata = [(900, 40, 0.04), (300, 30, 0.15), (50, 20, 0.3)]
    true = sum(cases * round(cases * rate) / cases for cases, _, rate in strata) / 1_250

    held = 0
    for _ in range(2_000):
        found = estimate(
            Stratum(
                cases=cases,
                drawn=read,
                hits=int(
                    drawn.hypergeometric(round(cases * rate), cases - round(cases * rate), read)
                ),
            )
            for cases, read, rate in strata
        )
        assert isinstance(found, Estimate)
        held += found.interval.holds(true)

    assert 0.935 < held / 2_000 < 0.985


def test_the_intervals_of_agreement_are_as_wide_as_readings_scatter() -> None:
    chance = random.Random(12)

    def agreement() -> Agreement:
        pairs = []
        for _ in range(150):
            true = chance.random() < 0.2
            first, second = ("yn"[(chance.random() < 0.1) ^ true] for _ in range(2))
            pairs.append((first, second))
        found = agreement_of(pairs)
        assert isinstance(found, Agreement)
        return found

    worlds = [agreement() for _ in range(400)]

    for name in ("kappa", "ac1"):
        found = [getattr(world, name) for world in worlds]
        scatter = stdev(one.value for one in found)
        told = mean((one.value - one.interval.low) / 1.96 for one in found)
        assert told == pytest.approx(scatter, rel=0.15)
