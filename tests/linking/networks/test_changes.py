"""One change after another: each leaves what working everything out at once would give."""

from collections.abc import Mapping, Sequence

from fielding.linking.joining import Told
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.mentions import Whose
from fielding.linking.networks.joiner import Joiner
from fielding.testing.link_index import MemoryIndex


def told(*identifiers: int) -> list[Told]:
    return [Told(identifier=each, kind="phone", whose=Whose.SUSPECT) for each in identifiers]


def linked(reports: Mapping[int, Sequence[int]]) -> tuple[Joiner, MemoryIndex]:
    index = MemoryIndex()
    joiner = Joiner(index)
    for report, held in reports.items():
        joiner.add(report, told(*held))
        joiner.settle()
    return joiner, index


def body(first: int) -> dict[int, tuple[int, ...]]:
    """Give eight reports in rings, each sharing two identifiers with the next."""
    return {first + each: tuple(10 * first + each + more for more in range(3)) for each in range(8)}


def cores(index: MemoryIndex, *reports: int) -> set[int]:
    return {filed.place.core for filed in index.filed(reports).values()}


def test_a_mark_taken_back_closes_the_ring_of_three_again() -> None:
    joiner, index = linked({1: (1, 2), 2: (1, 3), 3: (2, 3)})
    joiner.mark(1, Mark.SHARED)
    joiner.settle()
    apart = cores(index, 1, 2, 3)

    joiner.mark(1, None)
    joiner.settle()

    assert apart == {1, 2, 3}
    assert cores(index, 1, 2, 3) == {1}


def test_a_mark_taken_back_closes_rings_with_reports_of_another_network_too() -> None:
    tied = {10: (*body(10)[10], 1, 6), 17: (*body(10)[17], 2, 6)}
    away = {30: (*body(30)[30], 3), 33: (*body(30)[33], 4), 37: (*body(30)[37], 5)}
    joiner, index = linked({**body(30), **away, 50: (1, 2, 3, 4, 5)})
    joiner.mark(6, Mark.SHARED)
    for report, held in {**body(10), **tied}.items():
        joiner.add(report, told(*held))
        joiner.settle()
    apart = index.networks()[50]

    joiner.mark(6, None)
    joiner.settle()

    assert apart == 30
    assert cores(index, 10, 17, 50) == {10}


def test_a_body_that_loses_a_report_goes_with_the_clump_that_it_only_touched() -> None:
    joiner, index = linked({**body(10), **body(30), 50: (100, 300)})
    apart = index.networks()[30], index.networks()[50]

    joiner.erase(37)
    joiner.settle()

    assert apart == (30, 10)
    assert {index.networks()[each] for each in (10, 30, 50)} == {10}


def test_cores_that_become_one_vouch_for_what_reports_far_off_mention() -> None:
    strangers = {each: (1, 100 + each) for each in range(20, 27)}
    one, other = {11: (1, 2, 3), 12: (1, 2, 3), 13: (2, 3, 4, 5)}, {14: (1, 6, 7), 15: (6, 7, 8, 9)}
    joiner, index = linked({**one, **other, **strangers})
    apart = {index.networks()[each] for each in (11, 14, *strangers)}

    joiner.add(30, told(4, 5, 8, 9))
    joiner.settle()

    assert len(apart) == 2 + len(strangers)
    assert set(index.networks().values()) == {11}


def test_a_report_that_ties_two_small_networks_makes_one_of_them() -> None:
    joiner, index = linked({1: (1,), 2: (1,), 3: (2,), 4: (2,)})

    joiner.add(5, told(1, 2))
    changes = joiner.settle()

    assert set(index.networks().values()) == {1}
    assert changes.networks == {3: 1, 4: 1, 5: 1}


def test_a_report_that_ties_two_networks_joins_none_that_were_judged_apart() -> None:
    joiner, index = linked({1: (1,), 2: (1,), 3: (2,), 4: (2,)})
    joiner.judge(1, 3, Verdict.DIFFERENT)
    joiner.settle()

    joiner.add(5, told(1, 2))
    joiner.settle()

    assert index.networks()[1] != index.networks()[3]


def test_reports_that_are_owed_another_look_are_said_to_stand_where_they_stood() -> None:
    _, index = linked({1: (1,), 2: (1,), 3: (2,)})
    joiner = Joiner(index, at_once=1)

    joiner.add(2, told(2))
    changes = joiner.settle()

    assert any(index.owed())
    assert changes.networks == {2: 1}


def test_a_report_that_comes_with_contacts_of_its_own_reporter_joins_as_without() -> None:
    joiner, index = linked({1: (1, 2), 2: (1, 2)})
    own = Told(identifier=9, kind="phone", whose=Whose.REPORTER)

    joiner.add(3, [*told(2), own])
    changes = joiner.settle()

    assert index.networks()[3] == 1
    assert changes.states == {9: "own"}
