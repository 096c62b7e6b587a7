"""Without labels, the pairs of a household show what tells its members apart."""

from dataclasses import replace
from itertools import product

import pytest

from fielding.linking.persons.households import Chances, Pattern, learn_household
from fielding.linking.persons.usual import Likeness, usual_weight

NAME = Chances(name="first_name", m=(0.9, 0.1), u=(0.01, 0.99))
BORN = Chances(name="date_of_birth", m=(0.8, 0.15, 0.05), u=(0.001, 0.049, 0.95))
MAIL = Chances(name="email", m=(0.9, 0.1), u=(0.0001, 0.9999))
OWN = (NAME, BORN, MAIL)
#: The share of pairs of housemates that have each of them in common.
NAMESAKES, TWINS, ONE_MAILBOX = 0.03, 0.05, 0.01


def _counts(one_person: float, pairs: int) -> dict[tuple[int | None, ...], int]:
    """Count exactly as many of each pattern as the chances say."""
    found: dict[tuple[int | None, ...], int] = {}
    for pattern in product(range(2), range(3), range(2)):
        person, mates = one_person, 1 - one_person
        for field, shared, level in zip(OWN, (NAMESAKES, TWINS, ONE_MAILBOX), pattern, strict=True):
            person *= field.m[level]
            mates *= shared * field.m[level] + (1 - shared) * field.u[level]
        found[pattern] = round(pairs * (person + mates))
    return found


def test_what_housemates_share_by_chance_is_found_again() -> None:
    household = learn_household(OWN, _counts(0.3, 1_000_000))

    assert household is not None
    assert household.shared["first_name"] == pytest.approx(NAMESAKES, abs=0.005)
    assert household.shared["date_of_birth"] == pytest.approx(TWINS, abs=0.005)
    assert 2**household.prior == pytest.approx(0.3 / 0.7, rel=0.02)


def test_where_nobody_shares_a_household_agreement_on_it_is_near_certainty() -> None:
    household = learn_household(OWN, _counts(0.999, 100_000))

    assert household is not None
    assert household.prior > 7


def test_a_different_first_name_and_date_of_birth_part_housemates() -> None:
    household = learn_household(OWN, _counts(0.3, 1_000_000))

    assert household is not None
    weights = household.weights
    assert weights["first_name"][-1] < -2
    assert household.prior + weights["first_name"][-1] + weights["date_of_birth"][-1] < -6


def test_addresses_made_of_names_are_alike_among_housemates_and_say_nothing() -> None:
    near = Chances(
        name="email", m=(0.8, 0.15, 0.05), u=(0.001, 0.0001, 0.9989), named_after=True
    )
    counts = {(*key[:2], 2 * (key[2] or 0)): count for key, count in _counts(0.3, 10**6).items()}

    household = learn_household((NAME, BORN, near), {**counts, (0, 0, 1): 30_000})

    assert household is not None
    exact, alike, other = household.weights["email"]
    assert (exact > 3, alike, other < -1) == (True, 0.0, True)


def test_pairs_of_one_name_whose_dates_of_birth_are_nothing_alike_are_of_two_persons() -> None:
    namesakes: dict[Pattern, int] = {(0, 2, None): 5_000, (0, 0, None): 5_000, (1, 2, None): 20_000}
    mistaught = replace(BORN, m=(0.4, 0.05, 0.55))
    for_life = replace(mistaught, one_valued=True)

    loose = learn_household((NAME, mistaught, MAIL), namesakes)
    bound = learn_household((NAME, for_life, MAIL), namesakes)

    assert loose is not None
    assert bound is not None
    assert loose.weights["date_of_birth"][-1] > -2
    assert bound.weights["date_of_birth"][-1] < -3


def test_fields_that_could_not_be_compared_say_nothing() -> None:
    counts = {**_counts(0.3, 1_000_000), (None, None, None): 500_000}

    household = learn_household(OWN, counts)

    assert household is not None
    assert household.shared["first_name"] == pytest.approx(NAMESAKES, abs=0.01)


def test_too_few_pairs_teach_nothing() -> None:
    assert learn_household(OWN, {(0, 0, 0): 99}) is None
    assert learn_household((), {(): 1000}) is None


def test_nineteen_in_twenty_pairs_of_one_person_weigh_what_is_usual() -> None:
    likeness = Likeness(missing=0.0, levels=[(0.94, 5.0), (0.02, 1.0), (0.04, -3.0)])

    assert usual_weight(-1.0, [likeness]) == 0.0


def test_missing_fields_make_weak_pairs_usual() -> None:
    level = [(1.0, 5.0)]

    full = usual_weight(-1.0, [Likeness(missing=0.0, levels=level)])
    sparse = usual_weight(-1.0, [Likeness(missing=0.5, levels=level)])

    assert (full, sparse) == (4.0, -1.0)
