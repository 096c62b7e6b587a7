"""What a seed draws: the same for everybody, from every stratum, of every handler."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oversight.readings.worlds import PLAN, SEED, acceptances, dismissals

from fielding.oversight.readings.picking import allot, assign, percent_of, pick
from fielding.oversight.readings.population import ACCEPTED, DISMISSED


def test_the_same_seed_draws_the_same_list_whatever_the_order_of_the_entries() -> None:
    decisions = [*dismissals(5, 40), *acceptances(30)]
    shuffled = Random(1).sample(decisions, len(decisions))

    assert pick(PLAN, SEED, decisions) == pick(PLAN, SEED, shuffled)


def test_another_seed_draws_another_list() -> None:
    decisions = dismissals(5, 40)

    one, other = pick(PLAN, SEED, decisions), pick(PLAN, b"t" * 32, decisions)

    assert {p.decided.case for p in one} != {p.decided.case for p in other}


def test_every_handler_gives_their_least_number_or_all_they_have() -> None:
    decisions = [*dismissals(4, 40), *dismissals(1, 3, "small")]

    drawn = Counter(p.decided.handler for p in pick(PLAN, SEED, decisions))

    assert drawn == {"prime-000": 10, "prime-001": 10, "prime-002": 10, "prime-003": 10,
                     "small-000": 3}  # fmt: skip


def test_accepted_cases_are_mixed_in_by_the_percentage_of_the_plan() -> None:
    decisions = [*dismissals(10, 40), *acceptances(300)]

    kinds = Counter(p.decided.kind for p in pick(PLAN, SEED, decisions))

    assert kinds == {DISMISSED: 100, ACCEPTED: 10}


def test_the_order_mixes_accepted_cases_among_the_others() -> None:
    decisions = [*dismissals(10, 40), *acceptances(300)]

    places = [
        place for place, p in enumerate(pick(PLAN, SEED, decisions)) if p.decided.kind == ACCEPTED
    ]

    assert places != list(range(10))
    assert places != list(range(100, 110))


def test_a_share_is_set_aside_for_the_adjudicator() -> None:
    picks = pick(PLAN, SEED, [*dismissals(10, 40), *acceptances(300)])

    assert sum(p.checked for p in picks) == 11


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 40), min_size=1),
       st.integers(1, 5), st.integers(1, 60))  # fmt: skip
def test_every_stratum_gives_some_and_none_gives_more_than_it_has(
    sizes: dict[str, int], per_stratum: int, per_handler: int
) -> None:
    plan = replace(PLAN, per_stratum=per_stratum, per_handler=per_handler)
    strata = {("firm", "handler", code): size for code, size in sizes.items()}

    shares = allot(plan, strata)

    assert all(1 <= shares[stratum] <= strata[stratum] for stratum in strata)
    assert sum(shares.values()) >= min(per_handler, sum(sizes.values()))


@pytest.mark.parametrize(
    ("percent", "count", "expected"), [(10, 100, 10), (10, 101, 11), (10, 0, 0)]
)
def test_percentages_are_rounded_up(percent: int, count: int, expected: int) -> None:
    assert percent_of(percent, count) == expected


def test_nobody_is_given_what_their_organisation_decided() -> None:
    decided = [replace(one, firms=frozenset({"readers"})) for one in dismissals(2, 20)]
    picks = pick(PLAN, SEED, decided)

    assert set(assign(picks, ("readers", "authority"))) == {"authority"}


def test_where_no_organisation_is_independent_nobody_is_given_the_case() -> None:
    picks = pick(PLAN, SEED, dismissals(1, 20))

    assert set(assign(picks, ("prime",))) == {None}


def test_the_organisations_take_turns() -> None:
    picks = pick(PLAN, SEED, dismissals(2, 20))

    assert Counter(assign(picks, ("readers", "authority"))) == {"readers": 10, "authority": 10}


def test_each_of_a_stratum_is_drawn_equally_often_over_many_seeds() -> None:
    decisions = dismissals(1, 20)
    often = Counter(
        p.decided.index
        for seed in range(400)
        for p in pick(PLAN, seed.to_bytes(32, "big"), decisions)
    )

    # Each has 1 chance in 2: 200 of 400, within five standard deviations (10).
    assert all(150 <= often[one.index] <= 250 for one in decisions)
