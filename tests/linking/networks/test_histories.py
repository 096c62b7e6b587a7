"""Networks kept up through any history equal those worked out at once from what stands after it."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from fielding.linking.joining import Told
from fielding.linking.networks.joiner import Joiner
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.people import is_person
from fielding.linking.networks.standing import Filed, State
from fielding.testing.link_histories import KINDS, LOW, Circles, History, kind_of, wording_of
from fielding.testing.link_index import MemoryIndex, place_all

STEPS = 40
#: Of the last two, networks did depend on them once.
SEEDS_OF_NUMBERS = (*range(10), 56, 154)


def at_once(
    history: History, limits: Limits = LOW
) -> tuple[Mapping[int, Filed], dict[int, State]]:
    index = MemoryIndex()
    persons = [each for held in history.reports.values() for each in held if is_person(each)]
    identifiers = [*range(history.identifiers), *persons]
    index.know({each: kind_of(each) for each in identifiers})
    for report, held in history.reports.items():
        told = [Told(identifier=i, kind=kind_of(i), whose=whose) for i, whose in held.items()]
        index.tell(report, told)
        if (wording := wording_of(report)) is not None:
            index.word(report, wording)
    for pair in history.near:
        index.near(*pair)
    for pair, verdict in history.judged.items():
        index.judge(*pair, verdict)
    for identifier, mark in history.marks.items():
        index.mark(identifier, mark)
    place_all(index, list(history.reports), identifiers, limits)
    return index.filed(history.reports), index.states()


def a_history(seed: int, at_once_most: int = 1_000) -> tuple[History, Joiner, MemoryIndex]:
    random = Random(seed)
    index = MemoryIndex()
    joiner = Joiner(index, LOW, at_once_most)
    identifiers = random.choice((10, 20, 40, 80))
    index.know({each: kind_of(each) for each in range(identifiers)})
    return History(random=random, joiner=joiner, identifiers=identifiers), joiner, index


def renumbered(history: History) -> History:
    """Let those that may be near each other change numbers: kinds and what is near what stay."""

    def other(each: int) -> int:
        if is_person(each):
            return each
        return each + len(KINDS) if each // len(KINDS) % 2 == 0 else each - len(KINDS)

    return replace(
        history,
        identifiers=history.identifiers + len(KINDS),
        reports={
            report: {other(each): whose for each, whose in held.items()}
            for report, held in history.reports.items()
        },
        near={
            (min(other(one), other(also)), max(other(one), other(also)))
            for one, also in history.near
        },
        marks={other(each): mark for each, mark in history.marks.items()},
    )


@pytest.mark.parametrize("seed", range(25))
def test_networks_do_not_depend_on_the_order_of_what_happened(seed: int) -> None:
    history, joiner, index = a_history(seed)

    for _ in range(STEPS):
        history.step()
        if history.random.random() < 0.7:
            joiner.settle()
    joiner.settle()

    filed, states = at_once(history)
    assert index.filed(history.reports) == filed
    assert {each: index.states()[each] for each in states} == states


@pytest.mark.parametrize("seed", range(25))
def test_what_was_owed_for_a_while_comes_out_the_same(seed: int) -> None:
    history, joiner, index = a_history(seed, at_once_most=5)

    for _ in range(STEPS):
        history.step()
        if history.random.random() < 0.7:
            joiner.settle()
        if history.random.random() < 0.2:
            joiner.catch_up()
    joiner.settle()
    joiner.catch_up()

    assert index.filed(history.reports) == at_once(history)[0]


@pytest.mark.parametrize("seed", SEEDS_OF_NUMBERS)
def test_networks_do_not_depend_on_the_numbers_of_identifiers(seed: int) -> None:
    history, joiner, _ = a_history(seed)
    for _ in range(STEPS):
        history.step()
    joiner.settle()

    filed, _ = at_once(history)
    again, _ = at_once(renumbered(history))

    assert {one: at.place for one, at in again.items()} == {
        one: at.place for one, at in filed.items()
    }


@pytest.mark.parametrize("seed", range(10))
def test_what_is_told_of_changes_is_what_changed(seed: int) -> None:
    history, joiner, index = a_history(seed)
    told: dict[int, int] = {}

    for _ in range(STEPS):
        history.step()
        told |= joiner.settle().networks

    assert {report: told[report] for report in history.reports} == dict(index.networks())


@pytest.mark.parametrize("seed", [*range(24), 227])
def test_what_cores_vouch_for_does_not_depend_on_the_order_either(seed: int) -> None:
    limits = replace(LOW, sample=12, few=frozenset({2}))
    random, index = Random(seed), MemoryIndex()
    joiner = Joiner(index, limits)
    history = Circles(random=random, joiner=joiner)
    index.know({each: kind_of(each) for each in range(history.identifiers)})

    for _ in range(STEPS):
        history.step()
        joiner.settle()

    assert index.filed(history.reports) == at_once(history, limits)[0]
