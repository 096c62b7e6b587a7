"""Groups known to forces alone, and joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.oversight.linking.cross_force import Effects, Identifiers, effects_of
from fielding.oversight.linking.errors import KnownTooSoon

GROUPS = st.dictionaries(st.integers(0, 5), st.integers(0, 9))


def _effects(groups: dict[int, int]) -> Effects:
    return effects_of(3, 40, groups)


def test_a_group_that_no_force_knows_is_invisible_alone() -> None:
    effects = _effects({0: 1, 1: 1})

    assert (effects.alone, effects.joined, effects.invisible) == (1, 2, 1)


def test_a_group_known_to_two_forces_is_counted_again() -> None:
    effects = _effects({2: 1, 1: 1})

    assert (effects.alone, effects.joined, effects.counted_again) == (3, 2, 1)


def test_invisible_groups_and_those_counted_again_can_hide_each_other() -> None:
    effects = _effects({2: 1, 0: 1})

    assert effects.alone == effects.joined == 2
    assert (effects.invisible, effects.counted_again) == (1, 1)


def test_identifiers_are_not_groups() -> None:
    held = Identifiers(kind="phone", groups=3, leaving=2, left=4, identifiers=2)

    assert (held.without, held.more, held.shared) == (1, 2, 2)
    assert held.identifiers == held.groups - held.without + held.more - held.shared


@given(GROUPS)
def test_the_effects_add_up_to_the_groups_there_are(groups: dict[int, int]) -> None:
    assert _effects(groups).joined == sum(groups.values())


@pytest.mark.parametrize("known_at", [-1, 0, 1])
def test_one_report_makes_no_group_known(known_at: int) -> None:
    with pytest.raises(KnownTooSoon):
        effects_of(known_at, 0, {})
