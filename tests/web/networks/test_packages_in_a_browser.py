"""An officer's way to a network that was handed to their force, in a real browser."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, expect
from tests.web.looking import faults_of, follow, width_of

from fielding.access.roles import Role
from fielding.app.linking.judging import judge_reports
from fielding.app.linking.referring import refer
from fielding.app.ports import Hub
from fielding.engines.linking.whole import InBulk
from fielding.linking.judgements.judging import Verdict
from fielding.store.linking.linker import Linker
from fielding.store.transactions import PostgresStore
from fielding.testing.linked_hub import ANALYST, OTHER_PHONE, PHONE, LinkedHub

pytestmark = pytest.mark.browser
NARROW = 360


@pytest.fixture
def at_work(hub: Hub, sequencing: None) -> LinkedHub:
    """A hub at work with a linker beside it; what waits is sequenced by itself."""
    assert isinstance(hub.store, PostgresStore)
    linker = Linker(store=hub.store, hub=hub, at_once=InBulk())
    return LinkedHub(hub=hub, linker=linker, sequence=lambda: 0)


def test_an_officer_reads_the_package_of_a_network_on_a_phone(
    at_work: LinkedHub, page: Page, address: str, signed_in: Callable[..., Client]
) -> None:
    cache.clear()
    cases = [at_work.report(suspect_phone=phone) for phone in (PHONE, PHONE, OTHER_PHONE)]
    judge_reports(at_work.hub, ANALYST, Verdict.SAME, (cases[0], cases[2]), "One voice.")
    (handed,) = refer(at_work.hub, ANALYST, (cases[0], cases), "kent", "Three victims.")
    at_work.hub.proofs.prove(handed.entry.id)
    at_work.link()
    session = signed_in("kim-of-kent", Role.OFFICER, "kent").cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if "Policy" in said.text else None)
    page.set_viewport_size({"width": NARROW, "height": 800})
    widths = []

    def look() -> None:
        faults.extend(faults_of(page))
        widths.append(width_of(page))

    page.goto(f"{address}/networks/received")
    look()
    follow(page.get_by_role("link", name=at_work.received[cases[0]].reference))
    look()
    follow(page.get_by_role("link", name="Read or print"))
    look()

    expect(page.get_by_text("both mention phone number +44 7700 900123").first).to_be_visible()
    expect(page.get_by_text("they belong together. By analyst-1")).to_be_visible()
    assert faults == []
    assert max(widths) <= NARROW
