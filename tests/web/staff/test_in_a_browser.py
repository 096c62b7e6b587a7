"""Each role's day in a real browser: accessible on every page, and a passkey signs in."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from tests.web.looking import faults_of, follow, width_of

from fielding.access.roles import Role
from fielding.app.ports import Hub
from fielding.app.receive_case import Acknowledged
from fielding.store.models import Person
from fielding.wiring.demonstration_accounts import add_demonstration_accounts

pytestmark = pytest.mark.browser

EXPLANATION = "We read every answer twice, called the shop, and found that the goods had arrived."


@pytest.fixture
def faults(page: Page) -> list[str]:
    """Everything that axe or the browser finds wrong while the test walks through pages."""
    cache.clear()
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if "Policy" in said.text else None)
    page.on("pageerror", lambda fault: found.append(str(fault)))
    return found


@pytest.fixture
def look(page: Page, faults: list[str]) -> Callable[[], None]:
    """Check the page that is shown."""

    def check() -> None:
        faults.extend(faults_of(page))

    return check


@pytest.fixture
def as_role(page: Page, address: str, signed_in: Callable[..., Client]) -> Callable[..., Page]:
    """Give the browser the session of somebody who is signed in."""

    def become(handle: str, role: Role, organisation: str | None = None) -> Page:
        cookie = signed_in(handle, role, organisation).cookies["sessionid"].value
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
        return page

    return become


def _press(page: Page, name: str) -> None:
    follow(page.get_by_role("button", name=name, exact=True))


def _heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_an_assessor_takes_holds_and_refers(
    as_role: Callable[..., Page],
    report: Callable[..., Acknowledged],
    look: Callable[[], None],
    faults: list[str],
) -> None:
    made = report(effects=["unsafe", "bills"], postcode="TN8")
    page = as_role("ann-1", Role.ASSESSOR, "first-firm")

    page.goto("/desk/")
    look()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Only").select_option("unsure")
    _press(page, "Apply filters")
    look()
    _press(page, "Take the next")
    _heading(page, f"Report {made.reference}")
    look()
    page.set_viewport_size({"width": 360, "height": 800})
    wide = width_of(page)
    page.get_by_text("Put on hold").first.click()
    page.get_by_label("Waiting for the person who reported").check()
    look()
    _press(page, "Put on hold")
    _press(page, "Take off hold")
    follow(page.get_by_role("button", name="Refer to a force"))
    _press(page, "Record this decision")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    look()
    page.get_by_label("What kind it is").select_option("NFIB3A")
    page.get_by_label("Who gets it").select_option("kent")
    page.get_by_label("The police must act at once").check()
    _press(page, "Record this decision")

    expect(page.get_by_text("Your decision is recorded.")).to_be_visible()
    look()
    assert faults == []
    assert wide == 360


def test_a_reviewer_of_another_firm_answers(
    as_role: Callable[..., Page],
    in_review: Callable[[], str],
    look: Callable[[], None],
    faults: list[str],
) -> None:
    in_review()
    page = as_role("eve-3", Role.SUPERVISOR, "second-firm")

    page.goto("/desk/reviews")
    look()
    follow(page.locator("tbody a").first)
    look()
    follow(page.get_by_role("button", name="Answer the review"))
    look()
    _press(page, "Continue")
    look()
    page.get_by_label("Replace it by: Refer to a force").check()
    _press(page, "Continue")
    look()
    page.go_back()
    page.get_by_label("The decision stands").check()
    _press(page, "Continue")
    look()
    page.get_by_label("Explanation").fill(EXPLANATION)
    _press(page, "Record this answer")

    expect(page.get_by_text("Your answer to the review is recorded.")).to_be_visible()
    assert faults == []


def test_an_officer_accepts_and_records_an_outcome(
    as_role: Callable[..., Page],
    referred: Callable[..., tuple[str, str]],
    look: Callable[[], None],
    faults: list[str],
) -> None:
    referred("kent")
    referred("kent")
    page = as_role("kent-1", Role.OFFICER, "kent")

    page.goto("/inbox/")
    look()
    follow(page.locator("tbody a").first)
    look()
    _press(page, "Accept")
    follow(page.get_by_role("button", name="Record an outcome"))
    look()
    page.get_by_label("Outcome").select_option("18")
    _press(page, "Record this outcome")
    expect(page.get_by_text("The outcome is recorded.")).to_be_visible()
    follow(page.get_by_role("link", name="to print"))
    look()
    page.goto("/inbox/?show=sent")
    follow(page.locator("tbody a").first)
    follow(page.get_by_role("button", name="Send back"))
    look()
    page.get_by_label("Another force should lead").check()
    _press(page, "Send it back")

    expect(page.locator(".govuk-panel")).to_contain_text("You have sent back")
    look()
    assert faults == []


def test_a_call_handler_takes_a_report_down(
    as_role: Callable[..., Page], look: Callable[[], None], faults: list[str]
) -> None:
    page = as_role("hal-1", Role.CALL_HANDLER, "first-firm")

    page.goto("/desk/phone/")
    look()
    follow(page.locator(".fielding-services a").first)
    look()
    _press(page, "Send the report")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    look()
    for _ in range(5):
        for group in page.locator("main form fieldset").all():
            options = group.locator("input[type=radio]")
            if options.count() and not group.locator("input:checked").count():
                options.last.check()
        for field in page.locator("main form textarea, main form input.govuk-input").all():
            if field.is_visible() and not field.input_value():
                name = field.get_attribute("name") or ""
                part = {"day": "3", "month": "11", "year": "2026"}.get(name.rpartition("-")[2])
                field.fill(part or "LS1 3EX")
        _press(page, "Save, and show what follows")
    look()
    page.goto("/desk/open")
    look()
    assert faults == []


def test_a_case_is_erased(
    as_role: Callable[..., Page],
    report: Callable[..., Acknowledged],
    look: Callable[[], None],
    faults: list[str],
) -> None:
    made = report()
    page = as_role("dpo-1", Role.DATA_PROTECTION_OFFICER)

    page.goto("/desk/erase/")
    look()
    page.get_by_label("Reference").fill(made.reference)
    _press(page, "Find it")
    look()
    page.get_by_label("An order of a court").check()
    _press(page, "Continue")
    look()
    _press(page, "Erase it")

    expect(page.locator(".govuk-panel")).to_contain_text("is erased")
    look()
    page.goto(f"/desk/case/{made.case}/")
    look()
    assert faults == []


def test_an_administrator_adds_people(
    as_role: Callable[..., Page],
    person: Callable[..., Person],
    look: Callable[[], None],
    faults: list[str],
) -> None:
    person("bob-2", Role.ASSESSOR, "first-firm")
    page = as_role("adm-1", Role.ADMINISTRATOR)

    for place in ("/people/", "/people/new", "/organisations/", "/organisations/new"):
        page.goto(place)
        look()
    page.goto("/people/new")
    page.get_by_label("Handle").fill("new-3")
    page.get_by_label("Role").select_option("assessor")
    page.get_by_label("For which organisation?").select_option("first-firm")
    _press(page, "Add")

    _heading(page, "Account made")
    look()
    assert faults == []


def test_a_passkey_is_enrolled_and_signs_in(
    page: Page,
    address: str,
    person: Callable[..., Person],
    look: Callable[[], None],
    faults: list[str],
) -> None:
    person("ann-1", Role.ASSESSOR, "first-firm")
    at = address.replace("127.0.0.1", "localhost")  # a passkey needs a name, not a number
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )

    page.goto(f"{at}/sign-in")
    look()
    page.get_by_label("Handle").fill("ann-1")
    page.get_by_label("Password", exact=True).fill("three random words")
    _press(page, "Continue")
    page.goto(f"{at}/desk/")
    _heading(page, "Your sign-in")
    look()
    follow(page.get_by_role("button", name="Add a passkey"))
    look()
    _press(page, "Add it")
    _heading(page, "Your sign-in")
    look()
    page.goto(f"{at}/desk/")
    _heading(page, "Queue")
    _press(page, "Sign out")
    _heading(page, "Sign in")
    _press(page, "Sign in with a passkey")

    _heading(page, "Queue")
    assert faults == []


def test_a_newcomer_signs_in_to_the_demonstration_without_script(
    browser: Browser, address: str, hub: Hub
) -> None:
    cache.clear()
    add_demonstration_accounts(hub.clock.now().date())
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()

    page.goto("/sign-in")
    row = page.locator("tbody tr", has_text="demo-assessor-two")
    code = row.locator("td").last.inner_text()
    page.get_by_label("Handle").fill("demo-assessor-two")
    page.get_by_label("Password", exact=True).fill("demonstration-only")
    _press(page, "Continue")
    page.get_by_label("Code of your authenticator app").fill(code)
    _press(page, "Sign in")

    _heading(page, "Queue")
    context.close()
