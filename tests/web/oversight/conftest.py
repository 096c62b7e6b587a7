"""A ledger with some history in it, and staff who look at its figures."""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random

import pytest
from django.test import Client
from tests.web.sessions import sign_in

from fielding.access.roles import SYSTEM, Role
from fielding.app.ports import Hub, Written
from fielding.app.standing import stand
from fielding.cases.history import fold_case
from fielding.ledger.entry import Kept
from fielding.store.accounts import AUTHORITY, NewPerson, add_organisation, add_person
from fielding.testing.histories import SERVICES, random_log
from fielding.wiring.figures import bookkeeper

HOST = "localhost"


Keep = Callable[[Sequence[Kept]], None]


@pytest.fixture
def insert(hub: Hub) -> Keep:
    """Insert histories into the ledger, in their order, without indexes."""

    def inserted(log: Sequence[Kept]) -> None:
        histories: dict[str, list[Kept]] = {}
        for one in log:
            histories.setdefault(one.entry.subject.removeprefix("case/"), []).append(one)
        with hub.store.transaction(SYSTEM) as tx:
            for case, history in histories.items():
                service = hub.services.by_digest(history[0].entry.definition)
                workday = hub.workdays.of("england")
                standing = stand(service, fold_case(history), history, workday)
                key = tx.new_case_key(case)
                tx.keep([Written(new=tuple(history), blobs={}, standing=standing, key=key)])

    bookkeeper.cache_clear()
    return inserted


@pytest.fixture
def keep(insert: Keep, sequence: Callable[[], int]) -> Keep:
    """Insert histories, and sequence them."""

    def kept(log: Sequence[Kept]) -> None:
        insert(log)
        while sequence():
            pass

    return kept


@pytest.fixture
def told() -> list[Kept]:
    """Forty random reports, real and synthetic ones."""
    return random_log(Random(4), SERVICES["fraud"], 40)


@pytest.fixture
def history(keep: Keep, told: list[Kept]) -> list[Kept]:
    """A ledger that holds them."""
    keep(told)
    return told


@pytest.fixture
def session_of(hub: Hub) -> Callable[[str], Client]:
    """Sign somebody in, in a role."""

    def make(role: str) -> Client:
        organisation = f"the-{role}s"
        add_organisation(organisation, organisation, AUTHORITY, begun=date(2026, 1, 1))
        new = NewPerson(handle=f"one-{role}", role=Role(role), organisation=organisation)
        user = add_person(new, password="three random words", begun=date(2026, 1, 1)).user
        return sign_in(Client(SERVER_NAME=HOST), user, hub.clock.now().timestamp())

    return make


@pytest.fixture
def overseer(session_of: Callable[[str], Client]) -> Client:
    """An overseer's browser."""
    return session_of("overseer")
