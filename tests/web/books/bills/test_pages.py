"""Bills on pages: posted and checked at once, settled line by line, told to the supplier."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.books.bills.conftest import Intake, Posting, taken, ubl
from tests.web.books.conftest import Entering


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_invoice_is_checked_as_soon_as_it_is_posted(
    intake: Intake, manager: Client, post: Posting
) -> None:
    address = post(*[taken(case) for case in intake.references], taken("NFRC269999999"))

    said = page(manager, address)

    assert "£12.00" in said
    assert "has no entry of this unit" in said
    assert "Rules of EN 16931" in said


def test_lines_can_be_filtered_by_result_and_by_what_was_found(
    intake: Intake, manager: Client, post: Posting
) -> None:
    address = post(taken(intake.references[0]), taken("NFRC269999999"))

    disputed = page(manager, f"{address}?result=dispute")
    phantom = page(manager, f"{address}?code=phantom")

    assert "1 of 2 lines" in disputed
    assert "1 of 2 lines" in phantom


def test_a_line_leads_to_its_entries_and_can_be_settled(
    intake: Intake, manager: Client, post: Posting
) -> None:
    address = post(taken(intake.references[0]), taken("NFRC269999999"))
    first, second = f"{address}line/1", f"{address}line/2"
    assert "/figures/entry/" in page(manager, first)

    settled = manager.post(f"{second}/settle", {"result": "pay", "reason": "Shown on paper"})

    assert settled.status_code == 302
    assert "settled by hand" in page(manager, second)
    assert "£8.00" in page(manager, "/books/bills/")


def test_disputed_lines_become_findings_once_each(
    intake: Intake, manager: Client, post: Posting
) -> None:
    address = post(taken(intake.references[0]), taken("NFRC269999999"))

    for _ in range(2):
        assert manager.post(f"{address}raise").status_code == 302

    findings = page(manager, "/books/findings/")
    assert findings.count("claim units for which the ledger has no entries") == 1


def test_disputed_lines_wait_in_the_list_of_what_is_proposed_until_they_are_raised(
    intake: Intake, manager: Client, post: Posting
) -> None:
    address = post(taken(intake.references[0]), taken("NFRC269999999"))

    before = page(manager, "/books/findings/proposed")
    manager.post(f"{address}raise")
    after = page(manager, "/books/findings/proposed")

    assert f'href="{address}"' in before
    assert f'href="{address}"' not in after


def test_a_settlement_without_a_reason_is_refused(
    intake: Intake, manager: Client, post: Posting
) -> None:
    address = post(taken(intake.references[0]))

    refused = manager.post(f"{address}line/1/settle", {"result": "pay", "reason": ""})

    assert refused.status_code == 422


@pytest.mark.parametrize("paid", ["1e40", "NaN", "1.001", "Infinity", "9" * 50, "four"])
def test_what_is_no_amount_is_refused(
    intake: Intake, manager: Client, post: Posting, paid: str
) -> None:
    address = post(taken(intake.references[0]))
    told = {"result": "dispute", "reason": "Shown on paper", "paid": paid}

    assert manager.post(f"{address}line/1/settle", told).status_code == 422


def test_the_letter_names_what_is_not_paid_and_why(
    intake: Intake, manager: Client, post: Posting
) -> None:
    address = post(taken(intake.references[0]), taken(intake.references[0]))

    letter = page(manager, f"{address}letter")

    assert "was billed before" in letter
    assert "£4.00" in letter


def test_the_letter_comes_as_a_pdf(intake: Intake, manager: Client, post: Posting) -> None:
    address = post(taken("NFRC269999999"))

    answer = manager.get(f"{address}letter.pdf")

    assert answer.content.startswith(b"%PDF-")
    assert f"{address}letter.pdf" in page(manager, f"{address}letter")


def test_without_pango_the_letter_is_a_page_only(
    intake: Intake, manager: Client, post: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fielding.web.books.bills.letters.can_make_pdf", lambda: False)
    address = post(taken("NFRC269999999"))

    answer = manager.get(f"{address}letter.pdf")

    assert answer.status_code == 404
    assert "letter.pdf" not in page(manager, f"{address}letter")


def test_the_lines_come_as_a_file(intake: Intake, manager: Client, post: Posting) -> None:
    address = post(taken(intake.references[0]), taken("NFRC269999999"))

    rows = list(csv.DictReader(io.StringIO(page(manager, f"{address}file"))))

    assert [row["result"] for row in rows] == ["pay", "dispute"]
    assert rows[1]["codes"] == "phantom"


def test_the_same_number_twice_is_refused_in_words(
    intake: Intake, manager: Client, post: Posting
) -> None:
    post(taken(intake.references[0]), number="A-1")

    again = manager.post(
        "/books/bills/new",
        {"contract": "intake", "file": ubl(intake.hub, taken("X"), number="A-1")},
    )

    assert again.status_code == 422
    assert "has sent an invoice of this number already" in again.content.decode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"<a/>",
        b"x" * (21 * 1024 * 1024 + 1),
    ],
    ids=["empty", "text", "entity", "other", "large"],
)
def test_a_file_that_is_no_invoice_is_refused_in_words(
    intake: Intake, manager: Client, content: bytes
) -> None:
    sent = {"contract": "intake", "file": SimpleUploadedFile("invoice.xml", content)}

    answer = manager.post("/books/bills/new", sent)

    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()


def test_who_only_sees_the_books_posts_nothing(intake: Intake, enters: Entering) -> None:
    overseer = enters("overseer")

    answer = overseer.post("/books/bills/new", {})

    assert answer.status_code == 403
    assert "No invoice has been posted yet" in page(overseer, "/books/bills/")
