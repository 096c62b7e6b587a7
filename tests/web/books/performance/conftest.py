"""A ledger with three months of work under a contract, some of it made to look better."""

from collections.abc import Callable

import pytest
from tests.web.books.chain.conftest import insert

from fielding.app.ports import Hub
from fielding.simulation.books.measuring import Truth, Year, simulate_measures
from fielding.simulation.books.scribe import Scribe
from fielding.testing.histories import SERVICES
from fielding.wiring.figures import bookkeeper

YEAR = Year(handlers=10, cases=6, late=0.1, paused=2, rushed=1, apart=1.0)


@pytest.fixture
def simulated(request: pytest.FixtureRequest) -> tuple[Scribe, Truth]:
    """The usual months, or those that a test asks for."""
    return simulate_measures(SERVICES["fraud"], 7, getattr(request, "param", YEAR))


@pytest.fixture
def measured(hub: Hub, sequence: Callable[[], int], simulated: tuple[Scribe, Truth]) -> Truth:
    """The ledger under a checkpoint."""
    insert(hub, simulated[0])
    while sequence():
        pass
    bookkeeper.cache_clear()
    return simulated[1]


@pytest.fixture
def at_work(hub: Hub, sequencing: None, simulated: tuple[Scribe, Truth]) -> Hub:
    """The same ledger in a hub that goes on working."""
    insert(hub, simulated[0])
    hub.proofs.prove(simulated[0].log[-1].entry.id)
    bookkeeper.cache_clear()
    return hub
