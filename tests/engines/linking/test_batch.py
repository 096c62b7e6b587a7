"""All networks at once, over arrays, are those that are kept up report by report."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from fielding.engines.linking.batch import Said, network_all
from fielding.engines.linking.batch_arrays import Mentions, arrange
from fielding.engines.linking.batch_states import common_shares, lots
from fielding.linking.judgements.marking import Mark
from fielding.linking.mentions import Whose
from fielding.linking.networks.joiner import Joiner
from fielding.linking.networks.limits import WIDE, Limits
from fielding.linking.networks.lots import lot_of
from fielding.testing.link_histories import LOW, Circles, History, kind_of, wording_of
from fielding.testing.link_index import MemoryIndex


def a_history(
    seed: int, limits: Limits = LOW, of: type[History] = History
) -> tuple[History, MemoryIndex]:
    random = Random(seed)
    index = MemoryIndex()
    joiner = Joiner(index, limits)
    history = of(random=random, joiner=joiner, identifiers=random.choice((10, 20, 40, 80)))
    index.know({each: kind_of(each) for each in range(history.identifiers)})
    for _ in range(60):
        history.step()
        joiner.settle()
    return history, index


def rows(history: History) -> Mentions:
    told = [(r, i, whose) for r, held in history.reports.items() for i, whose in held.items()]
    worded = {r: sketch for r in history.reports if (sketch := wording_of(r)) is not None}
    return Mentions(
        report=np.array([report for report, _, _ in told], np.int64),
        identifier=np.array([identifier for _, identifier, _ in told], np.int64),
        own=np.array([whose is Whose.REPORTER for _, _, whose in told], np.bool_),
        wide=np.array([kind_of(identifier) in WIDE for _, identifier, _ in told], np.bool_),
        worded=np.array(list(worded), np.int64),
        wording=np.array(list(worded.values()), np.int64),
    )


def found(history: History, limits: Limits = LOW) -> dict[int, int]:
    networks = network_all(
        np.array(sorted(history.reports), np.int64),
        rows(history),
        np.array(sorted(history.near), np.int64).reshape(-1, 2),
        Said(judgements=history.judged, marks=history.marks),
        limits,
    )
    return dict(zip(networks.reports.tolist(), networks.network.tolist(), strict=True))


@pytest.mark.parametrize("seed", range(100, 140))
def test_arrays_give_the_networks_that_were_kept_up(seed: int) -> None:
    history, index = a_history(seed)

    networks = found(history)

    assert networks == dict(index.networks())


def test_a_mark_on_what_no_report_mentions_any_more_says_nothing_of_what_is_near_it() -> None:
    told = np.array([5, 5], np.int64)
    flags = np.zeros(2, np.bool_)
    mentions = Mentions(report=np.arange(2), identifier=told, own=flags, wide=flags)
    near, said = np.array([[5, 6]], np.int64), Said(marks={6: Mark.SHARED})

    networks = network_all(np.arange(2), mentions, near, said, Limits())

    assert networks.network.tolist() == [0, 0]


@pytest.mark.parametrize("seed", range(15))
def test_arrays_give_what_cores_vouch_for_as_well(seed: int) -> None:
    limits = replace(LOW, sample=12, few=frozenset({2}))
    history, index = a_history(seed, limits, Circles)

    networks = found(history, limits)

    assert networks == dict(index.networks())


def test_what_very_many_reports_mention_vouches_only_beyond_chance_in_both_forms() -> None:
    limits = Limits(
        sample=6, part=3, slip=3, body=3, ties=2, ringing=5, common={0: 0.5, 1: 0.4}
    )
    history, index = a_history(7, limits)

    networks = found(history, limits)

    assert networks == dict(index.networks())


def test_lots_are_the_same_numbers_in_both_forms() -> None:
    reports = [0, 1, 12_345, 2**40, 2**62]

    drawn = lots(np.array(reports, np.int64))

    assert drawn.tolist() == [lot_of(report) for report in reports]


def test_nothing_gives_no_networks() -> None:
    nothing = np.zeros(0, np.int64)
    flags = np.zeros(0, np.bool_)
    mentions = Mentions(report=nothing, identifier=nothing, own=flags, wide=flags)

    networks = network_all(nothing, mentions, nothing.reshape(-1, 2), Said(), Limits())

    assert networks.network.tolist() == []


def test_common_is_what_over_one_in_1024_of_enough_reports_mention() -> None:
    def shares(reports: int, busy: int) -> dict[int, float]:
        names = np.arange(reports, dtype=np.int64)
        told = np.concatenate([names[:busy], names[:31]])
        flags = np.zeros(len(told), np.bool_)
        identifier = np.concatenate([np.full(busy, 7), np.full(31, 8)])
        mentions = Mentions(report=told, identifier=identifier, own=flags, wide=flags)
        return common_shares(arrange(mentions, names, np.zeros((0, 2), np.int64)))

    assert shares(4_000, 40) == {7: 0.01}
    assert shares(40_960, 40) == {}
    assert shares(1_999, 40) == {}
