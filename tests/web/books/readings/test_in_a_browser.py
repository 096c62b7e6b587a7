"""The pages of second readings in a real browser: accessible, and no wider than a phone."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from tests.web.books.conftest import Entering
from tests.web.books.readings.conftest import REASON, Drawn
from tests.web.looking import faults_of, width_of

pytestmark = pytest.mark.browser

Become = Callable[[Client], None]


@pytest.fixture
def become(context: BrowserContext, address: str) -> Become:
    """Let the browser be somebody else's."""

    def as_somebody(client: Client) -> None:
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": address}])

    return as_somebody


def test_every_page_is_accessible_and_no_wider_than_a_phone(
    drawn: Drawn, enters: Entering, become: Become, page: Page
) -> None:
    reading = drawn.first()
    reader, adjudicator = enters("second-reader", reading.body), enters("adjudicator")
    to_read = f"/books/readings/to-read/{reading.id}"
    reader.get(to_read)
    reader.post(to_read, {"code": "act", "reason": REASON})
    adjudicator.get(f"/books/readings/to-settle/{reading.id}")
    settled = {"code": "act", "reason": REASON}
    page.set_viewport_size({"width": 360, "height": 740})
    faults, widths = list[str](), dict[str, int]()

    def look(*places: str) -> None:
        for place in places:
            page.goto(place)
            faults.extend(faults_of(page))
            widths[place] = width_of(page)

    become(adjudicator)
    look("/books/readings/to-settle", f"/books/readings/to-settle/{reading.id}")
    adjudicator.post(f"/books/readings/to-settle/{reading.id}", settled)
    become(reader)
    other = next(
        r for r in drawn.readings.readings.values() if r.body == reading.body and not r.answer
    )
    look("/books/readings/to-read", f"/books/readings/to-read/{other.id}")
    become(enters("overseer"))
    look(
        "/books/readings/", "/books/readings/?by=handler", "/books/readings/draws",
        "/books/readings/draws/new", f"/books/readings/draws/{drawn.draw}",
        "/books/readings/entries?result=overturned", "/books/reviews/",
        "/books/reviews/entries?says=not-asked",
    )  # fmt: skip

    assert faults == []
    assert {place: width for place, width in widths.items() if width > 360} == {}
