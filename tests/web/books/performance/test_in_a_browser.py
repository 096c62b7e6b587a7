"""Measures and funnels in a real browser: accessible, and no wider than a phone."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect
from tests.web.books.conftest import Entering
from tests.web.looking import faults_of, follow, width_of

from fielding.app.ports import Hub
from fielding.simulation.books.measuring import CONTRACT, IN_TIME

pytestmark = pytest.mark.browser

CONTRACTS = "/books/performance/"
MEASURES = f"{CONTRACTS}contract/{CONTRACT}"
FUNNEL = f"{CONTRACTS}funnels?of=measure.fraud.{IN_TIME.replace(' ', '-')}&by=handler"
PAGES = [
    CONTRACTS,
    f"{MEASURES}?month=2026-02",
    f"{MEASURES}?month=2026-01",
    f"{MEASURES}/claim?month=2026-02",
    f"{MEASURES}/check?month=2026-01",
    f"{MEASURES}/entries?month=2026-02&measure={IN_TIME.replace(' ', '+')}",
    FUNNEL,
]
#: A folder for pictures of every page, for people to look at.
PICTURES = os.environ.get("FIELDING_PICTURES")


@pytest.fixture
def manager_page(
    at_work: Hub, enters: Entering, context: BrowserContext, address: str, page: Page
) -> Page:
    """Months of work under a contract, one of them closed, and a contract manager before them."""
    client = enters("contract-manager")
    closed = client.post(f"{MEASURES}/close", {"month": "2026-01"})
    assert closed.status_code == 302
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
    return page


def look(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_every_page_is_accessible_and_no_wider_than_a_phone(manager_page: Page) -> None:
    faults, widths = list[str](), dict[str, int]()

    for number, place in enumerate(PAGES):
        manager_page.set_viewport_size({"width": 1100, "height": 800})
        manager_page.goto(place)
        look(manager_page, f"performance-{number}")
        manager_page.set_viewport_size({"width": 360, "height": 740})
        faults += faults_of(manager_page)
        widths[place] = width_of(manager_page)
        look(manager_page, f"performance-{number}-phone")

    assert faults == []
    assert {place: width for place, width in widths.items() if width > 360} == {}


def test_a_suppliers_claims_are_accessible_and_found_from_its_findings(
    at_work: Hub, enters: Entering, context: BrowserContext, address: str, page: Page
) -> None:
    told = {"month": "2026-02", "measure": IN_TIME, "value": "98"}
    enters("contract-manager").post(f"{MEASURES}/claim", told)
    client = enters("supplier", "harrier-response")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/books/findings/")

    follow(page.get_by_role("link", name="What you say of your measures"))
    faults, width = faults_of(page), width_of(page)
    follow(page.get_by_role("link", name="Say what a measure came to"))
    faults += faults_of(page)

    assert faults == []
    assert width <= 360
    expect(page.get_by_role("heading", name="Say what a measure came to")).to_be_visible()


def test_a_claim_at_fault_leads_to_what_is_wrong_and_then_stands_on_the_page(
    manager_page: Page,
) -> None:
    manager_page.goto(f"{MEASURES}/claim?month=2026-02")
    manager_page.get_by_role("button", name="Post this value").click()
    wrong = manager_page.get_by_role("alert")
    expect(wrong).to_contain_text("Choose a measure")
    faults = faults_of(manager_page)

    manager_page.get_by_label("Measure").select_option(IN_TIME)
    manager_page.get_by_label("What the supplier says").fill("97.75")
    manager_page.get_by_role("button", name="Post this value").click()

    assert faults == []
    expect(manager_page.get_by_role("cell", name="97.75%")).to_be_visible()
