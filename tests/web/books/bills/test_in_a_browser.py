"""Bills in a real browser: accessible, and no wider than a phone."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from tests.web.books.bills.conftest import Intake, Posting, taken
from tests.web.looking import faults_of, width_of

pytestmark = pytest.mark.browser



def test_every_page_is_accessible_and_no_wider_than_a_phone(
    intake: Intake,
    post: Posting,
    manager: Client,
    context: BrowserContext,
    address: str,
    page: Page,
) -> None:
    bill = post(
        *[taken(case) for case in (*intake.references, intake.references[0])],
        taken("NFRC269999999", price="4.10"),
        tax="4.99",
    )
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": manager.cookies[name].value, "url": address}])
    ways = ["/books/bills/", "/books/bills/new", bill, f"{bill}line/5", f"{bill}letter"]

    faults = []
    for way in ways:
        page.goto(way)
        faults += faults_of(page)
        page.set_viewport_size({"width": 360, "height": 800})
        wide = width_of(page)
        faults += [f"{way} is {wide} wide"] if wide > 360 else []
        page.set_viewport_size({"width": 1200, "height": 900})

    assert faults == []
