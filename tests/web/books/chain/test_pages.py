"""The pages of the supply chain: rows that add up, the entries behind them, and findings raised."""

import csv
import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from tests.web.books.chain.conftest import CHAIN
from tests.web.looking import faults_of, width_of

from fielding.app.ports import Hub
from fielding.simulation.books.chains import CONTRACT
from fielding.simulation.books.scribe import Scribe
from fielding.wiring.figures import bookkeeper

Entering = Callable[..., Client]
ROOT = f"/books/chain/{CONTRACT}"
#: Each case has two entries of work.
WORK = 2 * CHAIN.cases


def test_every_entry_stands_in_one_row_of_the_table_and_the_file(
    enters: Entering, worked: Scribe
) -> None:
    overseer = enters("overseer")

    page = overseer.get(ROOT)
    rows = list(csv.DictReader(overseer.get(f"{ROOT}/file").content.decode().splitlines()))

    assert page.status_code == 200
    assert sum(int(row["entries"]) for row in rows) == WORK
    hidden = [row for row in rows if row["standing"].startswith("Undisclosed")]
    assert [row["firm"] for row in hidden] == [f"Hidden Firm 0{n}" for n in (1, 2, 3)]
    assert {row["tier"] for row in hidden} == {"–"}


def test_each_number_opens_as_many_entries_as_it_says(enters: Entering, worked: Scribe) -> None:
    overseer = enters("overseer")
    page = overseer.get(ROOT).content.decode()
    links = re.findall(r'href="(/books/chain/[^"]*entries\?[^"]+)">([\d,]+)<', page)

    found = {
        (number, overseer.get(address.replace("&amp;", "&")).content.decode())
        for address, number in links
    }

    assert len(links) > 4
    assert all(f"{number} entries</h1>" in shown for number, shown in found)


def test_a_figure_is_broken_down_along_the_chain_with_undisclosed_work_apart(
    enters: Entering, worked: Scribe
) -> None:
    manager = enters("contract-manager")

    for along, names in {
        "leaf": ("Harrier Response", "Undisclosed: not in the chain"),
        "tier": ("Tier 1: the supplier", "Tier 2"),
        "prime": ("Harrier Response", "All"),
    }.items():
        page = manager.get(f"{ROOT}/figure/reviews?along={along}").content.decode()
        assert all(name in page for name in names)
        sheet = manager.get(f"{ROOT}/figure/reviews/file?along={along}").content.decode()
        rows = list(csv.DictReader(sheet.splitlines()))
        assert sum(int(row["all"]) for row in rows[:-1]) == int(rows[-1]["all"])


@pytest.mark.parametrize(
    "place",
    [
        "figure/nothing",
        "figure/reviews?along=moon",
        "entries",
        "entries?firm=nobody&tier=1&standing=prime",
        "entries?alert=undisclosed-firm&about=nobody&month=2026-01",
        "entries?figure=reviews&along=leaf&row=nobody",
        "entries?figure=reviews&along=leaf&column=nothing",
        "entries?firm=harrier-response&tier=1&standing=prime&page=99",
        "entries?firm=harrier-response&tier=1&standing=prime&page=-1",
    ],
)
def test_an_address_that_nobody_wrote_leads_nowhere(
    enters: Entering, worked: Scribe, place: str
) -> None:
    assert enters("overseer").get(f"{ROOT}/{place}").status_code == 404


def test_the_rule_s_proposals_are_raised_once_and_the_supplier_sees_them(
    at_work: Hub, enters: Entering
) -> None:
    overseer = enters("overseer")

    first = overseer.post(f"{ROOT}/findings", follow=True)
    size = bookkeeper().figures().books.standpoint.size
    again = overseer.post(f"{ROOT}/findings", follow=True)

    assert "stands among the findings" in first.content.decode()
    assert again.status_code == 200
    assert bookkeeper().figures().books.standpoint.size == size
    seen = enters("supplier", "harrier-response").get("/books/findings/").content.decode()
    assert "Work under the contract was done by a firm that is not in its chain" in seen


def test_what_is_proposed_waits_in_one_list_until_it_is_raised(
    at_work: Hub, enters: Entering
) -> None:
    overseer = enters("overseer")

    before = overseer.get("/books/findings/proposed").content.decode()
    overseer.post(f"{ROOT}/findings")
    after = overseer.get("/books/findings/proposed").content.decode()

    assert f'href="{ROOT}"' in before
    assert "Work under the contract was done by a firm that is not in its chain" in before
    assert f'href="{ROOT}"' not in after


def test_an_award_officer_sees_the_chain_but_not_the_entries(
    enters: Entering, worked: Scribe
) -> None:
    officer = enters("award-officer")

    page = officer.get(ROOT).content.decode()

    assert "entries?" not in page
    place = "entries?firm=harrier-response&tier=1&standing=prime"
    assert officer.get(f"{ROOT}/{place}").status_code == 403


@pytest.mark.browser
def test_the_pages_are_accessible_and_no_wider_than_a_phone(
    at_work: Hub, address: str, enters: Entering, context: BrowserContext, page: Page
) -> None:
    name = settings.SESSION_COOKIE_NAME
    cookie = enters("overseer").cookies[name].value
    context.add_cookies([{"name": name, "value": cookie, "url": address}])
    page.set_viewport_size({"width": 360, "height": 740})
    faults, widths = list[str](), list[int]()

    for place in (
        "/books/chain/", ROOT, f"{ROOT}/figure/reviews", "/books/flags/", "/books/findings/proposed"
    ):  # fmt: skip
        page.goto(place)
        faults += faults_of(page)
        widths.append(width_of(page))

    assert faults == []
    assert max(widths) <= 360
