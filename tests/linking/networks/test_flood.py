"""Reports that list very many look-alikes: placed as ever, without weighing each pair of them."""

from collections.abc import Collection, Mapping

import pytest
from tests.linking.networks.test_histories import STEPS, a_history, at_once

from fielding.linking.joining import Told
from fielding.linking.mentions import Whose
from fielding.linking.networks import evidence
from fielding.linking.networks.joiner import Joiner
from fielding.linking.networks.standing import Standing
from fielding.testing.link_index import MemoryIndex

#: Look-alikes that one report lists.
LISTED = 40


class Counting(MemoryIndex):
    """An index that counts how often it is asked how an identifier stands."""

    asked = 0

    def standings(self, identifiers: Collection[int]) -> Mapping[int, Standing]:
        self.asked += len(identifiers)
        return super().standings(identifiers)


def test_a_report_of_many_look_alikes_asks_for_few_more_than_it_lists() -> None:
    index = Counting()
    joiner = Joiner(index)

    for report in range(3):
        listed = range(report * LISTED, (report + 1) * LISTED)
        told = [Told(identifier=one, kind="email", whose=Whose.SUSPECT) for one in listed]
        joiner.add(report, told)
        for one in listed:
            for other in range(one):
                joiner.near(one, other)
        index.asked = 0
        joiner.settle()

    assert set(index.networks().values()) == {0}
    assert index.asked < 100 * LISTED


@pytest.mark.parametrize("seed", range(12))
def test_look_alikes_that_are_not_gathered_join_the_same_reports(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    history, joiner, index = a_history(seed)
    for _ in range(STEPS):
        history.step()
        joiner.settle()
    expected = at_once(history)[0]

    monkeypatch.setattr(evidence, "FEW_NEAR", 0)
    found = at_once(history)[0]

    assert index.filed(history.reports) == expected == found
