"""A contract for taking reports at 4.00 each, three reports taken under it, and an invoice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.books.conftest import MANAGER, Entering, tell

from fielding.access.permissions import Action
from fielding.access.roles import Actor, Role
from fielding.app.books.writing import write_in_folio
from fielding.app.ports import Hub
from fielding.app.receive_case import Received, receive_case
from fielding.engines.invoice_rules import InvoiceRules
from fielding.kernel.instants import local_day
from fielding.oversight.register.agreeing import agree_terms
from fielding.testing.bills import Billed, write_ubl
from fielding.testing.plain_answers import plain_answers
from fielding.wiring.billing import billing

HANDLER = Actor(name="handler-1", role=Role.CALL_HANDLER, firm="heron", contract="intake")
Posting = Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A hub whose contract for taking reports can be billed."""

    hub: Hub
    references: tuple[str, ...]


@pytest.fixture(autouse=True)
def _rules_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each invoice keep the rules: running them takes a process each (`tests/engines`)."""
    monkeypatch.setattr(InvoiceRules, "faults", lambda _rules, _content: ())


@pytest.fixture
def intake(register: Hub) -> Intake:
    """Register the contract and its terms, and take three reports."""
    billing.cache_clear()
    today = local_day(register.clock.now())
    tell(
        register, "contract/intake", "contract.registered", "",
        buyer="authority", supplier="heron", begins="2024-04-01", service="fraud",
    )  # fmt: skip
    since = today - timedelta(days=400)
    agreed = agree_terms(since, since, {"prices": [{"unit": "report-received", "amount": "4.00"}]})
    write_in_folio(
        register, MANAGER, "contract/intake", Action.KEEP_REGISTER,
        lambda folio: folio.write(MANAGER, agreed),
    )  # fmt: skip
    answers = plain_answers(register.services.current("fraud"))
    taken = [
        receive_case(
            register, HANDLER,
            Received(service="fraud", answers=answers, door="phone", key=f"case-{number}"),
        )
        for number in range(3)
    ]  # fmt: skip
    register.proofs.prove(taken[-1].entry)
    return Intake(hub=register, references=tuple(one.reference for one in taken))


def ubl(hub: Hub, *lines: Billed, **said: str) -> SimpleUploadedFile:
    """Write an invoice of today for the last month and today."""
    today = local_day(hub.clock.now())
    told = {
        "issued": today.isoformat(),
        "begins": (today - timedelta(days=30)).isoformat(),
        "ends": today.isoformat(),
        "contract": "intake",
        "supplier": "TEST-heron",
        **said,
    }
    return SimpleUploadedFile("invoice.xml", b"".join(write_ubl(lines, **told)))


def taken(reference: str, **said: str) -> Billed:
    """Bill one report taken."""
    return Billed(unit="report received", case=reference, **{"price": "4.00", **said})


@pytest.fixture
def manager(intake: Intake, enters: Entering) -> Client:
    """The contract manager."""
    return enters("contract-manager")


@pytest.fixture
def post(intake: Intake, manager: Client) -> Posting:
    """Post an invoice by the page and give the address it leads to."""

    def act(*lines: Billed, **said: str) -> str:
        sent = {"contract": "intake", "file": ubl(intake.hub, *lines, **said)}
        answer = manager.post("/books/bills/new", sent)
        assert answer.status_code == 302, answer.content.decode()
        return str(answer.headers["Location"])

    return act
