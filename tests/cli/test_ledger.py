"""`fielding ledger`: exported, verified, rebuilt, published."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest
from django.conf import settings

from fielding.app.erase_case import erase_case
from fielding.app.ports import Hub
from fielding.testing.hub import DPO
from fielding.testing.places import MemoryPlaces
from fielding.testing.services import MemoryServices, sample_service
from fielding.testing.walk import Walk


@pytest.fixture
def walked(hub: Hub, sequence: Callable[[], int], monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Some cases, all under a checkpoint."""
    noisy = replace(hub, services=MemoryServices([sample_service()]), places=MemoryPlaces())
    monkeypatch.setattr("fielding.wiring.rebuilding.hub", lambda: noisy)
    walk = Walk(hub=noisy, chance=Random(3)).go(30)
    sequence()
    return walk


def test_an_export_can_be_verified_at_once(fielding: Any, walked: Walk, tmp_path: Path) -> None:
    folder = str(tmp_path / "export")
    exported = json.loads(fielding("ledger", "export", folder, "--json").out)

    verified = fielding("ledger", "verify", folder, "--json")

    found = json.loads(verified.out)
    assert verified.code == 0
    assert found["size"] == exported["size"] > len(walked.cases)


def test_a_tampered_export_ends_with_one(fielding: Any, walked: Walk, tmp_path: Path) -> None:
    assert walked.cases
    fielding("ledger", "export", str(tmp_path / "export"), "--edition", "verifier")
    sealed = next(iter((tmp_path / "export" / "sealed").iterdir()))
    sealed.write_bytes(b"something else")

    said = fielding("ledger", "verify", str(tmp_path / "export"))

    assert said.code == 1
    assert "sealed text is not the one" in said.out


def test_an_export_is_never_written_into_a_folder_in_use(
    fielding: Any, walked: Walk, tmp_path: Path
) -> None:
    assert walked.cases
    (tmp_path / "mine").write_text("keep me")

    said = fielding("ledger", "export", str(tmp_path))

    assert said.code == 3
    assert (tmp_path / "mine").read_text() == "keep me"


def test_the_overseers_edition_holds_no_ciphertext(
    fielding: Any, walked: Walk, tmp_path: Path
) -> None:
    assert walked.cases
    fielding("ledger", "export", str(tmp_path / "export"))

    assert not (tmp_path / "export" / "sealed").exists()


def test_a_rebuild_says_that_nothing_was_wrong(fielding: Any, walked: Walk) -> None:
    said = fielding("ledger", "rebuild", "--json")

    found = json.loads(said.out)
    assert said.code == 0
    assert found["cases"] == len(walked.cases)
    assert not any(found["differed"].values())


def test_a_rebuild_ends_with_one_when_rows_had_been_wrong(
    fielding: Any, walked: Walk, superuser: psycopg.Connection
) -> None:
    assert walked.cases
    superuser.execute("UPDATE case_row SET points = points + 1")

    said = fielding("ledger", "rebuild")

    assert said.code == 1
    assert "case_row" in said.out


def test_the_newest_checkpoint_is_printed_and_published(fielding: Any, walked: Walk) -> None:
    assert walked.cases

    said = fielding("ledger", "checkpoint")

    published = settings.FIELDING_VAR / "published"
    assert said.out.startswith(settings.FIELDING_ORIGIN)
    assert (published / "checkpoint").read_text() == said.out
    assert set(json.loads((published / "keys.json").read_text())) == {"log", "cosigner", "promise"}


def test_erasures_are_reported_with_the_day_of_the_last_backup(fielding: Any, walked: Walk) -> None:
    erased = next(case for case in walked.cases if _can_be_erased(walked, case.case))

    found = json.loads(fielding("ledger", "erasures", "--json").out)

    mine = next(each for each in found if each["case"] == erased.case)
    assert mine["basis"] == "court-order"
    assert mine["gone_from_backups"] > mine["at"][:10]


def _can_be_erased(walk: Walk, case: str) -> bool:
    with walk.hub.store.transaction(DPO) as tx:
        gone = any(kept.entry.kind == "case.erased" for kept in tx.history(case))
    if not gone:
        erase_case(walk.hub, DPO, case, basis="court-order")
    return not gone
