"""An analyst's way through networks in a real browser: accessible at every step, on a phone too."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, expect
from tests.web.looking import faults_of, follow, width_of

from fielding.access.roles import Role
from fielding.app.linking.judging import judge_reports
from fielding.app.ports import Hub
from fielding.engines.linking.whole import InBulk
from fielding.linking.judgements.judging import Verdict
from fielding.store.linking.linker import Linker
from fielding.store.transactions import PostgresStore
from fielding.testing.linked_hub import ANALYST, OTHER_PHONE, PHONE, LinkedHub

pytestmark = pytest.mark.browser


@pytest.fixture
def at_work(hub: Hub, sequencing: None) -> LinkedHub:
    """A hub at work with a linker beside it; what waits is sequenced by itself."""
    assert isinstance(hub.store, PostgresStore)
    linker = Linker(store=hub.store, hub=hub, at_once=InBulk())
    return LinkedHub(hub=hub, linker=linker, sequence=lambda: 0)


@dataclass(frozen=True, slots=True)
class Walk:
    """An analyst's browser, and everything that is found wrong with what it shows."""

    page: Page
    first: str  # reference of a network's first report
    faults: list[str]

    def look(self) -> None:
        """Check the page that is shown."""
        self.faults.extend(faults_of(self.page))


@pytest.fixture
def walk(
    at_work: LinkedHub, page: Page, address: str, signed_in: Callable[..., Client]
) -> Walk:
    """Three reports of one number, two of nearly one account, and one judged to be with them."""
    cache.clear()
    lost = {"money_lost": "yes", "how_paid": ["bank-transfer"]}
    cases = [
        at_work.report(suspect_phone=PHONE, **paid)
        for paid in (
            {},
            {**lost, "suspect_account": "20-03-65 60296928"},
            {**lost, "suspect_account": "20-03-65 60296926"},
        )
    ]
    other = at_work.report(suspect_phone=OTHER_PHONE)
    judged = judge_reports(at_work.hub, ANALYST, Verdict.SAME, (cases[0], other), "One voice.")
    at_work.hub.proofs.prove(judged.entry.id)
    at_work.link()
    session = signed_in("ann-analyst", Role.ANALYST, "the-authority").cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if "Policy" in said.text else None)
    page.set_viewport_size({"width": 360, "height": 800})
    return Walk(page, at_work.received[cases[0]].reference, faults)


def test_an_analyst_looks_at_a_network_on_a_phone_and_is_told_what_a_mark_needs(
    walk: Walk,
) -> None:
    page = walk.page

    page.goto("/networks/")
    walk.look()
    page.get_by_role("link", name=walk.first).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Network of")
    for summary in page.locator("summary").all():
        summary.click()
    walk.look()
    wide = width_of(page)
    expect(page.locator("svg path.fielding-plot-near")).to_have_count(2)
    node = page.locator("svg a").first
    node.focus()
    expect(node).to_be_focused()
    page.get_by_role("link", name="Skip the drawing").press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="The reports")).to_be_focused()
    page.get_by_role("button", name="Mark it").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Give a reason")
    walk.look()

    assert walk.faults == []
    assert wide == 360


def test_an_analyst_narrows_the_list_on_a_phone_and_takes_a_filter_away(walk: Walk) -> None:
    page = walk.page

    page.goto("/networks/")
    page.get_by_text("Filters").click()
    page.get_by_label("Reports, at least").fill("many")
    follow(page.get_by_role("button", name="Show"))
    expect(page.get_by_role("alert")).to_contain_text("Type a whole number")
    walk.look()
    page.get_by_label("Reports, at least").fill("5")
    page.get_by_label("Handed to a lead force").select_option("no")
    follow(page.get_by_role("button", name="Show"))
    expect(page.get_by_role("main")).to_contain_text("No network fits all of these filters")
    walk.look()
    wide = width_of(page)
    follow(page.get_by_role("link", name="At least 5 reports"))
    expect(page.get_by_role("link", name=walk.first)).to_be_visible()
    walk.look()

    assert walk.faults == []
    assert wide == 360


def test_an_analyst_splits_a_report_off_on_a_phone_and_sees_what_became_of_it(walk: Walk) -> None:
    page = walk.page

    page.goto("/networks/")
    page.get_by_role("link", name=walk.first).click()
    page.get_by_label("Choose").nth(1).check()
    page.get_by_text("Split the chosen reports off").click()
    page.get_by_role("button", name="Split these off").click()
    expect(page.get_by_role("alert")).to_contain_text("Give a reason")
    walk.look()
    page.get_by_label("Why?").fill("Another voice.")
    page.get_by_role("button", name="Split these off").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What became of the split")
    walk.look()

    assert walk.faults == []


def test_what_else_a_split_would_do_is_shown_on_a_phone_before_it_is_done(
    walk: Walk, at_work: LinkedHub
) -> None:
    page, cases = walk.page, list(at_work.received)
    judged = judge_reports(
        at_work.hub, ANALYST, Verdict.DIFFERENT, (cases[1], cases[2]), "Two voices."
    )
    at_work.hub.proofs.prove(judged.entry.id)
    at_work.link()

    page.goto(f"/networks/{cases[0]}/")
    for place in (0, 2):
        page.get_by_label("Choose").nth(place).check()
    page.get_by_text("Split the chosen reports off").click()
    page.get_by_label("Why do they belong elsewhere?").fill("Another voice.")
    follow(page.get_by_role("button", name="Split these off"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Check what the split would do")
    expect(page.get_by_role("main")).to_contain_text("together with 1 report of")
    walk.look()
    wide = width_of(page)
    follow(page.get_by_role("button", name="Split these off"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What became of the split")

    assert walk.faults == []
    assert wide == 360


def test_an_analyst_looks_a_number_up_and_hands_its_network_over(walk: Walk) -> None:
    page = walk.page

    page.goto("/networks/find")
    page.get_by_label("What is it?").select_option("phone")
    page.get_by_label("Identifier").fill(PHONE)
    page.get_by_role("button", name="Look it up").click()
    expect(page.get_by_role("link", name="Network of").first).to_be_visible()
    walk.look()
    page.get_by_role("link", name="Network of").first.click()
    page.get_by_role("button", name="Hand it to a lead force").click()
    page.get_by_role("button", name="Hand it over").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    walk.look()
    page.get_by_label("Which force takes the lead?").select_option("kent")
    page.get_by_label("Why this network").fill("One number, four victims.")
    page.get_by_role("button", name="Hand it over").click()
    expect(page.get_by_role("alert")).to_contain_text("handed over")

    assert walk.faults == []


def test_how_linking_does_is_accessible_and_no_wider_than_a_phone(walk: Walk) -> None:
    page, wide = walk.page, list[int]()

    for place in ("/networks/health", "/networks/across-forces?known_at=2&identifiers=yes"):
        page.goto(place)
        expect(page.get_by_role("main")).to_contain_text("under version 2 of the rules")
        walk.look()
        wide.append(width_of(page))

    assert walk.faults == []
    assert wide == [360, 360]
