"""A network is split as somebody wants it, by few judgements, however its evidence runs."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.networks.test_why import linked

from fielding.linking.errors import AlreadySplit, JudgedSame, NothingToSplit, TooMuchToSplit
from fielding.linking.judgements.judging import Verdict
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.splitting import (
    MOST_PAIRS,
    Part,
    pairs_to_split,
    parts_after,
)
from fielding.linking.networks.why import Evidence, evidence_of


def parts(reports: dict[int, list[int]], pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Give the networks that reports are in once these pairs are judged different."""
    joiner, index = linked(reports, Limits())
    for one, other in pairs:
        joiner.judge(one, other, Verdict.DIFFERENT)
    joiner.settle()
    networks = index.networks()
    return [
        {each for each in reports if networks[each] == network}
        for network in sorted(set(networks.values()))
    ]


def evidence(reports: dict[int, list[int]], *judged: tuple[int, int, Verdict]) -> Evidence:
    joiner, index = linked(reports, Limits())
    for pair in judged:
        joiner.judge(*pair)
    joiner.settle()
    return evidence_of(index, Limits(), list(reports))


def test_who_leaves_is_parted_from_all_who_stay_whatever_comes_later() -> None:
    reports = {each: [7, 8] for each in range(1, 7)}

    pairs = pairs_to_split(evidence(reports), {2, 5})

    assert len(pairs) == 8
    assert parts(reports, pairs) == [{1, 3, 4, 6}, {2, 5}]
    assert parts(reports | {9: [7, 8]}, pairs) == [{1, 3, 4, 6, 9}, {2, 5}]


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_the_fewest_judgements_part_a_large_network_as_all_would(seed: int) -> None:
    random = Random(seed)
    reports = {each: [99, *random.sample(range(12), 2)] for each in range(1, 31)}
    leaving = set(random.sample(range(1, 31), 15))
    every = {(one, other) for one in leaving for other in set(reports) - leaving}

    pairs = pairs_to_split(evidence(reports), leaving)

    assert len(pairs) < len(every) > MOST_PAIRS
    assert parts(reports, pairs) == parts(reports, every)


@pytest.mark.parametrize("seed", [0, 1, 3])
def test_what_is_split_again_does_not_meet_in_what_was_split_off_before(seed: int) -> None:
    random = Random(seed)
    reports = {each: [99] * (each % 2) + random.sample(range(16), 2) for each in range(1, 61)}
    joiner, index = linked(reports, Limits())

    for count in (16, 8):
        networks = index.networks()
        within = [each for each in reports if networks[each] == 1]
        leaving = set(random.sample(within[1:], count))
        for pair in pairs_to_split(evidence_of(index, Limits(), list(reports)), leaving):
            joiner.judge(*pair, Verdict.DIFFERENT)
        joiner.settle()

    now = index.networks()
    assert {now[each] for each in leaving}.isdisjoint(now[each] for each in set(within) - leaving)


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_what_a_split_would_make_is_foretold(seed: int) -> None:
    random = Random(seed)
    reports = {each: [99] * (each % 2) + random.sample(range(8), 2) for each in range(1, 21)}
    joiner, index = linked(reports, Limits())

    for count in (6, 3):
        networks = index.networks()
        within = [each for each in reports if networks[each] == 1]
        leaving = set(random.sample(within[1:], min(count, len(within) - 1)))
        if not leaving:
            return
        known = evidence_of(index, Limits(), list(reports))
        pairs = pairs_to_split(known, leaving)
        told = parts_after(known, leaving, pairs)
        for pair in pairs:
            joiner.judge(*pair, Verdict.DIFFERENT)
        joiner.settle()

    now = index.networks()
    for part in told:
        together = {*part.leaving, *part.staying, *part.others}
        assert together == {each for each in reports if now[each] == now[min(together)]}
    assert {each for part in told for each in (*part.leaving, *part.staying)} == set(within)


def test_who_leaves_joins_what_was_split_off_before_and_that_is_foretold() -> None:
    before = evidence({each: [7] for each in range(1, 5)}, (1, 3, Verdict.DIFFERENT))

    parts = parts_after(before, {4}, pairs_to_split(before, {4}))

    assert parts == (
        Part(leaving=(4,), staying=(), others=(3,)),
        Part(leaving=(), staying=(1, 2), others=()),
    )


def test_one_report_is_split_off_a_network_of_thousands() -> None:
    reports = {each: [1, 2] for each in range(1, 2_001)}

    pairs = pairs_to_split(evidence(reports), {77})

    assert 1 <= len(pairs) <= 3


def test_what_takes_too_many_judgements_is_refused() -> None:
    reports = {each: [1, 2] for each in range(1, 500)}

    with pytest.raises(TooMuchToSplit):
        pairs_to_split(evidence(reports), set(range(1, 250)))


@pytest.mark.parametrize("leaving", [set[int](), {1, 2}, {3}])
def test_none_or_all_or_strangers_cannot_be_split_off(leaving: set[int]) -> None:
    with pytest.raises(NothingToSplit):
        pairs_to_split(evidence({1: [5], 2: [5]}), leaving)


def test_who_was_judged_the_same_is_split_only_once_that_is_withdrawn() -> None:
    judged = evidence({1: [5], 2: [5], 3: [5]}, (1, 2, Verdict.SAME))

    assert pairs_to_split(judged, {3}) == ((1, 3), (2, 3))
    with pytest.raises(JudgedSame):
        pairs_to_split(judged, {2})


def test_what_is_judged_different_from_all_others_leaves_nothing_to_judge() -> None:
    owed = replace(evidence({1: [5], 2: [5]}), judgements={(1, 2): Verdict.DIFFERENT})

    with pytest.raises(AlreadySplit):
        pairs_to_split(owed, {2})
