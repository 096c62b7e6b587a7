"""A register with a contract and three firms, and somebody signed in for each role of the books."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.web.sessions import sign_in

from fielding.access.permissions import Action
from fielding.access.roles import Actor, Role
from fielding.app.books.writing import write_in_folio
from fielding.app.ports import Hub
from fielding.cases.step import Step
from fielding.ledger.entry import Kept
from fielding.store.accounts import AUTHORITY, FIRM, NewPerson, add_organisation, add_person
from fielding.store.models import Organisation
from fielding.wiring.figures import bookkeeper

HOST = "localhost"
BEGUN = date(2026, 1, 1)
MANAGER = Actor(name="authority-contract-manager", role=Role.CONTRACT_MANAGER, firm="authority")
FIRMS = {
    "heron": "Heron Response Limited",
    "egret": "Egret Contact Limited",
    "heron-two": "Heron Response plc",
}
Entering = Callable[..., Client]


@pytest.fixture
def enters(hub: Hub) -> Entering:
    """Sign somebody in: `enters("supplier", "heron")`; the same account each time."""

    def make(role: str, organisation: str = "authority") -> Client:
        handle = f"{organisation}-{role}"
        if not Organisation.objects.filter(slug=organisation).exists():
            kind = AUTHORITY if organisation == "authority" else FIRM
            name = FIRMS.get(organisation, organisation.capitalize())
            add_organisation(organisation, name, kind, begun=BEGUN)
        new = NewPerson(handle=handle, role=Role(role), organisation=organisation)
        user = add_person(new, password="three random words", begun=BEGUN).user
        return sign_in(Client(SERVER_NAME=HOST), user, hub.clock.now().timestamp())

    return make


def tell(hub: Hub, subject: str, kind: str, name: str = "", /, **facts: object) -> None:
    """Write a line of the register, and wait until pages show it."""
    hub.proofs.prove(write(hub, subject, kind, name, **facts).entry.id)


def write(hub: Hub, subject: str, kind: str, name: str = "", /, **facts: object) -> Kept:
    """Write a line of the register; pages show it once a later one is proved."""
    step = Step(kind=kind, facts=facts, sealed={"name": name} if name else {})
    return write_in_folio(
        hub, MANAGER, subject, Action.KEEP_REGISTER, lambda folio: folio.write(MANAGER, step)
    )


@pytest.fixture
def register(hub: Hub, sequencing: None) -> Hub:
    """A hub at work whose register knows an authority, three firms and a contract."""
    bookkeeper.cache_clear()
    for slug, name in {"authority": "The Authority", **FIRMS}.items():
        identifiers = [["GB-COH", f"TEST-{slug}"]]
        write(
            hub, f"organisation/{slug}", "organisation.registered", name,
            kind="firm", identifiers=identifiers,
        )  # fmt: skip
    tell(
        hub, "contract/helpline", "contract.registered", "The helpline",
        buyer="authority", supplier="heron", begins="2024-04-01",
    )  # fmt: skip
    return hub
