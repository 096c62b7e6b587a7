"""What joins reports and what does not, each rule by itself."""

from collections.abc import Mapping, Sequence

import pytest

from fielding.linking.joining import Told
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.mentions import Whose
from fielding.linking.networks.joiner import Joiner
from fielding.linking.networks.limits import Limits, beyond_chance
from fielding.linking.networks.standing import State
from fielding.testing.link_index import MemoryIndex

Reports = Mapping[int, Sequence[int]]
#: A body: eight reports in rings, each sharing two identifiers with the next.
BODY = {each: (100 + each, 101 + each, 102 + each) for each in range(8)}


def shifted(reports: Reports, by: int) -> dict[int, tuple[int, ...]]:
    return {
        report + by: tuple(each + 10 * by for each in held) for report, held in reports.items()
    }


def linked(
    reports: Reports,
    near: Sequence[tuple[int, int]] = (),
    kind: str = "phone",
    limits: Limits | None = None,
) -> tuple[Joiner, MemoryIndex]:
    index = MemoryIndex()
    joiner = Joiner(index, limits)
    for report, held in reports.items():
        joiner.add(report, [told(each, kind) for each in held])
    for pair in near:
        joiner.near(*pair)
    joiner.settle()
    return joiner, index


def told(identifier: int, kind: str = "phone", whose: Whose = Whose.SUSPECT) -> Told:
    return Told(identifier=identifier, kind=kind, whose=whose)


def together(index: MemoryIndex, one: int, other: int) -> bool:
    networks = index.networks()
    return networks[one] == networks[other]


def test_reports_that_share_an_identifier_are_one_network_named_by_the_earliest() -> None:
    _, index = linked({7: [1], 3: [1, 2], 9: [2], 5: [4]})

    assert index.networks() == {3: 3, 5: 5, 7: 3, 9: 3}


def test_an_identifier_of_unrelated_reports_is_a_hub_and_joins_none_of_them() -> None:
    _, few = linked({each: [1, 10 + each] for each in range(5)})
    _, many = linked({each: [1, 10 + each] for each in range(33)})

    assert (few.states()[1], many.states()[1]) == (State.SCATTERED, State.HUB)
    assert [len(set(each.networks().values())) for each in (few, many)] == [5, 33]


def test_a_core_that_holds_enough_of_few_unrelated_reports_vouches_for_what_they_mention() -> None:
    reports = {each: [1, 10 + each] for each in range(6)}
    core = {0: [1, 10, 50], 1: [1, 11, 51], 9: [10, 50, 11, 51]}

    _, apart = linked(reports | {0: core[0], 1: core[1]})
    _, vouched = linked(reports | core)

    assert len(set(apart.networks().values())) == 6
    assert vouched.states()[1] is State.SCATTERED
    assert set(vouched.networks().values()) == {0}


def test_a_core_vouches_from_the_report_that_makes_it_and_for_reports_that_come_later() -> None:
    unrelated = {each: [1, 10 + each] for each in range(6)}
    joiner, index = linked(unrelated | {0: [1, 10, 50], 1: [1, 11, 51]})
    before = set(index.networks().values())

    joiner.add(9, [told(each) for each in (10, 50, 11, 51)])
    joiner.settle()
    made = set(index.networks().values())
    joiner.add(12, [told(1), told(60)])
    joiner.settle()

    assert (len(before), made) == (6, {0})
    assert index.networks()[12] == 0


def test_fewer_unrelated_reports_are_held_together_by_what_they_mention_unless_asked() -> None:
    reports = {each: [1, 10 + each] for each in range(3)}

    _, trusted = linked(reports)
    _, asked = linked(reports, limits=Limits(few=frozenset({3})))

    assert set(trusted.networks().values()) == {0}
    assert len(set(asked.networks().values())) == 3


def test_an_identifier_that_is_all_that_its_reports_mention_still_joins_them() -> None:
    _, index = linked({each: [1] for each in range(40)})

    assert set(index.networks().values()) == {0}


def test_an_identifier_of_reports_that_share_more_is_no_hub() -> None:
    _, index = linked({each: [1, 10 + each % 3] for each in range(30)})

    assert set(index.networks().values()) == {0}


def test_a_hub_becomes_one_and_ceases_to_be_one_as_its_reports_come_and_go() -> None:
    joiner, index = linked({each: [1, 10 + each] for each in range(4)})
    before = set(index.networks().values())

    joiner.add(4, [told(1), told(14)])
    joiner.settle()
    flipped = len(set(index.networks().values()))
    joiner.erase(4)
    joiner.settle()

    assert (before, flipped) == ({0}, 5)
    assert set(index.networks().values()) == {0}


def test_a_mistyped_hub_joins_nothing() -> None:
    hub = {each: [1, 100 + each] for each in range(33)}

    _, index = linked({**hub, 50: [2], 51: [2]}, near=[(1, 2)])

    assert index.states()[2] is State.SLIP
    assert not together(index, 50, 51)


def test_what_is_near_a_shared_identifier_joins_again_when_no_report_mentions_that() -> None:
    joiner, index = linked({1: [5], 2: [5], 3: [6]}, near=[(5, 6)])

    joiner.mark(6, Mark.SHARED)
    joiner.settle()
    apart = dict(index.networks())
    joiner.erase(3)
    joiner.settle()

    assert apart == {1: 1, 2: 2, 3: 3}
    assert dict(index.networks()) == {1: 1, 2: 1}


def test_a_contact_that_a_reporter_gave_as_their_own_joins_nothing() -> None:
    joiner, index = linked({1: [5], 2: [5]})

    joiner.add(3, [told(5, whose=Whose.REPORTER)])
    joiner.settle()

    assert not together(index, 1, 2)


def test_one_identifier_joins_no_two_bodies_and_two_do() -> None:
    other = shifted(BODY, 50)

    _, one = linked({**BODY, **other, 3: (*BODY[3], 1), 53: (*other[53], 1)})
    _, two = linked(
        {**BODY, **other, 3: (*BODY[3], 1), 53: (*other[53], 1), 4: (*BODY[4], 2)}
        | {54: (*other[54], 2)}
    )

    assert not together(one, 0, 50)
    assert together(two, 0, 50)


def test_a_loose_report_goes_with_the_body_that_most_ties_it_and_joins_no_two() -> None:
    _, index = linked({**BODY, **shifted(BODY, 50), 99: [100, 101, 602]})

    assert together(index, 99, 0)
    assert not together(index, 99, 50)


def test_a_clump_joins_no_two_bodies_unless_an_offenders_identifier_is_in_it() -> None:
    other = shifted(BODY, 50)
    clump = {97: [100, 1], 98: [107, 1], 99: [600, 1]}
    joiner, index = linked({**BODY, **other, **clump})
    before = (together(index, 0, 99), together(index, 0, 50))

    joiner.mark(600, Mark.OFFENDER)
    joiner.settle()

    assert before == (True, False)
    assert together(index, 0, 50)


def test_an_offenders_identifier_joins_even_two_bodies() -> None:
    other = shifted(BODY, 50)
    joiner, index = linked({**BODY, **other, 3: (*BODY[3], 1), 53: (*other[53], 1)})

    joiner.mark(1, Mark.OFFENDER)
    joiner.settle()

    assert together(index, 0, 50)


def test_taking_a_mark_away_restores_what_was() -> None:
    joiner, index = linked({1: [5], 2: [5], 3: [5]})
    before = dict(index.networks())

    joiner.mark(5, Mark.SHARED)
    joiner.settle()
    marked = dict(index.networks())
    joiner.mark(5, None)
    joiner.settle()

    assert marked == {1: 1, 2: 2, 3: 3}
    assert dict(index.networks()) == before


@pytest.mark.parametrize(
    ("kind", "reports", "joined"),
    [
        ("account", {1: [5], 2: [6]}, True),
        ("phone", {1: [5], 2: [6]}, False),
        ("phone", {1: [5, 9], 2: [6, 9], 3: [9, 11], 4: [9, 12], 5: [9, 13], 6: [9, 14]}, True),
    ],
)
def test_near_identifiers_join_where_chance_makes_none_alike_or_with_more_beside_them(
    kind: str, reports: Reports, joined: bool
) -> None:
    _, index = linked(reports, near=[(5, 6)], kind=kind)

    assert together(index, 1, 2) is joined


def test_a_judgement_joins_or_parts_whatever_the_evidence_and_can_be_withdrawn() -> None:
    joiner, index = linked({1: [5], 2: [5, 6], 3: [6], 4: [7]})
    before = dict(index.networks())

    joiner.judge(3, 4, Verdict.SAME)
    joiner.judge(1, 3, Verdict.DIFFERENT)
    joiner.settle()
    judged = dict(index.networks())
    joiner.judge(3, 4, None)
    joiner.judge(1, 3, None)
    joiner.settle()

    assert judged[3] == judged[4] != judged[1]
    assert dict(index.networks()) == before


def test_chance_is_put_at_one_in_a_million() -> None:
    assert [beyond_chance(32, share) for share in (0.0, 0.001, 0.01, 0.06)] == [2, 4, 6, 12]


def test_what_is_settled_again_without_change_changes_nothing() -> None:
    joiner, _ = linked(BODY)

    changes = joiner.settle()

    assert (changes.networks, changes.states) == ({}, {})
