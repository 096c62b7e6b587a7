"""Staff and cases for tests: accounts of each role, browsers signed in, reports to work on."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from tests.web.sessions import sign_in

from fielding.access.roles import Actor, Role
from fielding.app.decide_case import decide_case
from fielding.app.follow_case import REPORTER, ask_for_review
from fielding.app.open_case import open_case
from fielding.app.ports import Hub
from fielding.app.receive_case import Acknowledged, Received, receive_case
from fielding.cases.deciding import DecisionForm
from fielding.store.accounts import (
    AUTHORITY,
    FIRM,
    PUBLIC_BODY,
    NewPerson,
    actor_for,
    add_person,
)
from fielding.store.models import Organisation, Person
from fielding.testing.plain_answers import plain_answers

HOST = "localhost"
EXPLANATION = "We looked at every answer twice and found that nobody was deceived here at all."
BEGUN = date(2026, 1, 1)
PASSWORD = "three random words"
_ORGANISATIONS = {
    "first-firm": FIRM,
    "second-firm": FIRM,
    "west-yorkshire": PUBLIC_BODY,
    "kent": PUBLIC_BODY,
    "the-authority": AUTHORITY,
}


@pytest.fixture
def person(hub: Hub) -> Callable[..., Person]:
    """Make an account: `person("ann", Role.ASSESSOR, "first-firm")`."""

    def make(handle: str, role: Role, organisation: str | None = None) -> Person:
        if organisation:
            Organisation.objects.get_or_create(
                slug=organisation,
                defaults={
                    "name": organisation.replace("-", " ").title(),
                    "kind": _ORGANISATIONS[organisation],
                    "begun": BEGUN,
                },
            )
        new = NewPerson(handle=handle, role=role, organisation=organisation)
        return add_person(new, password=PASSWORD, begun=BEGUN)

    return make


@pytest.fixture
def client(hub: Hub) -> Client:
    """A browser in which nobody is signed in."""
    return Client(SERVER_NAME=HOST)


@pytest.fixture
def session_of(hub: Hub) -> Callable[..., Client]:
    """Give a browser whose session was signed in: by password and code, or as the test says."""

    def make(user: User, *methods: str, seconds_ago: float = 0) -> Client:
        at = hub.clock.now().timestamp() - seconds_ago
        return sign_in(Client(SERVER_NAME=HOST), user, at, *methods)

    return make


@pytest.fixture
def signed_in(
    person: Callable[..., Person], session_of: Callable[..., Client]
) -> Callable[..., Client]:
    """Make an account, and a browser in which it is signed in with a second factor."""

    def make(handle: str, role: Role, organisation: str | None = None) -> Client:
        return session_of(person(handle, role, organisation).user)

    return make


@pytest.fixture
def actor(person: Callable[..., Person]) -> Callable[..., Actor]:
    """Make an account, and give the actor it acts as."""

    def make(handle: str, role: Role, organisation: str | None = None) -> Actor:
        return actor_for(person(handle, role, organisation))

    return make


#: Nothing urgent, no points, and a place that lies in one force's area.
_QUIET: dict[str, object] = {
    "police-told": "not-yet",
    "suspect-known": "unknown",
    "reporting-for": "myself",
    "safe-contact": "yes",
    "postcode": "LS1 3EX",
}


@pytest.fixture
def report(hub: Hub) -> Callable[..., Acknowledged]:
    """Make a report to the first service that the public can report to."""
    service = next(one for one in hub.services.in_force() if one.pages)

    def make(**told: object) -> Acknowledged:
        answers = plain_answers(service, **{**_QUIET, **told})
        key = hub.random.bytes(8).hex()
        received = Received(service=service.code, answers=answers, door="web", key=key)
        return receive_case(hub, REPORTER, received)

    return make


@pytest.fixture
def referred(
    hub: Hub, report: Callable[..., Acknowledged], actor: Callable[..., Actor]
) -> Callable[..., tuple[str, str]]:
    """Make a report and refer it to a body; gives the case and the referral."""
    decider = actor("decider", Role.ASSESSOR, "first-firm")

    def make(recipient: str, **told: object) -> tuple[str, str]:
        case = report(**told).case
        form = DecisionForm(decision="refer", reason="urgent", code="NFIB3A", recipient=recipient)
        decide_case(hub, decider, case, form)
        opened = open_case(hub, decider, case, purpose="assess")
        return case, next(iter(opened.standing.case.referrals))

    return make


@pytest.fixture
def in_review(
    hub: Hub, report: Callable[..., Acknowledged], actor: Callable[..., Actor]
) -> Callable[[], str]:
    """Make a report that was dismissed by the first firm, and whose reporter asked for a review."""
    decider = actor("dismisser", Role.ASSESSOR, "first-firm")

    def make() -> str:
        made = report()
        form = DecisionForm(
            decision="dismiss",
            reason="no-crime",
            considered=("answers",),
            explanation=EXPLANATION,
        )
        decide_case(hub, decider, made.case, form)
        ask_for_review(hub, made.reference, made.code, "You did not read what I wrote")
        return made.case

    return make
