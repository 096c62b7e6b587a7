"""What linking misses, corrected by simulated caseloads whose truth is known.

Linking is here the best that identifiers allow: reports of one group are together if a chain of
shared identifiers leads from one to the other. It finds about a quarter too few groups.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from fielding.oversight.linking.correcting import CorrectedEffects, Twin, correct
from fielding.oversight.linking.cross_force import Effects
from fielding.oversight.shares import CannotCompute
from fielding.simulation.linking.groups import draw_reports
from fielding.simulation.linking.joining import effects_drawn
from fielding.simulation.linking.mixture import Mixture
from fielding.simulation.linking.naming import Truth, draw_mentions

pytestmark = pytest.mark.slow

COUNT, KNOWN_AT = 50_000, 3
UNSEEN = (0, 1)


def _twin(seed: int, mixture: Mixture) -> Twin:
    rng = np.random.default_rng(seed)
    reports = draw_reports(rng, mixture, COUNT)
    mentions = draw_mentions(rng, mixture, reports)
    joins = np.isin(mentions.truth[mentions.identifier], [Truth.GROUP, Truth.OWN])
    places = (mentions.report[joins], COUNT + mentions.identifier[joins])
    size = COUNT + len(mentions.kind)
    held = coo_matrix((np.ones(len(places[0])), places), shape=(size, size))
    networks = connected_components(held, directed=False)[1][:COUNT]
    return Twin(
        found=effects_drawn(networks, reports.force, KNOWN_AT),
        true=effects_drawn(reports.group, reports.force, KNOWN_AT),
    )


@pytest.fixture(scope="module")
def twins() -> list[Twin]:
    return [_twin(seed, Mixture()) for seed in range(100, 106)]


@pytest.fixture(scope="module", params=UNSEEN)
def unseen(request: pytest.FixtureRequest) -> Twin:
    return _twin(request.param, Mixture())


def _corrected(found: Effects, twins: list[Twin]) -> CorrectedEffects:
    corrected = correct(found, twins)
    assert isinstance(corrected, CorrectedEffects)
    return corrected


def test_effects_are_near_the_truth_in_worlds_nobody_has_seen(
    unseen: Twin, twins: list[Twin]
) -> None:
    corrected = _corrected(unseen.found, twins)

    assert corrected.joined.likely == pytest.approx(unseen.true.joined, rel=0.02)
    for name in ("alone", "counted_again", "invisible", "joined"):
        likely, true = getattr(corrected, name).likely, getattr(unseen.true, name)
        # By chance alone; with 200,000 reports all are within 2 % (docs/linking/cross-force.md).
        assert likely == pytest.approx(true, rel=0.035), name
        assert getattr(unseen.found, name) < 0.9 * true, name


def test_the_corrected_effects_still_add_up(unseen: Twin, twins: list[Twin]) -> None:
    of = _corrected(unseen.found, twins)

    assert of.joined.likely == of.alone.likely - of.counted_again.likely + of.invisible.likely


def test_what_linking_finds_wholly_is_not_corrected(unseen: Twin, twins: list[Twin]) -> None:
    perfect = [Twin(found=twin.true, true=twin.true) for twin in twins]

    of = _corrected(unseen.true, perfect)

    assert (of.joined.found, of.joined.likely) == (unseen.true.joined, unseen.true.joined)
    assert of.joined.between.low == of.joined.between.high == unseen.true.joined


def test_too_few_twins_correct_nothing(unseen: Twin, twins: list[Twin]) -> None:
    assert isinstance(correct(unseen.found, twins[:3]), CannotCompute)


def test_twins_of_another_rule_correct_nothing(unseen: Twin, twins: list[Twin]) -> None:
    other = replace(unseen.found, known_at=5)

    assert isinstance(correct(other, twins), CannotCompute)


def test_twins_of_another_size_correct_nothing(unseen: Twin, twins: list[Twin]) -> None:
    said = correct(replace(unseen.found, reports=2 * COUNT), twins)

    assert isinstance(said, CannotCompute)
    assert "twins have 50,000 reports each, and these are 100,000" in said.because


def test_twins_of_an_unlike_world_correct_nothing(twins: list[Twin]) -> None:
    lonely = _twin(1, Mixture(one_off=0.8))

    said = correct(lonely.found, twins)

    assert isinstance(said, CannotCompute)
    assert "the twins do not show" in said.because


def test_a_figure_that_one_of_the_twins_shows_as_often_is_not_unlike() -> None:
    told = (20, 36, 6, 11)
    twins = [Twin(found=_few(again), true=_few(again + 2)) for again in told]

    assert isinstance(correct(_few(33), twins), CorrectedEffects), "1.8 times their mean"
    assert isinstance(correct(_few(37), twins), CannotCompute)


def test_a_twin_of_which_linking_finds_nothing_corrects_nothing() -> None:
    told = [(0, 2), (3, 4), (4, 6), (5, 7)]
    twins = [Twin(found=_few(found), true=_few(true)) for found, true in told]

    said = correct(_few(3), twins)

    assert isinstance(said, CannotCompute)
    assert "twins linking finds none of the groups counted again that there are" in said.because
    assert "from fewer reports on" in said.because


def test_what_is_likely_lies_in_its_range_where_the_effects_are_mixed_otherwise() -> None:
    told = [(30, 61), (31, 60), (29, 62), (30, 60)]
    twins = [Twin(found=_few(6, one), true=_few(7, true)) for one, true in told]

    of = _corrected(_few(6, 24), twins)

    for figure in (of.alone, of.counted_again, of.invisible, of.joined):
        assert figure.between.low <= figure.likely <= figure.between.high


def test_what_is_not_there_is_not_corrected_and_no_fault_of_the_twins() -> None:
    said = correct(_few(0), [Twin(found=_few(0), true=_few(1))] * 4)

    assert isinstance(said, CannotCompute)
    assert said.because == "there are no groups counted again here that could be corrected"


def _few(counted_again: int, invisible: int = 30) -> Effects:
    return Effects(
        known_at=3, reports=2_000, alone=60, counted_again=counted_again, invisible=invisible
    )
