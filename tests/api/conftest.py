"""Programs for tests: one that reports, and those of two forces; over a real database."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from fielding.access.roles import Actor, Role
from fielding.app.decide_case import decide_case
from fielding.app.follow_case import REPORTER
from fielding.app.ports import Hub
from fielding.app.receive_case import Acknowledged, Received, receive_case
from fielding.cases.deciding import DecisionForm
from fielding.definitions.service import Service
from fielding.store.accounts import (
    FIRM,
    PUBLIC_BODY,
    NewPerson,
    add_organisation,
    add_person,
    add_token,
)
from fielding.store.models import Organisation
from fielding.testing.plain_answers import plain_answers

BEGUN = date(2026, 1, 1)
FORCES = ("west-yorkshire", "kent")
ASSESSOR = Actor(name="assessor-1", role=Role.ASSESSOR, firm="first-firm")


@dataclass(slots=True)
class Program:
    """Somebody's program."""

    token: str = ""
    client: Client = field(
        default_factory=lambda: Client(
            headers={"host": "localhost"}, raise_request_exception=False, enforce_csrf_checks=True
        )
    )

    def get(self, place: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1/{place}", headers=self._headers(headers))

    def post(self, place: str, body: object = None, key: str | None = None, **headers: str) -> Any:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        known = {"Idempotency-Key": key or str(uuid4())} if key != "" else {}
        sent = "" if body is None else content
        return self.client.post(
            f"/api/v1/{place}",
            data=sent,
            content_type=headers.pop("content_type", "application/json"),
            headers=self._headers({**known, **headers}),
        )

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        known = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {**known, **{name.replace("_", "-"): value for name, value in more.items()}}


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    cache.clear()


@pytest.fixture
def service(hub: Hub) -> Service:
    """The first service that the public can report to, and that sends reports on."""
    return next(one for one in hub.services.in_force() if one.pages and one.referral.outcomes)


@pytest.fixture
def answers(service: Service) -> dict[str, object]:
    return plain_answers(service)


@pytest.fixture
def program(hub: Hub) -> Program:
    """A program without a token."""
    return Program()


@pytest.fixture
def token_for(hub: Hub) -> Callable[..., str]:
    """Make an account with a token: `token_for("ann", Role.OFFICER, "kent")`."""

    def make(handle: str, role: Role, organisation: str) -> str:
        kind = PUBLIC_BODY if organisation in FORCES else FIRM
        if not Organisation.objects.filter(slug=organisation).exists():
            add_organisation(organisation, organisation.title(), kind, begun=BEGUN)
        person = add_person(
            NewPerson(handle=handle, role=role, organisation=organisation),
            password="three random words",
            begun=BEGUN,
        )
        return add_token(person, label="polling", drawn=hub.random.bytes(24), begun=BEGUN)

    return make


@pytest.fixture
def force(token_for: Callable[..., str]) -> Program:
    """The program of an officer in West Yorkshire."""
    return Program(token_for("officer-1", Role.OFFICER, FORCES[0]))


@pytest.fixture
def other_force(token_for: Callable[..., str]) -> Program:
    """The program of an officer in Kent."""
    return Program(token_for("officer-2", Role.OFFICER, FORCES[1]))


@dataclass(slots=True)
class Desk:
    """The hub's own side: takes reports in and refers them."""

    hub: Hub
    service: Service
    sequence: Callable[[], int]

    def receives(self) -> Acknowledged:
        received = Received(
            service=self.service.code,
            answers=plain_answers(self.service),
            door="web",
            key=str(uuid4()),
        )
        done = receive_case(self.hub, REPORTER, received)
        self.sequence()
        return done

    def refers(self, recipient: str) -> Acknowledged:
        """Take a report in and refer it, all of it under a checkpoint."""
        done = self.receives()
        decision = next(d for d in self.service.decisions.values() if "recipient" in d.needs)
        table = self.service.tables[self.service.sorting.table or ""]
        form = DecisionForm(
            decision=decision.name,
            code=next(iter(table.codes)),
            reason=decision.reasons[0].code,
            recipient=recipient,
        )
        decide_case(self.hub, ASSESSOR, done.case, form)
        self.sequence()
        return done


@pytest.fixture
def desk(hub: Hub, service: Service, sequence: Callable[[], int]) -> Desk:
    return Desk(hub=hub, service=service, sequence=sequence)
