"""A report in a real browser: accessible on every page, by keyboard alone, and without script."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.web.looking import faults_of, follow
from tests.web.public.conftest import Reporter

from fielding.web.public.return_code import COOKIE

pytestmark = pytest.mark.browser

MOST_PAGES = 80
TYPED = {
    "day": "3", "month": "11", "year": "2026", "sort-code": "20-00-00", "number": "12345678",
}  # fmt: skip


def words_for(field: Locator) -> str:
    """Choose what to type into a field."""
    name = field.get_attribute("name") or ""
    for part, typed in TYPED.items():
        if name.endswith(f"-{part}"):
            return typed
    by_type = {"tel": "07700 900123", "email": "reporter@example.com"}
    by_mode = {"decimal": "1,234.50", "url": "https://shop.example"}
    if found := by_type.get(field.get_attribute("type") or ""):
        return found
    return by_mode.get(field.get_attribute("inputmode") or "", "LS1 3EX")


def fill_in(page: Page) -> None:
    """Answer whatever the page asks."""
    for group in page.locator("main fieldset").all():
        options = group.locator("input[type=radio], input[type=checkbox]")
        if options.count():
            options.last.check()
    for choice in page.locator("main select").all():
        choice.select_option(index=1)
    for field in page.locator("main input.govuk-input, main textarea").all():
        field.fill(words_for(field))


def begin(page: Page) -> None:
    page.goto("/")
    follow(page.locator(".fielding-services a").first)
    follow(page.get_by_role("button", name="Start now"))


def pages_to_check(page: Page) -> Iterator[Page]:
    """Go through all questions; gives the page each time a new one is shown."""
    begin(page)
    for _ in range(MOST_PAGES):
        if "/question/" not in page.url:
            return
        yield page
        fill_in(page)
        follow(page.get_by_role("button", name="Continue"))
    pytest.fail(f"still at {page.url}")


@pytest.fixture
def answered(page: Page, reporter: Reporter, address: str) -> Page:
    """The page before sending, of somebody who has answered everything already."""
    cookie = {"name": COOKIE, "value": reporter.has_answered(), "url": address}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.goto(reporter.at("check"))
    return page


def expect_received(page: Page) -> None:
    """Wait for the receipt; a busy machine may show the promise of it first."""
    heading = page.get_by_role("heading", level=1)
    for _ in range(10):
        expect(heading).to_have_text(re.compile("received|its receipt follows"))
        if heading.inner_text() == "Report received":
            return
        page.reload()
    pytest.fail("the promised receipt did not come")


def send(page: Page) -> tuple[str, str]:
    follow(page.get_by_role("button", name="Accept and send"))
    expect_received(page)
    reference = page.locator(".govuk-panel strong").inner_text()
    return reference, page.locator(".fielding-code").inner_text()


def test_every_page_of_a_report_is_accessible_and_breaks_no_rule_of_its_own(page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Policy" in said.text else None)
    page.on("pageerror", lambda fault: refused.append(str(fault)))
    faults: list[str] = []

    for place in ("/", "/follow", "/accessibility", "/privacy", "/how-figures-are-made", "/none"):
        page.goto(place)
        faults += faults_of(page)
    for shown in pages_to_check(page):
        faults += faults_of(shown)
    faults += faults_of(page)
    reference, code = send(page)
    faults += faults_of(page)
    for link in ("What the receipt proves, and the file", "Your answers, and the file"):
        follow(page.get_by_role("link", name=link))
        faults += faults_of(page)
        follow(page.get_by_role("link", name="Back"))
    page.goto("/follow")
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("Progress code").fill(code)
    follow(page.get_by_role("button", name="Show my report"))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Report {reference}")
    faults += faults_of(page)

    assert faults == []
    assert refused == []


def test_a_fault_is_announced_and_leads_to_its_field(page: Page) -> None:
    begin(page)

    follow(page.get_by_role("button", name="Continue"))

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert faults_of(page) == []
    page.locator(".govuk-error-summary a").click()
    expect(page.locator("main input[type=radio]").first).to_be_focused()


def test_welsh_pages_are_accessible(page: Page) -> None:
    page.goto("/?lang=cy")
    faults = faults_of(page)

    follow(page.locator(".fielding-services a").first)
    faults += faults_of(page)
    follow(page.get_by_role("button", name="Dechrau nawr"))
    faults += faults_of(page)

    assert faults == []
    expect(page.locator("html")).to_have_attribute("lang", "cy")


def tab_to(page: Page, wanted: Locator) -> None:
    """Move the focus with the tab key until it is there."""
    target = wanted.element_handle()
    for _ in range(60):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach {wanted}")


def fill_in_by_keyboard(page: Page) -> None:
    options = page.locator("main input[type=radio], main input[type=checkbox]")
    if options.count():
        tab_to(page, options.first)
        page.keyboard.press("Space")
    for choice in page.locator("main select").all():
        tab_to(page, choice)
        page.keyboard.press("ArrowDown")
    for field in page.locator("main input.govuk-input, main textarea").all():
        tab_to(page, field)
        page.keyboard.type(words_for(field))


def test_a_report_can_be_made_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    tab_to(page, page.locator(".fielding-services a").first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/report/"))
    tab_to(page, page.get_by_role("button", name="Start now"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/question/"))

    for _ in range(MOST_PAGES):
        if "/question/" not in page.url:
            break
        before = page.url
        fill_in_by_keyboard(page)
        tab_to(page, page.get_by_role("button", name="Continue"))
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, left=before: url != left)  # type: ignore[misc]
    tab_to(page, page.get_by_role("button", name="Accept and send"))
    page.keyboard.press("Enter")

    expect_received(page)


def test_a_report_can_be_made_without_script(browser: Browser, address: str) -> None:
    plain = browser.new_context(base_url=address, java_script_enabled=False)
    page = plain.new_page()

    for _ in pages_to_check(page):
        continue
    reference, code = send(page)

    page.goto("/follow")
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("Progress code").fill(code)
    follow(page.get_by_role("button", name="Show my report"))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Report {reference}")
    plain.close()


def test_the_receipt_that_was_downloaded_is_found_good_by_the_page_that_checks(
    answered: Page,
) -> None:
    page = answered
    send(page)
    follow(page.get_by_role("link", name="What the receipt proves, and the file"))

    with page.expect_download() as receipt:
        page.get_by_role("button", name="Download the receipt").click()
    follow(page.locator("main").get_by_role("link", name="Check a receipt"))
    page.locator("#receipt").set_input_files(receipt.value.path())
    page.get_by_role("button", name="Check this receipt").click()

    expect(page.get_by_role("status")).to_contain_text("in the ledger")
    assert receipt.value.suggested_filename.endswith(".receipt")


def test_changing_one_answer_leads_back_to_all_of_them(answered: Page) -> None:
    page = answered
    change = page.get_by_role("link", name=re.compile("^Change")).last
    follow(change)

    fill_in(page)
    follow(page.get_by_role("button", name="Continue"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")


def test_save_and_come_back_on_another_device(page: Page, browser: Browser, address: str) -> None:
    begin(page)
    fill_in(page)
    follow(page.get_by_role("button", name="Save and come back later"))
    code = page.locator(".fielding-code").inner_text()
    faults = faults_of(page)
    other = browser.new_context(base_url=address)
    there = other.new_page()

    there.goto("/")
    follow(there.locator(".fielding-services a").first)
    follow(there.get_by_role("link", name="Continue a report you saved"))
    faults += faults_of(there)
    there.get_by_label("Return code").fill(code)
    follow(there.get_by_role("button", name="Open my answers"))

    expect(there).to_have_url(re.compile("/question/"))
    assert faults == []
    other.close()


def test_without_the_records_nothing_typed_is_lost_and_the_page_stays_accessible(
    page: Page, records_away: Callable[[], None]
) -> None:
    begin(page)
    first = page.url
    fill_in(page)
    records_away()

    follow(page.get_by_role("button", name="Continue"))

    expect(page.get_by_role("alert")).to_contain_text("Your answer has not been saved")
    expect(page.locator("main input[type=radio]").last).to_be_checked()
    assert page.url == first
    assert faults_of(page) == []


def test_the_pages_at_the_edges_are_accessible(answered: Page) -> None:
    page = answered
    page.get_by_text("If it is not safe for you to keep anything").click()
    faults = faults_of(page)
    service = page.url.removesuffix("check")

    follow(page.get_by_role("button", name="Send, and keep nothing here"))
    faults += faults_of(page)
    page.goto(f"{service}return")
    follow(page.get_by_role("button", name="Open my answers"))
    faults += faults_of(page)
    page.goto(f"{service}check")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are no longer here")
    faults += faults_of(page)
    page.goto("/follow")
    follow(page.get_by_role("button", name="Show my report"))
    faults += faults_of(page)

    assert faults == []
