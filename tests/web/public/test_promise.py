"""While no sequencer is at work, a signed promise stands in for the receipt."""

from typing import Any

from fielding.ledger.notes import open_note
from fielding.wiring.hub import keyring

Reporter = Any


def test_a_report_is_promised_its_receipt_in_plain_words_and_signed(
    reporter: Reporter, read_words: Any
) -> None:
    reporter.has_answered()
    reporter.client.post(reporter.at("check"))

    response = reporter.client.get(reporter.at("sent"))

    page = read_words(response)
    note = response.content.decode().partition('tabindex="0">')[2].partition("</pre>")[0]
    assert "Your report is recorded, and its receipt follows" in page
    assert "We promise to have it there by" in page
    assert open_note(note, [keyring().promise.verifier()]).text


def test_a_receipt_that_is_only_promised_leads_to_the_promise(reporter: Reporter) -> None:
    reporter.has_answered()
    reporter.client.post(reporter.at("check"))

    response = reporter.client.get(reporter.at("sent/receipt/file"))

    assert response.headers["Location"] == reporter.at("sent")


def test_the_receipt_is_there_once_the_sequencer_has_worked(
    reporter: Reporter, read_words: Any, sequence: Any
) -> None:
    reporter.has_answered()
    reporter.client.post(reporter.at("check"))
    sequence()

    page = read_words(reporter.client.get(reporter.at("sent")))

    assert "Report received" in page


def test_without_a_sequencer_nothing_on_paper_does_not_say_received(
    reporter: Reporter, read_words: Any
) -> None:
    reporter.has_answered()

    page = read_words(reporter.client.post(reporter.at("check"), {"quiet": "yes"}))

    assert "Your report is recorded" in page
    assert "is received" not in page
