"""The register's pages in a real browser: accessible, and no wider than a phone."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, FilePayload, Page, expect
from tests.conftest import shared
from tests.web.books.conftest import MANAGER, Entering
from tests.web.looking import faults_of, width_of

from fielding.app.books.registering.importing import import_contracting
from fielding.app.books.registering.keeping import (
    Looked,
    NewTerms,
    add_subcontract,
    agree,
    approve_subcontract,
    end_contract,
    note_owner,
)
from fielding.app.ports import Hub
from fielding.engines.formats.ocds.json_values import values_of
from fielding.engines.formats.ocds.reader import contracting_of
from fielding.oversight.register.chains import Place
from fielding.oversight.register.owning import Share
from fielding.wiring.registering import the_register

pytestmark = pytest.mark.browser

HELPLINE = "/books/register/contracts/helpline/"
APRIL = date(2024, 4, 1)
PAGES = [
    "/books/",
    "/books/register/",
    "/books/register/organisations/",
    "/books/register/organisations/egret/",
    "/books/register/odd",
    "/books/register/import",
    "/books/register/organisations/new",
    "/books/register/organisations/egret/owner",
    "/books/register/organisations/egret/name",
    "/books/register/contracts/new",
    HELPLINE,
    f"{HELPLINE}terms",
    f"{HELPLINE}subcontract",
    f"{HELPLINE}end",
]
#: A folder for pictures of every page, for people to look at.
PICTURES = os.environ.get("FIELDING_PICTURES")


@pytest.fixture
def manager_page(
    register: Hub, enters: Entering, context: BrowserContext, address: str, page: Page
) -> Page:
    """A register with published contracts and a chain, and a contract manager in front of it."""
    hub = register
    lines = shared("oversight/ocds_uk/contracts_finder_2025.jsonl").read_bytes().splitlines()[:60]
    told = contracting_of(list(values_of(b"\n".join(lines))))
    import_contracting(hub, MANAGER, told, the_register())
    place = Place(link="", sub="egret", under="heron", begins=APRIL, share_cap=Decimal(30))
    link = str(add_subcontract(hub, MANAGER, "helpline", place).entry.facts["link"])
    approve_subcontract(hub, MANAGER, "helpline", link, Looked(at=("accounts",), note="Fine"))
    add_subcontract(
        hub, MANAGER, "helpline", Place(link="", sub="heron-two", under="egret", begins=APRIL)
    )
    target = {"measure": "first-look-in-time", "target": "95", "floor": "70"}
    commission = {"name": "recovered", "percent": "3.9", "of": "amount-lost"}
    for percent, aim in (("3.9", "95"), ("11", "80")):
        content = {
            "targets": [{**target, "target": aim}],
            "commissions": [{**commission, "percent": percent}],
            "prices": [{"unit": "report-assessed", "amount": "12.50"}],
        }
        agree(hub, MANAGER, "helpline", NewTerms(effective=APRIL, agreed=APRIL, content=content))
    for owned, owner in (("egret", "heron"), ("heron", "egret")):
        share = Share(owner=owner, least=Decimal(60), most=Decimal(75))
        note_owner(hub, MANAGER, owned, share, "")
    person = Share(owner=None, least=Decimal(25), most=Decimal(25), token="ab")
    note_owner(hub, MANAGER, "egret", person, "Jane Smith")
    last = end_contract(hub, MANAGER, "helpline", date(2026, 6, 1), "mutual")
    hub.proofs.prove(last.entry.id)
    name = settings.SESSION_COOKIE_NAME
    manager = enters("contract-manager")
    context.add_cookies([{"name": name, "value": manager.cookies[name].value, "url": address}])
    return page


def look_at(page: Page, place: str) -> list[str]:
    if PICTURES:
        file = place.strip("/").replace("/", "-") or "books"
        page.screenshot(path=Path(PICTURES) / f"{file}.png", full_page=True)
    return faults_of(page)


def test_every_page_is_accessible_and_no_wider_than_a_phone(manager_page: Page) -> None:
    manager_page.set_viewport_size({"width": 360, "height": 740})
    faults, widths = list[str](), dict[str, int]()

    for place in PAGES:
        manager_page.goto(place)
        faults += look_at(manager_page, place)
        widths[place] = width_of(manager_page)
    manager_page.goto(HELPLINE)
    manager_page.locator("main a", has_text="Decide").click()
    faults += look_at(manager_page, "decide")

    assert faults == []
    assert {place: width for place, width in widths.items() if width > 360} == {}


def test_a_file_is_read_and_brought_in(manager_page: Page) -> None:
    manager_page.goto("/books/register/import")
    manager_page.get_by_label("Ownership").check()
    circle = shared("oversight/bods_fixtures/data/edge-cases/10-circular-ownership.json")
    manager_page.get_by_label("The file").set_input_files(circle)
    manager_page.get_by_label("Bring it into the register").check()
    manager_page.get_by_role("button", name="Read the file").click()

    expect(manager_page.get_by_role("heading", level=1)).to_have_text("Brought into the register")
    faults = look_at(manager_page, "imported")
    manager_page.goto("/books/register/odd")
    expect(manager_page.get_by_role("main")).to_contain_text("Alpha Corp Ltd → Beta Corp Ltd")
    assert faults == []


def test_what_a_contracting_file_adds_is_accessible_and_no_wider_than_a_phone(
    manager_page: Page,
) -> None:
    page = manager_page
    page.set_viewport_size({"width": 360, "height": 740})
    lines = shared("oversight/ocds_uk/contracts_finder_2025.jsonl").read_bytes().splitlines()
    content = b"\n".join([*lines[60:65], b"{broken"])
    file = FilePayload(name="releases.jsonl", mimeType="text/plain", buffer=content)

    page.goto("/books/register/import")
    page.get_by_label("Contracts").check()
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What this file would add")
    expect(page.get_by_role("main")).to_contain_text("Could not be read at all")
    page.locator("summary", has_text="Every field of the file").click()
    assert look_at(page, "would-add") == []
    assert width_of(page) <= 360
