"""A hub on PostgreSQL that offers the sample service, with one case sent to a council."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import psycopg
import pytest
from django.db import connection, transaction

from fielding.access.roles import Actor
from fielding.app.decide_case import decide_case
from fielding.app.ports import Hub
from fielding.app.receive_case import Acknowledged, receive_case
from fielding.store.transactions import act_as
from fielding.testing.forms import REFER, a_report
from fielding.testing.hub import ASSESSOR, REPORTER
from fielding.testing.places import MemoryPlaces
from fielding.testing.services import MemoryServices, sample_service
from fielding.wiring.hub import hub as wired_hub

Run = Callable[..., list[tuple[object, ...]]]


def offering_noise(hub: Hub) -> Hub:
    return replace(hub, services=MemoryServices([sample_service()]), places=MemoryPlaces())


@pytest.fixture
def noisy_hub(hub: Hub) -> Hub:
    return offering_noise(hub)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """One case with the north council, one with nobody."""

    sent: Acknowledged
    waiting: Acknowledged


@pytest.fixture
def cases(noisy_hub: Hub) -> Cases:
    return begin_cases(noisy_hub)


@pytest.fixture(scope="module")
def shared_cases(shared_database: str) -> Cases:
    """Two cases that no test of the module changes."""
    wired_hub.cache_clear()
    return begin_cases(offering_noise(wired_hub()))


def begin_cases(noisy_hub: Hub) -> Cases:
    sent = receive_case(noisy_hub, REPORTER, a_report(key="sent"))
    decide_case(noisy_hub, ASSESSOR, sent.case, REFER)
    waiting = receive_case(noisy_hub, REPORTER, a_report(key="waiting"))
    return Cases(sent=sent, waiting=waiting)


@pytest.fixture
def run_as() -> Run:
    """Run a statement as the web role, on behalf of an actor; nothing of it stays."""

    def run(actor: Actor | None, statement: str, **values: object) -> list[tuple[object, ...]]:
        with transaction.atomic():
            cursor = act_as(actor) if actor else _nobody()
            cursor.execute(statement.encode(), values)
            told = cursor.description is not None
            found: list[tuple[object, ...]] = cursor.fetchall() if told else [(cursor.rowcount,)]
            transaction.set_rollback(True)
        return found

    return run


def _nobody() -> psycopg.Cursor:
    connection.ensure_connection()
    return psycopg.Cursor(connection.connection)
