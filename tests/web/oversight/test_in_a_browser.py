"""The pages of figures in a real browser: accessible, within the page's width, and by keyboard."""

from collections.abc import Callable, Sequence

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from tests.web.looking import faults_of, width_of

from fielding.app.ports import Hub, Receipt
from fielding.ledger.entry import Kept

pytestmark = pytest.mark.browser

PAGES = [
    "/figures/",
    "/figures/of/funnel?by=force&cases=synthetic",
    "/figures/of/promise.fraud.first-look?by=month",
    "/figures/of/promise.fraud.acceptance?by=force",
    "/figures/of/measure.fraud.time-to-first-look?by=firm",
    "/figures/of/reviews?by=firm&force=kent",
    "/figures/of/funnel/entries",
    "/figures/entry/0",
    "/published-figures",
]


@pytest.fixture
def overseer_page(
    hub: Hub,
    insert: Callable[[Sequence[Kept]], None],
    told: list[Kept],
    context: BrowserContext,
    overseer: Client,
    address: str,
    page: Page,
) -> Page:
    """A ledger under a checkpoint, and an overseer's browser in front of it."""
    insert(told)
    last = max(told, key=lambda one: one.index or 0).entry.id
    # On a busy machine the promise of a receipt comes first.
    assert any(isinstance(hub.proofs.prove(last), Receipt) for _ in range(20))
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": overseer.cookies[name].value, "url": address}])
    return page


def test_every_page_is_accessible_and_no_wider_than_a_phone(overseer_page: Page) -> None:
    overseer_page.set_viewport_size({"width": 360, "height": 740})
    faults, widths = list[str](), dict[str, int]()

    for place in PAGES:
        overseer_page.goto(place)
        faults += faults_of(overseer_page)
        widths[place] = width_of(overseer_page)

    assert faults == []
    assert {place: width for place, width in widths.items() if width > 360} == {}


def test_an_overseer_gets_from_a_figure_to_an_entry_by_keyboard_alone(overseer_page: Page) -> None:
    overseer_page.goto("/figures/")

    for link in ("/figures/of/funnel?", "/entries?"):
        target = overseer_page.locator(f"main a[href*='{link}']").first
        target.focus()
        with overseer_page.expect_navigation():
            overseer_page.keyboard.press("Enter")
    overseer_page.locator("main td a, main th a").first.focus()
    overseer_page.keyboard.press("Enter")

    expect(overseer_page.get_by_role("heading", level=1)).to_contain_text("of the ledger")


def test_charts_are_drawn_with_their_patterns_under_the_content_policy(overseer_page: Page) -> None:
    refused: list[str] = []
    overseer_page.on("console", lambda message: refused.append(message.text))

    overseer_page.goto("/figures/")

    colour = "getComputedStyle(document.querySelector('.look-solid-ground')).fill"
    assert overseer_page.evaluate(colour) == "rgb(27, 74, 107)"
    assert refused == []
