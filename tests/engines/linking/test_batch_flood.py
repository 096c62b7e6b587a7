"""Reports that list very many look-alikes, all at once: joined as ever, in bounded memory."""

from typing import Any

import numpy as np
import pytest

from fielding.engines.linking import batch_near
from fielding.engines.linking.batch import Said, network_all
from fielding.engines.linking.batch_arrays import Mentions, Rows
from fielding.linking.networks.limits import Limits

#: Look-alikes that one report lists; reports that do so.
LISTED, REPORTS = 24, 4
AT_ONCE = 5_000


def test_look_alikes_of_a_flood_are_looked_through_in_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = np.arange(LISTED * REPORTS)
    none = np.zeros(len(held), np.bool_)
    mentions = Mentions(report=held // LISTED, identifier=held, own=none, wide=none)
    near = np.array([(one, other) for one in held for other in held if one < other])
    spread, at_once = Rows.spread, list[int]()

    def counted(rows: Rows, groups: Any) -> Any:
        found = spread(rows, groups)
        at_once.append(len(found[0]))
        return found

    monkeypatch.setattr(Rows, "spread", counted)
    monkeypatch.setattr(batch_near, "PAIRS", 100)
    monkeypatch.setattr(batch_near, "AT_ONCE", AT_ONCE)
    found = network_all(np.arange(REPORTS), mentions, near, Said(), Limits())

    assert set(found.network.tolist()) == {0}
    assert max(at_once) <= 2 * AT_ONCE
