"""The tour of `docs/tour.md`, walked in a real browser on the demonstration as `make run` loads it.

With FIELDING_PICTURES=yes it takes the pictures of the tour anew.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.acceptance.conftest import RunningHub, free_port

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
TOUR = Path(__file__).parents[2] / "docs" / "tour.md"
PASSWORD = "demonstration-only"
#: What the reporter of the tour answers; all else gets the first choice, or is passed over.
ANSWERS = {
    "happening-now": "no",
    "police-told": "not-yet",
    "suspect-known": "unknown",
    "reporting-for": "myself",
    "kind": "shopping",
    "shopping-what": "ticket",
    "contact": "website",
    "money-lost": "yes",
    "happened-before": "no",
    "support-wanted": "no",
    "safe-contact": "yes",
}
WORDS = {
    "shopping-site": "Ticket Meadow",
    "amount-lost": "264.00",
    "what-happened": "I bought two tickets for a concert. They never came and the website is gone.",
    "suspect-website": "https://ticket-meadow.example",
    "postcode": "LS1 3EX",
    "reporter-name": "Alex Example",
    "reporter-email": "alex@example.com",
    "-day": "3",
    "-month": "11",
    "-year": "2026",
}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    made = RunningHub(var=tmp_path_factory.mktemp("tour") / "var", port=free_port())
    made.command("run", "--port", str(made.port))
    yield made
    made.stop()


class Visitor:
    """Somebody with a browser of their own."""

    def __init__(self, browser: Browser, hub: RunningHub) -> None:
        context = browser.new_context(viewport={"width": 1200, "height": 900})
        self.page: Page = context.new_page()
        self.page.set_default_timeout(60_000)
        self.address = hub.address.rstrip("/")

    def goes_to(self, path: str) -> None:
        self.page.goto(self.address + path)

    def clicks(self, name: str) -> None:
        main = self.page.locator("main")
        button = main.get_by_role("button", name=name, exact=True)
        self.opens(button.or_(main.get_by_role("link", name=name, exact=True)))

    def opens(self, target: Locator) -> None:
        """Click what leads to another page, and be there: a click alone does not wait for it."""
        with self.page.expect_navigation():
            target.first.click()

    def signs_in(self, handle: str) -> None:
        self.goes_to("/staff/")
        self.page.fill("input[name=login]", handle)
        self.page.fill("input[name=password]", PASSWORD)
        self.clicks("Continue")
        self.page.wait_for_url("**/sign-in/code*")
        code = re.search(r"\b\d{6}\b", self.page.inner_text("main table"))
        assert code
        self.page.fill("input[name=code]", code[0])
        self.clicks("Sign in")

    def pictures(self, name: str, *, whole: bool = False) -> None:
        assert f"pictures/{name}.png" in TOUR.read_text(encoding="utf-8")
        if os.environ.get("FIELDING_PICTURES") == "yes":
            self.page.screenshot(path=PICTURES / f"{name}.png", full_page=whole)

    def answers(self) -> None:
        for choice in self.page.locator("main fieldset").all():
            inputs = choice.locator("input[type=radio], input[type=checkbox]")
            if inputs.count():
                name = inputs.first.get_attribute("name") or ""
                wanted = choice.locator(f"input[value='{ANSWERS.get(name, '')}']")
                (wanted if wanted.count() else inputs).first.check()
        for field in self.page.locator("main input.govuk-input, main textarea").all():
            name = field.get_attribute("name") or ""
            words = next((typed for part, typed in WORDS.items() if name.endswith(part)), "")
            field.fill(words)


def test_a_report_goes_from_its_reporter_to_an_outcome_and_into_the_figures(
    demonstration: RunningHub, browser: Browser
) -> None:
    reporter = Visitor(browser, demonstration)
    reference, code = _reports(reporter)
    _refers(Visitor(browser, demonstration), reference)
    _brings_to_an_outcome(Visitor(browser, demonstration), reference)
    _follows(reporter, reference, code)
    _joins(Visitor(browser, demonstration))
    _oversees(Visitor(browser, demonstration))
    _looks_into_the_books(Visitor(browser, demonstration))
    _reads_what_was_found(Visitor(browser, demonstration))


def test_the_demonstration_links_by_names_as_well_and_does_so_once(
    demonstration: RunningHub,
) -> None:
    linked = json.loads(demonstration.command("link", "run", "--json"))
    health = demonstration.command("link", "health", "--check")

    assert linked["model"]
    assert "equal to what is kept" in health
    assert demonstration.command("demo", "--no-list") == ""


def _reports(reporter: Visitor) -> tuple[str, str]:
    page = reporter.page
    reporter.goes_to("/")
    reporter.pictures("start")
    reporter.opens(page.locator(".fielding-services a"))
    reporter.clicks("Start now")
    for _ in range(80):
        if "/question/" not in page.url:
            break
        reporter.answers()
        if page.url.endswith("/kind"):
            reporter.pictures("question")
        reporter.clicks("Continue")
    reporter.opens(page.locator("main form button:not(.govuk-button--secondary)"))
    _waits_for_the_receipt(reporter)
    reporter.pictures("received")
    text = page.inner_text("main")
    reference = re.search(r"NFRC\d+", text)
    code = re.search(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b", text)
    assert reference
    assert code
    return reference[0], code[0]


def _waits_for_the_receipt(reporter: Visitor) -> None:
    """On a busy machine the signed promise comes first; the page is then opened again."""
    heading = reporter.page.get_by_role("heading", level=1)
    for _ in range(20):
        expect(heading).to_contain_text(re.compile("received|its receipt follows"), timeout=60_000)
        if "received" in heading.inner_text():
            return
        reporter.page.reload()
    pytest.fail("the promised receipt did not come")


def _refers(assessor: Visitor, reference: str) -> None:
    assessor.signs_in("demo-assessor")
    assessor.pictures("queue")
    assessor.goes_to(f"/desk/?reference={reference}")
    page = assessor.page
    assessor.opens(page.get_by_role("link", name=reference))
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)
    assessor.pictures("case")
    assessor.clicks("Refer to a force")
    page.locator("main input[type=radio]").first.check()
    for select in page.locator("main select").all():
        if not select.input_value():
            select.select_option(index=1)
    recipient = page.locator("main select").last
    recipient.select_option("west-yorkshire")
    for area in page.locator("main textarea").all():
        area.fill("The website took money from several people in one week and has a bank account.")
    assessor.clicks("Record this decision")


def _brings_to_an_outcome(officer: Visitor, reference: str) -> None:
    officer.signs_in("demo-officer")
    officer.pictures("inbox")
    page = officer.page
    officer.opens(page.get_by_role("link", name=reference))
    officer.clicks("Accept")
    officer.clicks("Record an outcome")
    page.locator("main select, main input[type=radio]").first.wait_for()
    if page.locator("main select").count():
        page.locator("main select").first.select_option("18")
    else:
        page.locator("main input[type=radio][value='18']").check()
    officer.pictures("outcome")
    officer.opens(page.locator("main form button").last)
    expect(page.locator("main")).to_contain_text("no suspect identified")


def _follows(reporter: Visitor, reference: str, code: str) -> None:
    page = reporter.page
    reporter.goes_to("/follow")
    page.get_by_label("reference").fill(reference)
    page.get_by_label("code").fill(code)
    reporter.opens(page.locator("main form button").last)
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)
    expect(page.locator("main")).to_contain_text("West Yorkshire Police")
    reporter.pictures("follow", whole=True)


def _joins(analyst: Visitor) -> None:
    analyst.signs_in("demo-analyst")
    analyst.goes_to("/networks/health")
    expect(analyst.page.locator("main")).to_contain_text("At work")
    analyst.goes_to("/networks/across-forces")
    expect(analyst.page.locator("main")).to_contain_text("64 twins")
    analyst.goes_to("/networks/")
    analyst.opens(analyst.page.locator("main tbody th a"))
    expect(analyst.page.get_by_role("heading", level=1)).to_contain_text("Network of")
    expect(analyst.page.locator("main")).to_contain_text("The first report of this network")
    analyst.pictures("network")


def _oversees(overseer: Visitor) -> None:
    overseer.signs_in("demo-overseer")
    overseer.goes_to("/figures/")
    expect(overseer.page.get_by_role("heading", level=1)).to_be_visible()
    overseer.pictures("figures", whole=True)


def _looks_into_the_books(manager: Visitor) -> None:
    page = manager.page
    manager.signs_in("demo-contracts")
    manager.goes_to("/books/")
    manager.clicks("Supply chains")
    manager.clicks("reports-2026")
    expect(page.locator("main")).to_contain_text("Undisclosed: not in the chain")
    manager.pictures("chain", whole=True)
    manager.goes_to("/books/")
    manager.clicks("Invoices")
    manager.opens(page.locator("main table a"))
    for what in ("7", "Dispute"):
        expect(page.locator("main")).to_contain_text(what)
    manager.pictures("invoice", whole=True)


def _reads_what_was_found(supplier: Visitor) -> None:
    supplier.signs_in("demo-supplier")
    supplier.goes_to("/books/findings/")
    main = supplier.page.locator("main")
    expect(main).to_contain_text("Merlin Assessing was named in our bid")
    expect(main).not_to_contain_text("Kestrel Contact Limited")
