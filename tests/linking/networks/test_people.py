"""Likely one person and the same words: what they speak for, and what they never do alone."""

from tests.linking.networks.explaining import explain

from fielding.linking.joining import Told
from fielding.linking.mentions import Whose
from fielding.linking.networks.evidence import Reason
from fielding.linking.networks.joiner import Joiner
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.people import PERSON, person_of
from fielding.linking.networks.standing import State
from fielding.testing.link_index import MemoryIndex

SAME, OTHER = 0x0102_0304_0506_0708, 0x1112_1314_1516_1718


def _person(report: int) -> Told:
    return Told(identifier=person_of(report), kind=PERSON, whose=Whose.SUSPECT)


def _phone(identifier: int) -> Told:
    return Told(identifier=identifier, kind="phone", whose=Whose.SUSPECT)


def _two_likely_one() -> tuple[Joiner, MemoryIndex]:
    index = MemoryIndex()
    joiner = Joiner(index)
    for report in (1, 2):
        joiner.add(report, [_person(report)])
    joiner.near(person_of(1), person_of(2))
    return joiner, index


def test_likely_one_person_is_never_enough() -> None:
    joiner, index = _two_likely_one()
    joiner.word(1, SAME)
    joiner.word(2, OTHER)

    joiner.settle()

    assert index.networks() == {1: 1, 2: 2}


def test_likely_one_person_joins_beside_the_same_words_until_likely_no_more() -> None:
    joiner, index = _two_likely_one()
    for report in (1, 2):
        joiner.word(report, SAME)
    joiner.settle()
    joined = index.networks()
    found = explain(index, Limits(), 2)

    joiner.apart(person_of(1), person_of(2))
    joiner.settle()

    assert joined == {1: 1, 2: 1}
    assert [step.reason for step in found.steps] == [Reason.PERSON]
    assert index.networks() == {1: 1, 2: 2}


def test_likely_one_person_joins_beside_a_hub_that_both_mention() -> None:
    joiner, index = _two_likely_one()
    for report in range(1, 8):
        joiner.add(report, [_phone(100), _phone(200 + report)])

    joiner.settle()

    assert index.states()[100] is State.SCATTERED
    assert index.networks() == {1: 1, 2: 1} | {each: each for each in range(3, 8)}


def test_the_same_words_are_no_second_piece_of_evidence_for_near_numbers() -> None:
    index = MemoryIndex()
    joiner = Joiner(index)
    for report in (1, 2):
        joiner.add(report, [_phone(100 + report)])
        joiner.word(report, SAME)
    joiner.near(101, 102)

    joiner.settle()

    assert index.networks() == {1: 1, 2: 2}


def test_persons_make_no_hub_of_a_number_whose_reports_mention_nothing_else() -> None:
    index = MemoryIndex()
    joiner = Joiner(index)
    for report in range(10):
        joiner.add(report, [_phone(100), _person(report)])

    joiner.settle()

    assert index.states()[100] is State.JOINS
    assert set(index.networks().values()) == {0}
