"""Found networks beside true groups."""

from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.linking.agreement import compare

#: Two partitions of the same few reports.
PARTITIONS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=30)


def _together(labels: list[int]) -> set[tuple[int, int]]:
    pairs = combinations(range(len(labels)), 2)
    return {(one, other) for one, other in pairs if labels[one] == labels[other]}


def _cubed(of: list[int], by: list[int]) -> Fraction:
    shares = []
    for one in range(len(of)):
        whole = [other for other in range(len(of)) if of[other] == of[one]]
        shares.append(Fraction(sum(by[other] == by[one] for other in whole), len(whole)))
    return sum(shares, Fraction()) / len(shares) if shares else Fraction(1)


@given(PARTITIONS)
def test_pairs_are_those_that_a_look_at_every_pair_counts(labels: list[tuple[int, int]]) -> None:
    found, true = [one for one, _ in labels], [other for _, other in labels]

    agreement = compare(found, true)

    assert agreement.pairs_found == len(_together(found))
    assert agreement.pairs_true == len(_together(true))
    assert agreement.pairs_right == len(_together(found) & _together(true))


@given(PARTITIONS)
def test_b_cubed_is_the_mean_over_every_report(labels: list[tuple[int, int]]) -> None:
    found, true = [one for one, _ in labels], [other for _, other in labels]

    agreement = compare(found, true)

    assert agreement.cubed_precision == _cubed(found, true)
    assert agreement.cubed_recall == _cubed(true, found)


@given(PARTITIONS)
def test_strangers_are_those_outside_the_largest_part(labels: list[tuple[int, int]]) -> None:
    networks = {one: Counter(t for f, t in labels if f == one) for one, _ in labels}

    agreement = compare([one for one, _ in labels], [other for _, other in labels])

    assert agreement.most_strangers == max(
        (network.total() - max(network.values()) for network in networks.values()), default=0
    )
    assert agreement.largest_mixed == max(
        (network.total() for network in networks.values() if len(network) > 1), default=0
    )


@given(PARTITIONS)
def test_swapping_the_two_swaps_precision_and_recall(labels: list[tuple[int, int]]) -> None:
    found, true = [one for one, _ in labels], [other for _, other in labels]

    one, other = compare(found, true), compare(true, found)

    assert (one.precision, one.cubed_precision) == (other.recall, other.cubed_recall)
    assert (one.f1, one.cubed_f) == (other.f1, other.cubed_f)


def test_f1_lies_between_precision_and_recall_as_their_harmonic_mean() -> None:
    agreement = compare("aaabbc", "xxxyzz")

    assert (agreement.precision, agreement.recall) == (Fraction(3, 4), Fraction(3, 4))
    assert agreement.f1 == Fraction(3, 4)
    assert agreement.largest_network == 3
    assert agreement.largest_mixed == 2


def test_the_same_groups_under_other_names_agree_wholly() -> None:
    agreement = compare([1, 1, 2, 3, 3, 3], "bbaccc")

    assert (agreement.f1, agreement.cubed_f) == (Fraction(1), Fraction(1))
    assert agreement.most_strangers == 0


def test_one_network_of_all_is_a_wrong_merge_of_all_but_the_largest_group() -> None:
    agreement = compare([0] * 10, [0] * 6 + [1] * 3 + [2])

    assert agreement.recall == 1
    assert agreement.precision == Fraction(15 + 3, 45)
    assert agreement.most_strangers == 4
    assert agreement.largest_mixed == 10


def test_no_reports_agree_wholly() -> None:
    agreement = compare([], [])

    assert (agreement.f1, agreement.cubed_f, agreement.reports) == (Fraction(1), Fraction(1), 0)


def test_partitions_of_different_reports_are_not_compared() -> None:
    with pytest.raises(ValueError, match="argument"):
        compare([1, 2], [1])
