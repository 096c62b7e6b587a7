"""A handover at its fullest in a real browser: differences, proposals, the chart, signatures."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from tests.web.books.chain.conftest import insert
from tests.web.books.conftest import Entering
from tests.web.looking import faults_of, width_of

from fielding.access.roles import Actor, Role
from fielding.app.ports import Hub
from fielding.simulation.books.scribe import Scribe
from fielding.testing.histories import SERVICES

pytestmark = pytest.mark.browser

REPORTER = Actor(name="reporter", role=Role.REPORTER)
HANDLER = Actor(name="heron-1", role=Role.ASSESSOR, firm="heron", contract="helpline")
#: Days ago on which cases were closed: one in every ten days, and then many at once.
CLOSED = (*range(200, 30, -10), *range(20, 5, -1))
OPEN = 4


@pytest.fixture
def ending(register: Hub) -> Hub:
    """A contract under which much was closed of late, and some cases are still open."""
    scribe, now = Scribe(service=SERVICES["fraud"], seed="ending"), register.clock.now()
    for number, days in enumerate((*CLOSED, *[3] * OPEN)):
        at = now - timedelta(days=days)
        case = f"case/{scribe.case_id(f'case-{number}', at)}"
        told = {"reference": f"case-{number}", "door": "phone"}
        scribe.write(REPORTER, "case.received", case, at, told)
        scribe.write(HANDLER, "case.opened", case, at, {"purpose": "assess"})
        if number < len(CLOSED):
            scribe.write(HANDLER, "case.kept", case, at, {"decision": "keep", "code": "x"})
    insert(register, scribe)
    register.proofs.prove(scribe.log[-1].entry.id)
    return register


@pytest.fixture
def look_as(context: BrowserContext, address: str, page: Page) -> Callable[[Client, str], Page]:
    """Let the browser be somebody's, on a phone, and open a page."""
    page.set_viewport_size({"width": 360, "height": 740})

    def look(client: Client, place: str) -> Page:
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": address}])
        page.goto(place)
        return page

    return look


def faults_on_a_phone(page: Page) -> list[str]:
    """Say what axe finds, and how wide a page is that is wider than its screen."""
    wide = width_of(page)
    return [*faults_of(page), *([f"{wide} wide"] if wide > 360 else [])]


def post(client: Client, address: str, lines: list[bytes]) -> None:
    file = BytesIO(b"".join(lines))
    file.name = "cases.jsonl"
    assert client.post(address, {"file": file}).status_code == 302


def test_a_handover_with_everything_on_it_is_accessible_and_no_wider_than_a_phone(
    ending: Hub, enters: Entering, look_as: Callable[[Client, str], Page]
) -> None:
    manager, overseer = enters("contract-manager"), enters("overseer")
    heron, egret = enters("supplier", "heron"), enters("supplier", "egret")
    told = {"contract": "helpline", "successor": "egret"}
    handover = str(manager.post("/books/handovers/new", told)["Location"])
    lines = manager.get(f"{handover}list").content.splitlines(keepends=True)
    assert len(lines) == OPEN
    wrong = [lines[0].replace(b'"received"', b'"referred"'), lines[1], lines[1]]
    post(heron, f"{handover}package", wrong)

    faults = dict[str, list[str]]()
    page = look_as(overseer, handover)
    for words in ("The root differs", "What the rule proposes", "This is not consistent with"):
        expect(page.get_by_role("main")).to_contain_text(words)
    page.locator("summary", has_text="The entries that closed").click()
    faults["differences"] = faults_on_a_phone(page)
    manager.post(f"{handover}findings")
    faults["raised"] = faults_on_a_phone(look_as(manager, handover))
    post(heron, f"{handover}package", lines)
    post(egret, f"{handover}receipt", lines)
    for party in (heron, egret):
        party.post(f"{handover}sign")
    page = look_as(manager, handover)
    expect(page.get_by_role("button", name="Sign for equal roots")).to_be_visible()
    faults["two signatures"] = faults_on_a_phone(page)

    assert faults == {"differences": [], "raised": [], "two signatures": []}
