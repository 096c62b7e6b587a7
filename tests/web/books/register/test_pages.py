"""The register's pages: what each shows, who may write, and what the rules refuse."""

import json
from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from tests.conftest import shared
from tests.web.books.conftest import Entering

from fielding.app.ports import Hub
from fielding.web.books.register import listing

CONTRACTS = "/books/register/"
HELPLINE = "/books/register/contracts/helpline/"
APRIL = {"begins-day": "1", "begins-month": "4", "begins-year": "2026"}
PLACE = {"sub": "egret", "under": "heron", "share_cap": "30", **APRIL}
AGREED = {
    f"{name}-{part}": value
    for name in ("effective", "agreed")
    for part, value in (("day", "1"), ("month", "4"), ("year", "2026"))
}
TARGETS = "first-look-in-time 95 90\ndismissals-overturned 5 10 at most"


@pytest.fixture
def manager(register: Hub, enters: Entering) -> Client:
    return enters("contract-manager")


def text_of(response: HttpResponseBase) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def post(client: Client, address: str, typed: Mapping[str, object]) -> str:
    """Send a form that the register takes, and give the page it leads to."""
    response = client.post(address, typed)
    assert response.status_code == 302, response.content.decode()
    return text_of(client.get(response["Location"]))


def refused(client: Client, address: str, typed: Mapping[str, object]) -> str:
    response = client.post(address, typed)
    assert response.status_code == 422, response.status_code
    return response.content.decode()


def decide_address(client: Client) -> str:
    """Find the link by which the manager decides on the only subcontract."""
    page = text_of(client.get(HELPLINE))
    return page.partition('href="')[2] and page.split("/decide")[0].rpartition('"')[2] + "/decide"


def test_contracts_are_listed_by_title_with_their_parties(manager: Client) -> None:
    page = text_of(manager.get(CONTRACTS))

    assert "The helpline" in page
    assert "Heron Response Limited" in page
    assert "1 April 2024" in page


def test_contracts_are_found_by_title_and_stage(manager: Client) -> None:
    assert "The helpline" in text_of(manager.get(CONTRACTS, {"sought": "helpLINE"}))
    assert "The helpline" not in text_of(manager.get(CONTRACTS, {"sought": "bridge"}))
    assert "The helpline" not in text_of(manager.get(CONTRACTS, {"stage": "awarded"}))


def test_the_next_page_is_of_the_same_search(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 1)

    page = text_of(manager.get(f"{CONTRACTS}organisations/", {"sought": "Heron & Response"}))
    more = text_of(manager.get(f"{CONTRACTS}organisations/", {"sought": "heron response"}))

    assert 'value="Heron &amp; Response"' in page
    assert 'href="?sought=heron+response&amp;page=2"' in more


def test_lists_are_given_as_files_with_their_checkpoint(manager: Client) -> None:
    rows = manager.get(f"{CONTRACTS}file").content.decode().splitlines()
    firms = manager.get(f"{CONTRACTS}organisations/file").content.decode()

    assert rows[0].startswith("contract,title,buyer")
    assert rows[1].startswith("helpline,The helpline,authority,The Authority,heron")
    assert "egret,Egret Contact Limited,firm,GB-COH/TEST-egret" in firms


def test_organisations_are_found_by_name_and_number(manager: Client) -> None:
    page = text_of(manager.get(f"{CONTRACTS}organisations/", {"sought": "TEST-egret"}))

    assert "Egret Contact Limited" in page
    assert "Heron" not in page.partition("<main")[2]


def test_an_overseer_reads_and_writes_nothing(register: Hub, enters: Entering) -> None:
    overseer = enters("overseer")

    page = text_of(overseer.get(HELPLINE))

    assert "Put a firm into the chain" not in page
    assert overseer.get(f"{HELPLINE}terms").status_code == 403
    assert overseer.post(f"{HELPLINE}subcontract", PLACE).status_code == 403


def test_who_has_no_business_with_the_register_is_turned_away(
    register: Hub, enters: Entering
) -> None:
    for role in ("supplier", "second-reader", "assessor"):
        assert enters(role, "heron").get(CONTRACTS).status_code == 403


def test_a_subcontractor_is_put_in_and_approved_with_what_was_looked_at(manager: Client) -> None:
    page = post(manager, f"{HELPLINE}subcontract", PLACE)
    assert "Not approved" in page
    address = decide_address(manager)
    nothing = refused(manager, address, {"decision": "approve"})

    decided = {"decision": "approve", "looked_at": ["accounts", "site-visit"], "note": "Fine"}
    page = post(manager, address, decided)

    assert "Choose what you looked at" in nothing
    assert "Approved" in page
    assert "Not approved" not in page
    assert "Accounts, A visit to its site" in page
    firm = text_of(manager.get(f"{CONTRACTS}organisations/egret/"))
    assert "Subcontractor" in firm
    assert "Fine" in firm


def test_a_refusal_needs_words_and_leaves_the_place_open(manager: Client) -> None:
    post(manager, f"{HELPLINE}subcontract", PLACE)
    address = decide_address(manager)
    refusal = {"decision": "refuse", "looked_at": ["accounts"]}

    assert "Write down why you refuse it" in refused(manager, address, refusal)
    assert "Refused" in post(manager, address, {**refusal, "note": "No accounts"})
    assert "Not approved" in post(manager, f"{HELPLINE}subcontract", PLACE)


def test_an_overlap_a_circle_and_a_false_date_are_told_in_words(manager: Client) -> None:
    post(manager, f"{HELPLINE}subcontract", PLACE)

    overlap = refused(manager, f"{HELPLINE}subcontract", PLACE)
    circle = refused(manager, f"{HELPLINE}subcontract", {**PLACE, "sub": "heron", "under": "egret"})
    dated = refused(manager, f"{HELPLINE}subcontract", {**PLACE, "begins-month": "13"})

    assert "A firm has one place in the chain of a contract at a time" in overlap
    assert "A firm cannot work under itself" in circle
    assert "Enter a real date" in dated


def test_a_subcontract_is_ended(manager: Client) -> None:
    post(manager, f"{HELPLINE}subcontract", PLACE)
    address = decide_address(manager).replace("/decide", "/end")

    page = post(manager, address, {"on-day": "1", "on-month": "6", "on-year": "2026"})

    assert "1 June 2026" in page


def test_terms_over_time_show_what_was_changed(manager: Client) -> None:
    first = {**AGREED, "targets": TARGETS, "prices": "report-assessed 12.50 from 1,000: 11.75"}
    post(manager, f"{HELPLINE}terms", {**first, "commissions": "recovered 3.9 of amount-lost"})

    easier = {"targets": "first-look-in-time 80 70", "commissions": "recovered 11 of amount-lost"}
    page = post(manager, f"{HELPLINE}terms", {**first, **easier})

    assert "Target for first-look-in-time: 95 before, 80 now" in page
    assert "Commission recovered: 3.9 before, 11 now" in page
    assert "£12.50; from 1,000 on £11.75" in page
    assert "Recorded late" in page
    assert "at most 5 %, floor 10 %" in page
    odd = text_of(manager.get(f"{CONTRACTS}odd"))
    assert "Terms were recorded after the day from which they hold" in odd


def test_terms_that_are_not_written_like_the_example_are_pointed_at(manager: Client) -> None:
    page = refused(manager, f"{HELPLINE}terms", {**AGREED, "targets": "first-look 95"})
    swapped = refused(manager, f"{HELPLINE}terms", {**AGREED, "targets": "first-look 80 90"})

    assert "Line 1 is not written like the example" in page
    assert "the floor is better than the target" in swapped


def test_terms_name_only_what_the_service_defines(manager: Client) -> None:
    deal = {"title": "New work", "slug": "new-work", "buyer": "authority", "supplier": "heron"}
    post(manager, f"{CONTRACTS}contracts/new", {**deal, **APRIL, "service": "fraud"})
    terms = f"{CONTRACTS}contracts/new-work/terms"

    page = refused(manager, terms, {**AGREED, "targets": TARGETS})
    taken = post(manager, terms, {**AGREED, "targets": "first look in time 95 90"})

    assert "unknown: first-look-in-time, dismissals-overturned" in page
    assert "Target for first look in time" in taken
    assert "Other names of units and measures are refused" in page
    unchecked = "This contract names no service that is known here"
    assert unchecked not in page
    assert unchecked in text_of(manager.get(f"{HELPLINE}terms"))


def test_an_organisation_and_a_contract_are_registered(manager: Client) -> None:
    typed = {"name": "Osprey Ltd", "slug": "osprey", "kind": "firm", "identifiers": "gb-coh TEST9"}
    page = post(manager, f"{CONTRACTS}organisations/new", typed)
    assert "GB-COH TEST9" in page
    assert "already" in refused(manager, f"{CONTRACTS}organisations/new", typed)

    deal = {"title": "New work", "slug": "new-work", "buyer": "authority", "supplier": "osprey"}
    page = post(manager, f"{CONTRACTS}contracts/new", {**deal, **APRIL, "value": "£1,250,000"})

    assert "New work" in page
    assert "£1,250,000" in page


def test_a_renamed_organisation_keeps_its_earlier_name_readable(manager: Client) -> None:
    page = post(manager, f"{CONTRACTS}organisations/egret/name", {"name": "Egret Two Limited"})

    assert "Egret Two Limited</h1>" in page.replace(" ", " ")
    assert "Egret Contact Limited" in page
    assert "new name" in refused(manager, f"{CONTRACTS}organisations/egret/name", {})


def test_a_short_name_that_cannot_be_one_is_told(manager: Client) -> None:
    typed = {"name": "Osprey", "slug": "Os prey!", "kind": "firm"}

    assert "small letters, digits and dashes" in refused(
        manager, f"{CONTRACTS}organisations/new", typed
    )


def test_owners_and_a_circle_are_shown_and_persons_are_sealed(
    manager: Client, enters: Entering
) -> None:
    heron, egret = (f"{CONTRACTS}organisations/{slug}/" for slug in ("heron", "egret"))
    post(manager, f"{heron}owner", {"owner": "egret", "least": "60"})
    page = post(manager, f"{egret}owner", {"owner": "heron", "least": "50", "most": "75"})
    assert "50 to 75 %" in page
    assert "These organisations own one another in a circle" in page

    page = post(manager, f"{egret}owner", {"person": "Jane Smith", "least": "25"})

    assert "Jane Smith" in page
    assert "one of the two" in refused(manager, f"{egret}owner", {"least": "10"})


def test_a_contract_ends_before_its_time_with_a_reason(manager: Client) -> None:
    typed = {"reason": "mutual", "on-day": "1", "on-month": "6", "on-year": "2026"}

    page = post(manager, f"{HELPLINE}end", typed)

    assert "1 June 2026: Both parties agreed" in page
    assert "This has ended already" in refused(manager, f"{HELPLINE}end", typed)


def test_a_file_is_tried_and_then_brought_in(manager: Client) -> None:
    lines = shared("oversight/ocds_uk/contracts_finder_2025.jsonl").read_bytes().splitlines()[:5]
    content = b"\n".join([*lines, b"{broken"])

    def send(keep: str) -> str:
        file = SimpleUploadedFile("some.jsonl", content)
        typed = {"file": file, "format": "ocds", "keep": keep}
        return text_of(manager.post(f"{CONTRACTS}import", typed))

    tried = send("no")
    before = text_of(manager.get(CONTRACTS))
    kept = send("yes")

    assert "What this file would add" in tried
    assert "1 contracts" in before
    assert "Could not be read at all" in kept
    assert "Known to no schema here; kept with its release" in kept
    listed = text_of(manager.get(CONTRACTS))
    address = listed.partition("Parking Pilot - CEO")[0].rpartition('href="')[2].partition('"')[0]
    contract = text_of(manager.get(address))
    assert "As awarded: no contract has been published" in contract
    release = contract.partition("/books/register/releases/")[2].partition('"')[0]
    published = manager.get(f"{CONTRACTS}releases/{release}").content
    assert json.loads(published) == json.loads(lines[0])


def test_without_a_file_or_its_kind_nothing_is_read(manager: Client) -> None:
    assert "Choose a file" in refused(manager, f"{CONTRACTS}import", {})


def test_what_is_not_there_is_not_found(manager: Client) -> None:
    for address in (
        "releases/nothing/nothing",
        "contracts/nothing/",
        "organisations/nothing/",
        "contracts/helpline/chain/x/end",
    ):
        assert manager.get(f"{CONTRACTS}{address}").status_code == 404


def test_pages_are_called_a_demonstration_only_where_there_is_one(manager: Client) -> None:
    for address in ("", "organisations/", "organisations/egret/", "contracts/helpline/", "odd"):
        assert "Demonstration: synthetic" not in text_of(manager.get(f"{CONTRACTS}{address}"))


def test_the_register_is_exported_as_a_release_package(manager: Client) -> None:
    page = text_of(manager.get(CONTRACTS))

    response = manager.get(f"{CONTRACTS}export")

    assert f'href="{CONTRACTS}export"' in page
    assert response["Content-Disposition"].startswith('attachment; filename="register.')
    package = json.loads(text_of(response))
    assert (package["version"], package["uri"]) == ("1.1", f"http://localhost{CONTRACTS}export")
    (release,) = package["releases"]
    assert release["buyer"]["name"] == "The Authority"
