"""The desk at which the demonstration's books are written: who acts, when, and on which ledger."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fielding.access.roles import Actor
from fielding.app.ports import Hub, Receipt
from fielding.app.read_figures import Bookkeeper
from fielding.ledger.entry import Kept
from fielding.simulation.life import SimulatedClock
from fielding.store.queries.entries import PostgresEntries
from fielding.wiring.demonstration_accounts import ACCOUNTS
from fielding.wiring.sequencing import sequence_until

#: How long the ledger may take to give everything that was simulated its place.
PATIENCE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A hub that marks everything synthetic, with a clock that is set to the past."""

    hub: Hub
    clock: SimulatedClock
    bookkeeper: Bookkeeper
    now: datetime

    def at(self, moment: datetime) -> Hub:
        """Set the clock, never past the present, and give the hub."""
        self.clock.moment = min(moment, self.now)
        return self.hub

    def seen(self, kept: Kept) -> None:
        """Wait until an entry is under a checkpoint, so that figures know of it."""
        deadline = time.monotonic() + PATIENCE.total_seconds()
        while not isinstance(self.hub.proofs.prove(kept.entry.id), Receipt):
            if time.monotonic() > deadline:
                raise TimeoutError(kept.entry.id)


def a_desk(hub: Hub) -> Desk:
    """Set up a desk over a hub."""
    now = hub.clock.now()
    clock = SimulatedClock(now)
    marked = replace(hub, clock=clock, synthetic=True)
    bookkeeper = Bookkeeper(marked, PostgresEntries())
    return Desk(hub=marked, clock=clock, bookkeeper=bookkeeper, now=now)


def actor(handle: str) -> Actor:
    """Act as an account of the demonstration."""
    account = next(one for one in ACCOUNTS if one.handle == handle)
    return Actor(
        name=handle,
        role=account.role,
        firm=account.organisation,
        contract=account.contract or None,
    )


@contextmanager
def sequencer_at_work(desk: Desk, first: Kept) -> Iterator[None]:
    """Have a sequencer at work: the hub's own if it runs, or else one for as long as this takes."""
    if isinstance(desk.hub.proofs.prove(first.entry.id), Receipt):
        yield
        return
    stop = threading.Event()
    thread = threading.Thread(target=sequence_until, args=(stop.is_set,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
