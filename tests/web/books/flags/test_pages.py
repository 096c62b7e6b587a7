"""The page of red flags: a file is looked at in memory, and every reason is told."""

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fielding.wiring.figures import bookkeeper

Entering = Callable[..., Client]
LATE = {
    "ocid": "<late>",
    "tender": {"tenderPeriod": {"endDate": "2026-02-01T23:00:00+01:00"}},
    "bids": {
        "details": [{"status": "valid", "date": "2026-02-01T22:30:00Z", "tenderers": [{"id": "W"}]}]
    },
    "awards": [{"status": "active", "suppliers": [{"id": "W"}]}],
}


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("file.jsonl", content)


def test_a_file_is_flagged_with_reasons_and_differences(enters: Entering) -> None:
    page = enters("overseer").post("/books/flags/", {"file": upload(json.dumps(LATE).encode())})

    said = page.content.decode()
    assert page.status_code == 200
    assert "Late bid won" in said
    assert "&lt;late&gt;" in said
    assert "tender/numberOfTenderers is missing" in said
    assert "raised here, not raised there" in said


def test_the_same_results_are_given_as_json(enters: Entering) -> None:
    sent = {"file": upload(json.dumps(LATE).encode()), "as": "json"}

    told = enters("contract-manager").post("/books/flags/", sent).json()

    assert told["OCID"] == {"<late>": {"R030": 1.0}}


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff", b"[" * 100_000, b'{"ocid": 1}', b"not json", b'{"releases": 7}']
)
def test_a_file_that_cannot_be_read_is_no_accident(enters: Entering, content: bytes) -> None:
    page = enters("overseer").post("/books/flags/", {"file": upload(content)})

    assert page.status_code in {200, 422}


def test_nothing_of_a_file_is_kept(enters: Entering) -> None:
    bookkeeper.cache_clear()
    enters("overseer").post("/books/flags/", {"file": upload(json.dumps(LATE).encode())})

    assert bookkeeper().figures().books.standpoint.size == 0


def test_without_a_file_the_page_asks_for_one(enters: Entering) -> None:
    page = enters("overseer").post("/books/flags/", {})

    assert page.status_code == 422
    assert "Choose a file" in page.content.decode()
