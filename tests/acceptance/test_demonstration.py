"""The demonstration: loaded once, marked, and never beside a real case."""

import psycopg
import pytest

from fielding.access.roles import Actor, Role
from fielding.app.ports import Hub
from fielding.app.receive_case import Received, receive_case
from fielding.wiring import demonstration
from fielding.wiring.demonstration_accounts import demo_accounts
from fielding.wiring.demonstration_mark import is_loaded, may_load
from fielding.wiring.errors import HoldsRealCases
from fielding.wiring.simulating import simulate_reports

SMALL = 40


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demonstration, "REPORTS", SMALL)


@pytest.mark.usefixtures("small", "sequencing")
def test_it_is_loaded_with_an_account_for_each_role(
    hub: Hub, superuser: psycopg.Connection
) -> None:
    assert hub
    steps: list[tuple[str, int, int]] = []

    demonstration.load(lambda *step: steps.append(step))

    cases = superuser.execute("SELECT count(*), bool_and(synthetic) FROM case_row").fetchone()
    assert cases == (SMALL, True)
    assert ("reports", SMALL, SMALL) in steps
    assert is_loaded()
    assert {account.role for account in demo_accounts()} >= {
        role.value for role in Role if role not in {Role.REPORTER, Role.SYSTEM, Role.IMPORTER}
    }


@pytest.mark.usefixtures("small", "sequencing")
def test_loading_it_again_changes_nothing(hub: Hub, superuser: psycopg.Connection) -> None:
    assert hub
    demonstration.load(lambda *_: None)
    before = superuser.execute("SELECT count(*) FROM entry").fetchone()

    demonstration.load(lambda *_: None)

    assert superuser.execute("SELECT count(*) FROM case_row").fetchone() == (SMALL,)
    assert superuser.execute("SELECT count(*) FROM entry").fetchone() == before


@pytest.mark.usefixtures("sequencing")
def test_its_books_show_something_of_every_instrument(
    hub: Hub, superuser: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demonstration, "REPORTS", 400)
    assert hub

    demonstration.load(lambda *_: None)

    kinds = {row[0] for row in superuser.execute("SELECT DISTINCT kind FROM entry")}
    assert kinds >= {
        "organisation.registered", "contract.registered", "subcontract.approved", "terms.agreed",
        "claim.posted", "period.closed", "invoice.posted", "invoice.checked", "invoice.settled",
        "draw.made", "reading.answered", "finding.raised", "finding.replied",
        "reply.accepted", "reply.declined", "award.refused", "handover.begun", "handover.packaged",
    }  # fmt: skip
    contents = superuser.execute("SELECT content FROM entry")
    assert all(b'"synthetic":true' in bytes(row[0]) for row in contents)


def test_a_hub_with_a_real_case_takes_in_no_invented_ones(hub: Hub) -> None:
    answers = {
        "happening-now": "no", "police-told": "not-yet", "suspect-known": "unknown",
        "reporting-for": "myself", "kind": "message", "started": "2026-01-05",
        "what-happened": "A message that I did not answer.", "safe-contact": "yes",
    }  # fmt: skip
    reporter = Actor(name="reporter", role=Role.REPORTER)
    receive_case(
        hub, reporter, Received(service="fraud", answers=answers, door="web", key="real-1")
    )

    with pytest.raises(HoldsRealCases):
        simulate_reports(hub, 10, 1, lambda _: None)

    assert not may_load()
