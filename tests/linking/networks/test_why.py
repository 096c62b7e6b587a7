"""Every membership is explained by a path of evidence, and every near miss by a reason."""

from random import Random

import pytest
from tests.linking.networks.explaining import explain

from fielding.linking.joining import Told
from fielding.linking.judgements.judging import Verdict
from fielding.linking.mentions import Whose
from fielding.linking.networks.evidence import Reason
from fielding.linking.networks.joiner import Joiner
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.standing import State
from fielding.linking.networks.why import JUDGED, Holding, WhyNot
from fielding.testing.link_histories import LOW, History, kind_of
from fielding.testing.link_index import MemoryIndex


def linked(reports: dict[int, list[int]], limits: Limits) -> tuple[Joiner, MemoryIndex]:
    index = MemoryIndex()
    joiner = Joiner(index, limits)
    for report, held in reports.items():
        joiner.add(
            report,
            [Told(identifier=each, kind="phone", whose=Whose.SUSPECT) for each in held],
        )
    joiner.settle()
    return joiner, index


def test_a_path_leads_step_by_step_to_the_earliest_report() -> None:
    _, index = linked({1: [5], 2: [5, 6], 3: [6], 4: [6]}, Limits())

    explained = explain(index, Limits(), 4)

    assert [(step.report, step.other, step.identifiers) for step in explained.steps] == [
        (4, 2, (6,)),
        (2, 1, (5,)),
    ]
    assert {step.reason for step in explained.steps} == {Reason.SHARED}


def two_bodies(**more: list[int]) -> dict[int, list[int]]:
    """Reports 1 to 8 and 11 to 18, each held by two identifiers; `more`: what else some mention."""
    bodies = {each: [1, 2] for each in range(1, 9)} | {each: [3, 4] for each in range(11, 19)}
    return {each: held + more.get(f"of_{each}", []) for each, held in bodies.items()}


def test_a_step_says_how_much_it_counts_and_how_much_is_needed() -> None:
    reports = two_bodies(of_7=[5], of_8=[6], of_17=[5], of_18=[6]) | {20: [3]}
    _, index = linked(reports, Limits())

    explained = explain(index, Limits(), 20)

    assert [(step.holds, step.counts, step.needed) for step in explained.steps] == [
        (Holding.SINGLE, 1, 1),
        (Holding.BODIES, 2, 2),
        (Holding.RINGS, 1, 1),
    ]


def test_a_path_goes_round_by_evidence_that_suffices_where_a_shorter_one_does_not() -> None:
    reports = two_bodies(of_1=[7], of_11=[7], of_2=[21], of_12=[31]) | {30: [21], 32: [31]}
    joiner, index = linked(reports, Limits())
    joiner.judge(30, 32, Verdict.SAME)
    joiner.settle()

    explained = explain(index, Limits(), 11)

    assert all(step.counts >= step.needed for step in explained.steps)
    assert len(explained.steps) > 1


def test_a_judgement_is_a_step_without_identifiers() -> None:
    joiner, index = linked({1: [5], 2: [6]}, Limits())
    joiner.judge(1, 2, Verdict.SAME)
    joiner.settle()

    explained = explain(index, Limits(), 2)

    assert [(step.identifiers, step.reason) for step in explained.steps] == [((), JUDGED)]


def test_the_nearest_outsider_by_a_hub_is_named_with_that_reason() -> None:
    _, index = linked({each: [1, 10 + each] for each in range(6)}, Limits())

    explained = explain(index, Limits(), 3)

    assert explained.steps == ()
    assert [(each.identifiers, each.reason) for each in explained.outsiders] == [
        ((1,), WhyNot.HUB)
    ]


def test_what_a_core_vouches_for_within_is_said_to_be_too_little_between_two_bodies() -> None:
    bodies = (*range(8), *range(20, 28))
    chain = {each: [10 * each, 10 * each + 10, 10 * each + 20] for each in bodies}
    mentioned = {each: [*chain[each], 9] for each in (0, 7, 20)}
    strangers = {each: [9, 1_000 + each] for each in range(50, 55)}
    _, index = linked({**chain, **mentioned, **strangers}, Limits())

    explained = explain(index, Limits(), 50)

    assert index.states()[9] is State.SCATTERED
    assert [step.identifiers for step in explained.steps] == [(9,)]
    assert [(each.identifiers, each.reason) for each in explained.outsiders] == [
        ((9,), WhyNot.ONE_ALONE)
    ]


def test_who_was_judged_different_is_an_outsider_by_that() -> None:
    joiner, index = linked({1: [5], 2: [5]}, Limits())
    joiner.judge(1, 2, Verdict.DIFFERENT)
    joiner.settle()

    explained = explain(index, Limits(), 1)

    assert {each.reason for each in explained.outsiders} == {WhyNot.JUDGED}


@pytest.mark.parametrize("seed", range(8))
def test_every_report_of_any_history_can_be_explained(seed: int) -> None:
    random = Random(seed)
    index = MemoryIndex()
    joiner = Joiner(index, LOW)
    index.know({each: kind_of(each) for each in range(20)})
    history = History(random=random, joiner=joiner, identifiers=20)
    for _ in range(40):
        history.step()
        joiner.settle()

    explained = {report: explain(index, LOW, report) for report in history.reports}

    networks = index.networks()
    for report, each in explained.items():
        assert (report == networks[report]) == (not each.steps)
        assert not each.steps or each.steps[-1].other == networks[report]
        assert all(networks[outsider.other] != networks[report] for outsider in each.outsiders)
