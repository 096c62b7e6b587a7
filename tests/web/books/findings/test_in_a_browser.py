"""Findings, track records and handovers in a real browser: accessible, and as wide as a phone."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from tests.web.books.conftest import MANAGER, Entering
from tests.web.looking import faults_of, width_of

from fielding.access.roles import Actor, Role
from fielding.app.books.finding.raise_findings import finding_id, raise_findings
from fielding.app.ports import Hub
from fielding.app.receive_case import Received, receive_case
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.testing.plain_answers import plain_answers

pytestmark = pytest.mark.browser

JUNE = Proposal(
    instrument="F3", rule="ab" * 32, supplier="heron", contract="helpline",
    severity=Severity.HIGH, code="dismissals-overturned",
    figure={"value": "15 %", "n": "140", "low": "10 %", "high": "22 %", "limit": "5 %"},
    evidence=(0, 1), stands_at=2, period="2026-06",
)  # fmt: skip
MAY = replace(JUNE, period="2026-05", figure={"value": "12 %", "low": "8 %", "high": "18 %"})
FINDING = f"/books/findings/{finding_id(JUNE)}/"
AWARD = {"contract": "helpline", "suppliers": ["heron"], "reasons": "The lowest price."}
Become = Callable[[Client], None]


@pytest.fixture
def become(context: BrowserContext, address: str) -> Become:
    """Let the browser be somebody else's."""

    def as_somebody(client: Client) -> None:
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": address}])

    return as_somebody


@pytest.fixture
def manager(register: Hub, enters: Entering) -> Client:
    """The contract manager, where two findings were raised and a case is open."""
    raise_findings(register, MANAGER, [JUNE, MAY])
    handler = Actor(name="handler-1", role=Role.CALL_HANDLER, firm="heron", contract="helpline")
    answers = plain_answers(register.services.current("fraud"))
    told = Received(service="fraud", answers=answers, door="phone", key="a-case-to-hand-over")
    register.proofs.prove(receive_case(register, handler, told).entry)
    return enters("contract-manager")


def test_every_page_is_accessible_and_no_wider_than_a_phone(
    manager: Client, enters: Entering, become: Become, page: Page
) -> None:
    heron, officer = enters("supplier", "heron"), enters("award-officer")
    heron.post(f"{FINDING}reply", {"reply": "We retrained everybody who took these decisions."})
    officer.post("/books/awards/new", {**AWARD, "sure": "yes"})
    told = {"contract": "helpline", "successor": "egret"}
    handover = str(manager.post("/books/handovers/new", told)["Location"])
    file = BytesIO(b"\n")
    file.name = "cases.jsonl"
    heron.post(f"{handover}package", {"file": file})
    overseer = enters("overseer")
    page.set_viewport_size({"width": 360, "height": 740})
    faults, widths = list[str](), dict[str, int]()

    def look(client: Client, *places: str) -> None:
        become(client)
        for place in places:
            page.goto(place)
            faults.extend(faults_of(page))
            widths[place] = width_of(page)

    look(heron, "/books/findings/", FINDING, "/books/handovers/", handover)
    look(overseer, "/books/findings/?state=open", FINDING, "/books/awards/of/heron/", handover)
    look(manager, "/books/findings/new", "/books/handovers/new", handover)
    look(officer, "/books/awards/", "/books/awards/new", FINDING)

    assert faults == []
    assert {place: width for place, width in widths.items() if width > 360} == {}


def test_a_supplier_signs_in_to_its_findings_and_replies_by_keyboard(
    manager: Client, enters: Entering, become: Become, page: Page
) -> None:
    become(enters("supplier", "heron"))
    page.goto("/staff/")

    page.locator("main h2 a").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Your reply").fill("We retrained everybody.")
    page.get_by_role("button", name="Send the reply").press("Enter")

    expect(page.get_by_role("main")).to_contain_text("We retrained everybody.")
    expect(page.get_by_role("main")).to_contain_text("Nobody has decided on this reply yet.")


def test_an_award_officer_sees_the_ruling_with_both_sides_before_recording_it(
    manager: Client, enters: Entering, become: Become, page: Page
) -> None:
    become(enters("award-officer"))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/books/awards/new")
    page.get_by_label("Which contract?").select_option("helpline")
    page.get_by_label("To which supplier?").select_option("heron")
    page.get_by_label("Reasons for the award").fill("The lowest price.")

    page.get_by_role("button", name="See what the rule says").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("The award is refused")
    expect(page.get_by_role("main")).to_contain_text("The supplier has not replied.")
    assert faults_of(page) == []
    assert width_of(page) <= 360
    page.get_by_role("button", name="Record the refusal").click()
    expect(page.get_by_role("main")).to_contain_text("Refused")
    assert faults_of(page) == []
    assert width_of(page) <= 360
