"""The pages of figures: who sees them, what adds up, and what each number opens."""

import csv
import html
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg
import pytest
from django.http import HttpResponse, HttpResponseBase
from django.test import Client

from fielding.app.read_figures import Figures
from fielding.ledger.entry import Kept
from fielding.testing.histories import BEGINNING, SERVICES, Teller, books_of, sequenced
from fielding.web.oversight.words import AT_ONCE
from fielding.wiring.figures import bookkeeper

FRAUD = SERVICES["fraud"]


def text_of(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


def numbers_of(page: str) -> list[tuple[int, str]]:
    """Find every number of a page that leads to its entries."""
    found = re.findall(r'href="([^"]+/entries\?[^"]*)">([\d,]+)<', page)
    return [(int(number.replace(",", "")), html.unescape(address)) for address, number in found]


@pytest.mark.parametrize("role", ["overseer", "supervisor", "data-protection-officer"])
def test_who_may_see_figures_sees_them(
    role: str, session_of: Callable[[str], Client], history: list[Kept]
) -> None:
    response = session_of(role).get("/figures/")

    assert response.status_code == 200
    assert "Where the reports are now" in text_of(response)


@pytest.mark.parametrize(
    "address",
    ["/figures/", "/figures/of/funnel", "/figures/of/funnel/entries", "/figures/of/funnel/file",
     "/figures/entry/0", "/figures/entry/0/file"],
)  # fmt: skip
def test_nobody_else_sees_any_of_them(
    address: str, session_of: Callable[[str], Client], history: list[Kept]
) -> None:
    assessor, nobody = session_of("assessor"), Client(SERVER_NAME="localhost")

    refused, sent_to_sign_in = assessor.get(address), nobody.get(address)

    assert refused.status_code == 403
    assert sent_to_sign_in.status_code == 302


def test_the_fates_of_the_first_page_add_up_to_all_reports(
    overseer: Client, history: list[Kept]
) -> None:
    real = {kept.entry.subject for kept in history if not kept.entry.synthetic}

    page = overseer.get("/figures/?cases=real").content.decode()

    of_funnel = [n for n, address in numbers_of(page) if "/of/funnel/" in address]
    *parts, whole = of_funnel
    assert sum(parts) == whole == len(real)


@pytest.mark.parametrize("by", ["month", "firm", "force", "service"])
@pytest.mark.parametrize("name", ["funnel", "promise.fraud.first-look", "reviews", "ages"])
def test_every_number_opens_as_many_entries_as_it_says(
    name: str, by: str, overseer: Client, history: list[Kept]
) -> None:
    page = overseer.get(f"/figures/of/{name}?by={by}&cases=synthetic").content.decode()

    numbers = numbers_of(page)

    assert numbers
    for number, address in numbers[:12]:
        opened = text_of(overseer.get(address))
        assert f"{number} {'entry' if number == 1 else 'entries'} behind this figure" in opened


def test_every_counting_has_a_page_with_its_rule(overseer: Client, history: list[Kept]) -> None:
    figures = bookkeeper().figures()

    pages = {name: overseer.get(f"/figures/of/{name}?by=firm") for name in figures.countings}

    assert {response.status_code for response in pages.values()} == {200}
    shown = text_of(pages["promise.fraud.acceptance"])
    assert "From referral.delivered to referral.accepted or referral.returned within" in shown
    assert "To be confirmed" in shown


def test_a_clock_that_an_urgent_rule_stops_says_that_no_person_did(
    overseer: Client, history: list[Kept]
) -> None:
    stopped = "promise.fraud.first-look", "measure.fraud.first-look-in-time"
    others = "promise.fraud.acceptance", "promise.fraud.second-look", "measure.fraud.reports"

    says = {
        name: AT_ONCE in text_of(overseer.get(f"/figures/of/{name}?by=firm"))
        for name in (*stopped, *others)
    }

    assert says == dict.fromkeys(stopped, True) | dict.fromkeys(others, False)


def test_a_page_says_at_which_checkpoint_it_stands_and_that_cases_are_synthetic(
    overseer: Client, history: list[Kept]
) -> None:
    shown = text_of(overseer.get("/figures/?cases=synthetic"))

    assert f"first {len(history)} entries of the ledger" in shown
    assert bookkeeper().figures().books.standpoint.root.hex() in shown
    assert "Synthetic cases only." in shown


def test_new_entries_count_only_once_they_are_sequenced(
    overseer: Client, keep: Callable[[Sequence[Kept]], None]
) -> None:
    empty = text_of(overseer.get("/figures/"))

    name = "0199a000-0000-7000-8000-000000000001"
    keep(sequenced(Teller(name=name, service=FRAUD).receive().told))
    one = overseer.get("/figures/").content.decode()

    assert "The ledger has no checkpoint yet" in empty
    assert [n for n, address in numbers_of(one) if "/of/funnel/" in address] == [1, 1]


def test_books_of_another_ledger_are_thrown_away(
    keep: Callable[[Sequence[Kept]], None], told: list[Kept]
) -> None:
    keeper = bookkeeper()
    foreign = books_of(sequenced(Teller(name="a", service=FRAUD).receive().told), BEGINNING)
    keeper._figures = Figures(books=foreign, services=(FRAUD,))
    keep(told)

    figures = keeper.figures()

    assert figures.books.standpoint.size == len(told)
    assert "case/a" not in figures.books.records


def test_filters_narrow_every_number(overseer: Client, history: list[Kept]) -> None:
    kent = overseer.get("/figures/of/funnel?by=force&cases=real&force=kent")

    shown = kent.content.decode()

    groups = re.findall(r'<th scope="row"[^>]*>([^<]+)</th>', shown)
    assert groups == ["Kent Police", "All"]


@pytest.mark.parametrize(
    "address",
    ["/figures/of/no-such", "/figures/?from=2026-13", "/figures/?by=colour",
     "/figures/of/funnel/entries?page=0", "/figures/of/funnel/entries?page=99",
     "/figures/of/funnel/entries?column=no-such", "/figures/entry/999999"],
)  # fmt: skip
def test_an_address_that_nobody_wrote_leads_nowhere(
    address: str, overseer: Client, history: list[Kept]
) -> None:
    response = overseer.get(address)

    assert response.status_code == 404


def test_an_entry_page_shows_exact_bytes_hash_index_and_proof(
    overseer: Client, history: list[Kept]
) -> None:
    kept = bookkeeper().entries.at([3])[0]

    response = overseer.get("/figures/entry/3")

    shown = html.unescape(response.content.decode())
    assert kept.content.decode() in shown
    assert kept.leaf.hex() in shown
    assert "python -m fielding_verifier receipt entry-3.receipt --key" in shown


def test_an_entry_can_be_taken_away_and_checked_without_the_hub(
    overseer: Client, history: list[Kept], tmp_path: Path
) -> None:
    receipt = tmp_path / "entry-3.receipt"
    receipt.write_bytes(overseer.get("/figures/entry/3/file").content)
    page = html.unescape(overseer.get("/figures/entry/3").content.decode())
    keys = re.findall(r"--key '([^']+)'", page)

    check = [sys.executable, "-m", "fielding_verifier", "receipt", str(receipt)]
    checked = subprocess.run(
        [*check, *(part for key in keys for part in ("--key", key))],
        check=False,
        capture_output=True,
    )

    assert checked.returncode == 0, checked.stdout


def test_a_table_can_be_taken_away_and_adds_up(overseer: Client, history: list[Kept]) -> None:
    response = overseer.get("/figures/of/promise.fraud.first-look/file?by=firm&cases=real")

    head, *rows = csv.reader(response.content.decode().splitlines())
    *groups, whole = ([int(number) for number in row[1:6]] for row in rows)
    assert head[:6] == [
        "Firm", "Kept", "Broken: done too late", "Broken: still not done", "Not yet due", "all",
    ]  # fmt: skip
    assert [sum(column) for column in zip(*groups, strict=True)] == whole
    assert rows[-1][-2] == str(len(history))


def test_the_public_sees_figures_but_no_way_down_to_a_case(history: list[Kept]) -> None:
    response = Client(SERVER_NAME="localhost").get("/published-figures")

    page = response.content.decode()
    assert response.status_code == 200
    assert "All reports received" in page
    assert "/figures/" not in page
    assert "left out" in page


def test_the_public_sees_no_count_under_ten(history: list[Kept]) -> None:
    page = Client(SERVER_NAME="localhost").get("/published-figures").content.decode()

    counts = [
        int(number.replace(",", ""))
        for number in re.findall(r'govuk-table__cell--numeric">([\d,]+)</td>', page)
    ]
    assert counts
    assert all(number == 0 or number >= 10 for number in counts)


@pytest.mark.parametrize("address", ["/figures/", "/figures/of/funnel", "/published-figures"])
def test_figures_over_a_changed_entry_are_withheld(
    address: str, overseer: Client, history: list[Kept], superuser: psycopg.Connection
) -> None:
    superuser.execute("ALTER TABLE entry DISABLE TRIGGER USER")
    changed = history[2].content.replace(b'"synthetic":true', b'"synthetic":false')
    changed = changed if changed != history[2].content else changed.replace(b"false", b"true")
    superuser.execute("UPDATE entry SET content = %s WHERE id = %s", (changed, history[2].entry.id))

    response = overseer.get(address)

    assert response.status_code == 500
    assert "Figures are withheld" in text_of(response)


def test_what_is_added_up_stands_in_the_page_and_to_the_penny_in_the_file(
    keep: Callable[[Sequence[Kept]], None], session_of: Callable[[str], Client]
) -> None:
    name, answers = "0199a000-0000-7000-8000-000000000002", {"amount-lost": 123_456_01}
    case = Teller(name=name, service=FRAUD, answers=dict(answers))
    keep(sequenced(case.receive().told))
    overseer = session_of("overseer")

    page = text_of(overseer.get("/figures/of/measure.fraud.money-lost"))
    overview = text_of(overseer.get("/figures/"))
    file = overseer.get("/figures/of/measure.fraud.money-lost/file")

    assert "£123,456.01" in page
    assert "£123,456.01, told by 1 of 1" in overview
    rows = csv.DictReader(file.content.decode().splitlines())
    assert [row["pence"] for row in rows] == ["12345601", "12345601"]
