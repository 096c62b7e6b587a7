"""Staff for tests: accounts of each role, and browsers in which they are signed in."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from fielding.access.roles import Actor, Role
from fielding.app.ports import Hub
from fielding.store.accounts import (
    AUTHORITY,
    FIRM,
    PUBLIC_BODY,
    NewPerson,
    actor_for,
    add_person,
)
from fielding.store.models import Organisation, Person

HOST = "localhost"
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
        client = Client(SERVER_NAME=HOST)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        at = hub.clock.now().timestamp() - seconds_ago
        session["account_authentication_methods"] = [
            {"method": method, "at": at} for method in methods or ("password", "mfa")
        ]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

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
