"""A report is sent once, and its end holds receipt, own words, or nothing at all."""

import base64
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.test import Client

from fielding.ledger.proofs import verify_inclusion_file
from fielding.wiring.demonstration_accounts import add_demonstration_accounts
from fielding.wiring.hub import keyring

Reporter = Any

pytestmark = pytest.mark.usefixtures("sequencing")


def test_sending_twice_makes_one_case_and_shows_the_same_reference(
    reporter: Reporter, read_words: Any, superuser: psycopg.Connection
) -> None:
    reporter.has_answered()

    reporter.client.post(reporter.at("check"))
    first = read_words(reporter.client.get(reporter.at("sent")))
    reporter.client.post(reporter.at("check"))
    second = read_words(reporter.client.get(reporter.at("sent")))

    found = superuser.execute("SELECT count(*) FROM case_row").fetchone()
    assert found == (1,)
    assert first == second


def test_going_back_to_the_answers_after_sending_leads_to_the_end(reporter: Reporter) -> None:
    reporter.sends()

    response = reporter.client.get(reporter.at("check"))

    assert response.headers["Location"] == reporter.at("sent")


def test_an_answer_changed_after_sending_changes_nothing(
    reporter: Reporter, superuser: psycopg.Connection
) -> None:
    reporter.sends()
    page = reporter.service.pages[0]

    response = reporter.client.post(
        reporter.at(f"question/{page.name}"),
        {"asked": page.questions[0], page.questions[0]: "yes"},
    )

    assert response.headers["Location"] == reporter.at("sent")
    assert superuser.execute("SELECT count(*) FROM case_row").fetchone() == (1,)


def test_the_receipt_can_be_checked_without_us(reporter: Reporter) -> None:
    reference, _ = reporter.sends()

    response = reporter.client.get(reporter.at("sent/receipt/file"))

    receipt = json.loads(response.content)
    entry = base64.b64decode(receipt["entry"])
    keys = keyring()
    found = verify_inclusion_file(
        receipt["proof"], entry, [keys.log.verifier(), keys.cosigner.verifier()], keys.log.name
    )
    assert found.checkpoint.size > 0
    assert json.loads(entry)["facts"]["reference"] == reference
    assert f'filename="{reference}.receipt"' in response.headers["Content-Disposition"]


def test_the_receipt_holds_nothing_that_was_written(reporter: Reporter) -> None:
    reporter.sends()

    receipt = json.loads(reporter.client.get(reporter.at("sent/receipt/file")).content)

    assert b"Marigold" not in base64.b64decode(receipt["entry"])


def test_the_answers_file_belongs_to_the_receipts_entry(reporter: Reporter) -> None:
    reporter.sends()

    answers = json.loads(reporter.client.get(reporter.at("sent/answers/file")).content)

    receipt = json.loads(reporter.client.get(reporter.at("sent/receipt/file")).content)
    entry = json.loads(base64.b64decode(receipt["entry"]))
    assert answers["format"] == "fielding-answers/v1"
    assert answers["entry_id"] == entry["id"]
    assert all(re.fullmatch("[0-9a-f]{64}", told["salt"]) for told in answers["fields"])
    assert "Marker Marigold wrote this" in {told["value"] for told in answers["fields"]}


def test_own_answers_are_shown_in_words(reporter: Reporter, read_words: Any) -> None:
    reporter.sends()

    page = read_words(reporter.client.get(reporter.at("sent/answers")))

    assert "Marker Marigold wrote this" in page
    assert "£1,234.50" in page or "3 November 2026" in page


def test_keeping_nothing_leaves_no_cookie_no_draft_and_no_file(
    reporter: Reporter, read_words: Any, superuser: psycopg.Connection
) -> None:
    reporter.has_answered()

    response = reporter.client.post(reporter.at("check"), {"quiet": "yes"})

    page = read_words(response)
    assert re.search(r"Reference \S+ Code \S+", page)
    assert "ownload" not in page
    assert response.cookies["draft"].value == ""
    assert superuser.execute("SELECT count(*) FROM draft").fetchone() == (0,)


def test_nothing_that_was_written_stands_in_cookies_or_addresses(reporter: Reporter) -> None:
    reporter.sends()

    held = str(reporter.client.cookies)

    assert "Marigold" not in held
    assert set(reporter.client.cookies) == {"draft", "csrftoken"}


def test_without_the_records_all_answers_are_given_back(
    reporter: Reporter, records_away: Callable[[], None], read_words: Any
) -> None:
    reporter.has_answered()
    shown = reporter.client.get(reporter.at("check")).content.decode()
    sealed = re.search(r'name="sealed" value="([^"]+)"', shown)
    assert sealed
    records_away()

    response = reporter.client.post(reporter.at("check"), {"sealed": sealed[1]})

    page = read_words(response)
    assert response.status_code == 503
    assert "Your report has not been sent" in page
    assert "Marker Marigold wrote this" in page
    assert 'name="sealed"' in response.content.decode()


def test_the_sealed_copy_opens_for_no_other_code(
    reporter: Reporter, records_away: Callable[[], None]
) -> None:
    reporter.has_answered()
    shown = reporter.client.get(reporter.at("check")).content.decode()
    sealed = re.search(r'name="sealed" value="([^"]+)"', shown)
    assert sealed
    stranger = Client(headers={"host": "localhost"}, raise_request_exception=False)
    stranger.cookies["draft"] = "0" * 24
    records_away()

    response = stranger.post(reporter.at("check"), {"sealed": sealed[1]})

    assert response.status_code == 503
    assert b"Marigold" not in response.content


@pytest.mark.parametrize(
    ("postcode", "told"),
    [("EH1 1YZ", "Police Scotland"), ("JE2 3AB", "Jersey"), ("BF1 2AT", "forces’ address")],
)
def test_somebody_elsewhere_is_told_where_to_go_and_still_recorded(
    reporter: Reporter, read_words: Any, postcode: str, told: str
) -> None:
    reporter.sends(postcode=postcode)

    assert told in read_words(reporter.client.get(reporter.at("sent")))


def test_another_report_can_begin_after_one_was_sent(reporter: Reporter) -> None:
    reporter.sends()

    response = reporter.client.post(reporter.at("begin"))

    first = reporter.service.pages[0].name
    assert response.headers["Location"] == reporter.at(f"question/{first}")
    assert response.cookies["draft"].value == ""


def test_two_windows_that_send_at_once_make_one_case(
    reporter: Reporter, superuser: psycopg.Connection
) -> None:
    code = reporter.has_answered()

    def send() -> int:
        client = Client(headers={"host": "localhost"}, raise_request_exception=False)
        client.cookies["draft"] = code
        try:
            return client.post(reporter.at("check")).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=4) as windows:
        statuses = {window.result() for window in [windows.submit(send) for _ in range(4)]}

    assert statuses <= {302, 409}
    assert superuser.execute("SELECT count(*) FROM case_row").fetchone() == (1,)


def test_a_report_made_to_a_demonstration_is_marked_as_synthetic(reporter: Reporter) -> None:
    add_demonstration_accounts(date(2026, 11, 1))

    reporter.sends()

    receipt = json.loads(reporter.client.get(reporter.at("sent/receipt/file")).content)
    assert json.loads(base64.b64decode(receipt["entry"]))["synthetic"] is True


def test_a_report_made_to_a_real_hub_is_not_marked(reporter: Reporter) -> None:
    reporter.sends()

    receipt = json.loads(reporter.client.get(reporter.at("sent/receipt/file")).content)
    assert json.loads(base64.b64decode(receipt["entry"]))["synthetic"] is False
