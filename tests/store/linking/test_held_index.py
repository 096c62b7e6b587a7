"""The joiner's index in memory gives the rules what the plainest index gives them."""

from random import Random

import pytest
from tests.linking.networks.test_histories import STEPS, at_once

from fielding.linking.joining import Told
from fielding.linking.mentions import Whose
from fielding.linking.networks.joiner import Joiner
from fielding.linking.networks.lots import lot_of
from fielding.store.linking import held_index
from fielding.store.linking.held_index import HeldIndex
from fielding.testing.link_histories import LOW, History, kind_of

#: A number that no report of a history has.
BEFORE_ALL = -1


@pytest.mark.parametrize("seed", range(25))
def test_any_history_leaves_the_networks_that_all_worked_out_at_once_have(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So low that samples are drawn anew again and again.
    monkeypatch.setattr(held_index, "SAMPLED", LOW.sample)
    random = Random(seed)
    index = HeldIndex()
    identifiers = random.choice((10, 20, 40))
    index.tell(
        BEFORE_ALL,
        [
            Told(identifier=each, kind=kind_of(each), whose=Whose.SUSPECT)
            for each in range(identifiers)
        ],
    )
    index.drop(BEFORE_ALL)
    joiner = Joiner(index, LOW, 5)
    history = History(random=random, joiner=joiner, identifiers=identifiers)
    kept: dict[int, int] = {}

    for _ in range(STEPS):
        history.step()
        joiner.settle()
        if random.random() < 0.3:
            joiner.catch_up()
        kept |= {report: place.network for report, place in index.take_unkept().places.items()}
        kept = {report: network for report, network in kept.items() if report in history.reports}
    joiner.catch_up()
    kept |= {report: place.network for report, place in index.take_unkept().places.items()}

    filed = at_once(history)[0]
    networks = {report: each.place.network for report, each in filed.items()}
    assert index.filed(history.reports) == filed
    assert {report: kept.get(report, report) for report in history.reports} == networks


@pytest.mark.parametrize("seed", range(10))
def test_a_sample_is_always_the_reports_with_the_lowest_lots(seed: int) -> None:
    random = Random(seed)
    index = HeldIndex()
    there: set[int] = set()
    told = [Told(identifier=1, kind="phone", whose=Whose.SUSPECT)]

    for _ in range(400):
        report = random.randrange(300)
        if report in there and random.random() < 0.5:
            index.drop(report)
            there.discard(report)
        else:
            index.tell(report, told)
            there.add(report)

    lowest = sorted(there, key=lot_of)[:32]
    assert [each.report for each in index.sampled([1], 32)[1]] == lowest
    assert index.standings([1])[1].reports == len(there)
