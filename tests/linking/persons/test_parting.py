"""Records that hang together are parted into persons, whatever the order in which they came."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.linking.persons.parting import Couple, Judged, Pair, Parted, Prior, components, part

PRIOR = Prior(weight=0.0, household=0.0, usual=-3.0)


def _pairs(weights: dict[Couple, float], records: range) -> dict[Couple, Pair]:
    return {
        couple: Pair(weights=(weights.get(couple, -12.0),), household=(20.0,))
        for couple in combinations(records, 2)
    }


def _alike_but_born(born: list[int | None]) -> dict[Couple, Pair]:
    """Pair records that are like but for their dates of birth; equal dates weigh more."""
    pairs = {}
    for one, other in combinations(range(len(born)), 2):
        told = born[one] is not None and born[other] is not None
        same = born[one] == born[other] if told else None
        weight = 12.0 if same else 6.0
        pairs[one, other] = Pair(weights=(weight,), household=(weight,), same_birth=same)
    return pairs


def _persons(found: Parted) -> list[list[int]]:
    return [sorted(person) for person in found.persons]


def test_records_hang_together_by_chains() -> None:
    assert components([(5, 3), (9, 8), (3, 1)]) == [[1, 3, 5], [8, 9]]


def test_a_chain_of_likenesses_is_not_one_person() -> None:
    weights = {(0, 1): 9.0, (1, 2): 4.0, (2, 3): 9.0}

    found = part(range(4), _pairs(weights, range(4)), PRIOR)

    assert _persons(found) == [[0, 1], [2, 3]]


def test_one_weak_pair_among_strong_ones_does_not_part_a_person() -> None:
    weights = {(0, 1): 9.0, (1, 2): 9.0, (0, 2): -6.0}

    found = part(range(3), _pairs(weights, range(3)), PRIOR)

    assert _persons(found) == [[0, 1, 2]]


def test_what_one_record_leaves_out_the_others_of_its_group_tell() -> None:
    told = [(1, 1), (1, 1), (0, 1), (1, 0)]
    pairs = {}
    for one, other in combinations(range(4), 2):
        both = zip(told[one], told[other], strict=True)
        bits = tuple(5.0 if left and right else None for left, right in both)
        pairs[one, other] = Pair(weights=bits, household=bits)
    prior = Prior(weight=-2.0, household=-2.0, usual=2.0)

    assert _persons(part(range(4), pairs, prior)) == [[0, 1, 2, 3]]
    assert _persons(part((2, 3), pairs, prior)) == [[2], [3]], "nothing that both tell"


@pytest.mark.parametrize(("likelier", "persons"), [(0.9, [[0, 1], [2, 3], [4]]),
                                                   (1.1, [[0, 1, 4], [2, 3]])])  # fmt: skip
def test_a_record_that_goes_with_either_of_two_persons_stays_alone(
    likelier: float, persons: list[list[int]]
) -> None:
    weights = {(0, 1): 9.0, (2, 3): 9.0, (2, 4): 5.0, (3, 4): 5.0}
    weights |= {(0, 4): 5.0 + likelier, (1, 4): 5.0 + likelier}

    found = part(range(5), _pairs(weights, range(5)), PRIOR)

    assert _persons(found) == persons


def test_housemates_are_parted_however_much_they_share() -> None:
    pairs = {(0, 1): Pair(weights=(20.0,), household=(-7.0,))}

    assert _persons(part((0, 1), pairs, PRIOR)) == [[0], [1]]


def test_two_dates_of_birth_that_two_records_confirm_each_are_of_two_persons() -> None:
    born = [1970, 1970, 1998, 1998, 1889, None]
    pairs = _alike_but_born(born)

    assert _persons(part(range(4), pairs, PRIOR)) == [[0, 1], [2, 3]]
    assert _persons(part((0, 1, 4), pairs, PRIOR)) == [[0, 1, 4]], "a slip confirms nothing"
    assert _persons(part((0, 1, 5), pairs, PRIOR)) == [[0, 1, 5]], "nor does an empty field"


def test_no_pair_outweighs_all_others() -> None:
    weights = {(0, 1): 11.0, (1, 2): 500.0, (0, 2): -500.0}

    found = part(range(3), _pairs(weights, range(3)), replace(PRIOR, usual=-5.0))

    assert _persons(found) == [[0, 1, 2]]


def test_each_join_says_what_spoke_for_it() -> None:
    weights = {(0, 1): 9.0, (1, 2): 6.0, (0, 2): -2.0}

    first, second = part(range(3), _pairs(weights, range(3)), PRIOR).joins

    assert (first.one, first.other, first.weight) == (frozenset({0}), frozenset({1}), 9.0)
    assert (second.one, second.other) == (frozenset({0, 1}), frozenset({2}))
    assert (second.weight, second.household) == (2.0, 20.0)


def test_a_judgement_of_different_keeps_two_records_apart_whoever_else_joins_them() -> None:
    pairs = _pairs({(0, 1): 9.0, (0, 2): 11.0, (1, 2): 9.0}, range(3))
    judged = Judged(different=frozenset({(0, 1)}))

    found = part(range(3), pairs, PRIOR, judged)

    assert _persons(found) == [[0, 2], [1]]
    assert _persons(part(range(3), pairs, PRIOR)) == [[0, 1, 2]]


def test_a_judgement_of_same_puts_two_records_together() -> None:
    judged = Judged(same=frozenset({(0, 2), (2, 3)}))

    found = part(range(4), _pairs({}, range(4)), PRIOR, judged)

    assert _persons(found) == [[0, 2, 3], [1]]


def test_a_pair_that_nobody_weighed_is_an_error() -> None:
    with pytest.raises(KeyError):
        part(range(2), {}, PRIOR)


@given(st.data(), st.integers(2, 9))
def test_the_order_of_records_makes_no_difference(data: st.DataObject, size: int) -> None:
    bits = st.sampled_from([-25.0, -8.0, -3.0, 0.0, 2.0, 2.0, 5.0, 11.0])
    perhaps = st.none() | bits
    pairs = {
        couple: Pair(
            weights=(data.draw(bits), data.draw(perhaps)),
            household=(data.draw(bits), data.draw(perhaps)),
            same_birth=data.draw(st.sampled_from([None, True, False])),
        )
        for couple in combinations(range(size), 2)
    }
    order = data.draw(st.permutations(range(size)))

    turned = part(order, dict(reversed(pairs.items())), PRIOR)

    assert turned == part(range(size), pairs, PRIOR)
    assert sorted(record for person in turned.persons for record in person) == list(range(size))
