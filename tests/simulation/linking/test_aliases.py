"""Names that groups go by: few for a group, and rarely those of another."""

from collections import Counter
from random import Random

from fielding.simulation.drawing import seeded
from fielding.simulation.linking.aliases import alias, misheard
from fielding.simulation.world import read_world

WORLD = read_world("fraud")
NAMES = {**WORLD.names, **WORLD.offending.aliases}


def _names(group: int, size: int) -> Counter[str]:
    hand = Random(group)
    return Counter(
        alias(lambda what: seeded(f"{what}/{group}"), hand, size, NAMES) for _ in range(size)
    )


def test_a_group_goes_by_few_names_and_the_larger_by_more() -> None:
    assert [len(_names(1, size)) for size in (1, 2, 100)] == [1, 1, 5]


def test_groups_seldom_share_a_name() -> None:
    names = Counter(name for group in range(1_000) for name in _names(group, 2))

    assert sum(count - 1 for count in names.values()) < 60


def test_a_misheard_name_is_another_of_nearly_the_same_letters() -> None:
    heard = {misheard(Random(seed), "Grace Whitcombe") for seed in range(20)}

    assert "Grace Whitcombe" not in heard
    assert all(name.startswith("Grace ") and abs(len(name) - 15) <= 1 for name in heard)
