"""A ledger whose contract has a supplier, a firm under it, and firms that nobody disclosed."""

from collections.abc import Callable

import pytest

from fielding.access.roles import SYSTEM
from fielding.app.ports import FolioWritten, Hub, Written
from fielding.app.standing import stand
from fielding.cases.history import fold_case
from fielding.ledger.entry import Kept
from fielding.simulation.books.chains import Chain, simulate_chain
from fielding.simulation.books.scribe import Scribe
from fielding.testing.histories import SERVICES
from fielding.wiring.figures import bookkeeper

CHAIN = Chain(hidden=3, cases=40)


def insert(hub: Hub, scribe: Scribe) -> None:
    """Put what a scribe wrote into the hub's ledger, without indexes."""
    histories: dict[str, list[Kept]] = {}
    for kept in scribe.log:
        histories.setdefault(kept.entry.subject, []).append(kept)
    with hub.store.transaction(SYSTEM) as tx:
        for subject, history in histories.items():
            noun, _, name = subject.partition("/")
            if noun == "case":
                standing = stand(
                    scribe.service, fold_case(history), history, hub.workdays.of("england")
                )
                key = tx.new_case_key(name)
                tx.keep([Written(new=tuple(history), blobs={}, standing=standing, key=key)])
            else:
                begun = tx.new_folio_key(subject)
                written = FolioWritten(subject=subject, new=tuple(history), blobs={}, key=begun)
                tx.keep_folios([written])


@pytest.fixture
def worked(hub: Hub, sequence: Callable[[], int]) -> Scribe:
    """The ledger of such a contract, under a checkpoint."""
    scribe, _ = simulate_chain(SERVICES["fraud"], 7, CHAIN)
    insert(hub, scribe)
    while sequence():
        pass
    bookkeeper.cache_clear()
    return scribe


@pytest.fixture
def at_work(hub: Hub, sequencing: None) -> Hub:
    """The same ledger in a hub that goes on working."""
    scribe, _ = simulate_chain(SERVICES["fraud"], 7, CHAIN)
    insert(hub, scribe)
    hub.proofs.prove(scribe.log[-1].entry.id)
    bookkeeper.cache_clear()
    return hub
