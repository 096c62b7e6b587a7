"""The public accounts: anybody sees them, takes the edition away, and computes it again."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from fielding.app.ports import Hub
from fielding.wiring.recomputing import EngineName, recompute
from fielding.wiring.segmenting import publish_accounts
from fielding.wiring.simulating import simulate_reports


@pytest.fixture
def anybody() -> Client:
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def released(
    hub: Hub, sequence: Callable[[], int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Hub:
    """A release counted from 160 invented reports."""
    monkeypatch.setattr(settings, "FIELDING_VAR", tmp_path)
    simulate_reports(hub, 160, 5, lambda _: None)
    while sequence():
        pass
    publish_accounts(lambda *_: None)
    return hub


@pytest.mark.usefixtures("released")
def test_anybody_takes_the_edition_away_and_finds_every_figure_equal(
    anybody: Client, tmp_path: Path
) -> None:
    response = anybody.get("/books/accounts/edition")

    file = io.BytesIO(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    zipfile.ZipFile(file).extractall(tmp_path / "taken")
    found = recompute(tmp_path / "taken", (), EngineName.DUCKDB, lambda *_: None)
    assert response["Content-Type"] == "application/zip"
    assert (found.equal, found.edition) == (True, "public")


@pytest.mark.usefixtures("released")
def test_page_and_table_tell_checkpoint_command_definitions_and_only_tens(anybody: Client) -> None:
    page = anybody.get("/books/accounts/").content.decode()
    table = anybody.get("/books/accounts/figures").content.decode()

    rows = list(csv.DictReader(io.StringIO(table)))
    assert "fielding figures --from segments" in page
    assert "synthetic cases" in page
    assert "From case.received to case.referred" in page
    assert rows[0]["checkpoint root"] in page
    assert all(int(row["number"]) % 10 == 0 for row in rows)


def test_before_the_first_release_the_page_says_so(
    hub: Hub, anybody: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hub
    monkeypatch.setattr(settings, "FIELDING_VAR", tmp_path)

    page, edition = anybody.get("/books/accounts/"), anybody.get("/books/accounts/edition")

    assert "No accounts have been published yet" in page.content.decode()
    assert edition.status_code == 404
