"""A ledger with some history in it, and staff who look at its figures."""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random

import pytest
from django.contrib.auth.models import User
from django.test import Client

from fielding.access.roles import SYSTEM, Role
from fielding.app.ports import Hub, Written
from fielding.app.standing import stand
from fielding.cases.history import fold_case
from fielding.ledger.entry import Kept
from fielding.store.accounts import AUTHORITY, NewPerson, add_organisation, add_person
from fielding.testing.histories import SERVICES, random_log
from fielding.wiring.figures import bookkeeper

HOST = "localhost"


@pytest.fixture
def keep(hub: Hub, sequence: Callable[[], int]) -> Callable[[Sequence[Kept]], None]:
    """Keep histories in the ledger and sequence them."""

    def kept(log: Sequence[Kept]) -> None:
        histories: dict[str, list[Kept]] = {}
        for one in log:
            histories.setdefault(one.entry.subject.removeprefix("case/"), []).append(one)
        with hub.store.transaction(SYSTEM) as tx:
            for case, history in histories.items():
                service = hub.services.by_digest(history[0].entry.definition)
                folded = fold_case(history)
                standing = stand(service, folded, history, hub.workdays.of("england"))
                tx.keep(
                    [
                        Written(
                            new=tuple(history),
                            blobs={},
                            standing=standing,
                            key=tx.new_case_key(case),
                        )
                    ]
                )
        while sequence():
            pass

    bookkeeper.cache_clear()
    return kept


@pytest.fixture
def history(keep: Callable[[Sequence[Kept]], None]) -> list[Kept]:
    """Forty random reports of the first service, real and synthetic ones."""
    log = random_log(Random(4), SERVICES["fraud"], 40)
    keep(log)
    return log


@pytest.fixture
def session_of(hub: Hub) -> Callable[[str], Client]:
    """Sign somebody in, in a role."""

    def make(role: str) -> Client:
        organisation = f"the-{role}s"
        add_organisation(organisation, organisation, AUTHORITY, begun=date(2026, 1, 1))
        new = NewPerson(handle=f"one-{role}", role=Role(role), organisation=organisation)
        user = add_person(new, password="three random words", begun=date(2026, 1, 1)).user
        return sign_in(hub, user)

    return make


def sign_in(hub: Hub, user: User) -> Client:
    client = Client(SERVER_NAME=HOST)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    at = hub.clock.now().timestamp()
    session["account_authentication_methods"] = [
        {"method": method, "at": at} for method in ("password", "mfa")
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.fixture
def overseer(session_of: Callable[[str], Client]) -> Client:
    """An overseer's browser."""
    return session_of("overseer")
