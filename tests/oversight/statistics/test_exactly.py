"""Formulas against the libraries that have them: scipy.stats and statsmodels."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.inter_rater import cohens_kappa as their_kappa
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from fielding.oversight.shares import CannotCompute
from fielding.oversight.statistics.agreement import Coefficient, agreement_of, cohens_kappa
from fielding.oversight.statistics.binomial import (
    at_least,
    at_most,
    clopper_pearson,
    quantile,
)
from fielding.oversight.statistics.discoveries import adjusted, discoveries
from fielding.oversight.statistics.dispersion import dispersion_of, winsorised
from fielding.oversight.statistics.errors import NotARate
from fielding.oversight.statistics.funnels import State, limits_at
from fielding.oversight.statistics.standardising import standardise
from fielding.oversight.statistics.stratified import Estimate, Stratum, estimate

shares = st.integers(1, 3_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
rates = st.floats(0.001, 0.999)


@settings(max_examples=60, deadline=None)
@given(shares)
def test_the_exact_interval_is_that_of_statsmodels(share: tuple[int, int]) -> None:
    met, of = share

    interval = clopper_pearson(met, of)

    theirs = proportion_confint(met, of, alpha=0.05, method="beta")
    assert (interval.low, interval.high) == pytest.approx(theirs, abs=1e-9)


def test_no_error_in_three_hundred_leaves_room_for_twelve_in_a_thousand() -> None:
    interval = clopper_pearson(0, 300)

    assert interval.low == 0
    assert interval.high == pytest.approx(0.0122, abs=0.0001)


def test_more_met_than_counted_is_no_rate() -> None:
    with pytest.raises(NotARate):
        clopper_pearson(3, 2)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 5_000), rates, st.sampled_from([0.001, 0.025, 0.5, 0.975, 0.999]))
def test_quantiles_and_tails_are_those_of_scipy(of: int, rate: float, chance: float) -> None:
    count = quantile(chance, of, rate)

    # By the definition: at a tie the last digit of a float decides, and theirs is another.
    assert stats.binom.cdf(count, of, rate) >= chance - 1e-12
    assert stats.binom.cdf(count - 1, of, rate) < chance + 1e-12
    assert at_most(count, of, rate) == pytest.approx(stats.binom.cdf(count, of, rate))
    assert at_least(count, of, rate) == pytest.approx(stats.binom.sf(count - 1, of, rate))


@pytest.mark.parametrize("rate", [0.0, 1.0])
def test_a_rate_of_none_or_all_leaves_no_room(rate: float) -> None:
    limits = limits_at(rate, 40)

    assert (limits.far.low, limits.far.high) == (40 * rate, 40 * rate)


@pytest.mark.parametrize(
    ("of", "low", "high"), [(20, 0, 5), (100, 0, 13), (400, 8, 35), (2_000, 71, 131)]
)
def test_the_wider_limits_at_five_in_a_hundred(of: int, low: int, high: int) -> None:
    limits = limits_at(0.05, of)

    assert (limits.far.low, limits.far.high) == (low, high)


def test_a_count_on_a_limit_is_inside() -> None:
    limits = limits_at(0.05, 100)

    states = [limits.state(count) for count in (int(limits.near.high), 13, 14)]

    assert states == [State.INSIDE, State.OUTSIDE_95, State.OUTSIDE_998]


def test_without_winsorising_the_variance_between_is_that_of_dersimonian_and_laird() -> None:
    groups = [(4 + 3 * place, 60 + 10 * place) for place in range(14)]
    effects = [math.asin(math.sqrt(met / of)) for met, of in groups]
    weights = [4 * of for _, of in groups]
    mean = sum(w * e for w, e in zip(weights, effects, strict=True)) / sum(weights)

    found = dispersion_of(groups, math.sin(mean) ** 2, winsorise=0)

    theirs = combine_effects(np.array(effects), 1 / np.array(weights), method_re="dl")
    assert found
    assert found.between == pytest.approx(theirs.tau2)
    assert found.phi * len(groups) == pytest.approx(theirs.q)


def test_winsorising_pulls_the_ends_to_the_tenth_and_nine_tenths() -> None:
    assert winsorised([9.0, *range(1, 9), 100.0, 10.0], 0.1) == [9, 2, *range(2, 9), 10, 10]


def test_nothing_is_said_of_the_spread_of_a_few_groups() -> None:
    assert dispersion_of([(1, 10)] * 10 + [(0, 0)], 0.1) is None


pairs = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2)


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_kappa_and_its_variance_are_those_of_statsmodels(pairs: list[tuple[str, str]]) -> None:
    table = [[pairs.count((one, two)) for two in "abc"] for one in "abc"]

    kappa = cohens_kappa(pairs)

    if isinstance(kappa, CannotCompute):
        assert len({word for pair in pairs for word in pair}) == 1
    else:
        with np.errstate(invalid="ignore", divide="ignore"):
            theirs = their_kappa(table)
        assert kappa.value == pytest.approx(float(theirs.kappa), abs=1e-9)
        reach = kappa.value - kappa.interval.low
        assert reach == pytest.approx(1.959964 * math.sqrt(max(theirs.var_kappa, 0)), abs=1e-6)


def test_agreement_stays_high_by_ac1_where_kappa_falls_to_nothing() -> None:
    # Gwet (2008), table 1: of 125 cases both say + in 118, differ in 5 and 2. Kappa is -0.023.
    pairs = [("+", "+")] * 118 + [("+", "-")] * 5 + [("-", "+")] * 2

    agreement = agreement_of(pairs)

    assert not isinstance(agreement, CannotCompute)
    assert isinstance(agreement.kappa, Coefficient)
    assert agreement.kappa.value == pytest.approx(-0.0234, abs=0.0001)
    assert agreement.ac1.value == pytest.approx(0.9408, abs=0.0001)


def test_readers_who_always_say_the_same_word_have_no_kappa() -> None:
    agreement = agreement_of([("upheld", "upheld")] * 5)

    assert not isinstance(agreement, CannotCompute)
    assert agreement.kappa == CannotCompute(because="all-said-the-same")
    assert agreement.ac1.value == 1


def test_nobody_read_nothing_agrees() -> None:
    assert agreement_of([]) == CannotCompute(because="nothing-to-count")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_adjusted_chances_are_those_of_statsmodels(chances: list[float]) -> None:
    named = {str(place): chance for place, chance in enumerate(chances)}

    ours = list(adjusted(named).values())

    assert ours == pytest.approx(list(multipletests(chances, method="fdr_bh")[1]))


def test_discoveries_are_named_while_chance_is_held_in_check() -> None:
    chances = {"one": 0.001, "two": 0.012, "three": 0.2, "four": 0.9}

    assert discoveries(chances, 0.05) == {"one", "two"}


def test_each_reading_counts_for_the_cases_it_stands_for() -> None:
    found = estimate([Stratum(cases=900, drawn=30, hits=3), Stratum(cases=100, drawn=10, hits=5)])

    assert isinstance(found, Estimate)
    assert found.rate == pytest.approx(0.9 * 0.1 + 0.1 * 0.5)
    assert found.total == pytest.approx(140)
    assert found.interval.low < found.rate < found.interval.high


def test_all_cases_read_leave_no_uncertainty() -> None:
    found = estimate([Stratum(cases=10, drawn=10, hits=1), Stratum(cases=0, drawn=0, hits=0)])

    assert isinstance(found, Estimate)
    assert (found.interval.low, found.rate, found.interval.high) == (0.1, 0.1, 0.1)


def test_a_stratum_nobody_drew_from_leaves_the_whole_unknown() -> None:
    found = estimate([Stratum(cases=10, drawn=5, hits=1), Stratum(cases=3, drawn=0, hits=0)])

    assert found == CannotCompute(because="stratum-not-drawn-from")


def test_a_group_with_harder_cases_is_expected_to_meet_less() -> None:
    groups = {
        "one": {"easy": (90, 100), "hard": (10, 20)},
        "two": {"easy": (18, 20), "hard": (50, 100)},
    }

    found = standardise(groups)

    assert [found[name].ratio for name in ("one", "two")] == [1.0, 1.0]
    assert found["one"].expected == pytest.approx(100)
    assert found["two"].expected == pytest.approx(68)


def test_one_group_apart_among_eleven_does_not_widen_the_limits_by_itself() -> None:
    groups = [(16, 20), (17, 20), (18, 20), (15, 20), (16, 20)] * 2 + [(0, 20)]

    found = dispersion_of(groups, 0.8)

    assert found
    assert found.between == 0
