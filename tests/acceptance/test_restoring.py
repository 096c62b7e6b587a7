"""A backup brings everything back, and is refused where that would make a second history."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fielding_verifier.__main__ import main as verifier

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Disaster:
    """A hub that was backed up, took one more report, and then lost all but its keys."""

    hub: Any
    backup: Path
    #: Checkpoints that outsiders kept: at the backup, and after the last report.
    at_backup: Path
    newest: Path
    receipt: Path
    #: What each of the hub's roles could do to each table.
    rights: set[tuple[str, str, str]]

    @property
    def keys(self) -> Path:
        return self.backup.parent / "keys"


@pytest.fixture(scope="module")
def lost(
    running_hub: Any, reporter_at: Callable[[str], Any], tmp_path_factory: pytest.TempPathFactory
) -> Disaster:
    """All but the keys is gone; whatever is refused leaves it so."""
    kept = tmp_path_factory.mktemp("kept")
    person = reporter_at(running_hub.address)
    receipt = person.report().receipt
    found = Disaster(
        hub=running_hub,
        backup=kept / "hub.backup",
        at_backup=kept / "checkpoint-at-backup",
        newest=kept / "newest-checkpoint",
        receipt=kept / "first.receipt",
        rights=running_hub.rights(),
    )
    found.receipt.write_bytes(receipt)
    found.at_backup.write_text(running_hub.command("ledger", "checkpoint"))
    running_hub.command("backup", str(found.backup), "--with-keys", str(found.keys))
    person.report()
    found.newest.write_text(running_hub.command("ledger", "checkpoint"))
    running_hub.command("reset", "--yes")
    shutil.copytree(found.keys, running_hub.var / "keys")
    return found


def test_a_backup_older_than_a_checkpoint_kept_outside_is_refused(lost: Disaster) -> None:
    said = lost.hub.fails("restore", str(lost.backup), "--seen", str(lost.newest), code=1)

    assert "older than what was seen outside" in said


def test_a_backup_older_than_what_this_machine_published_is_refused(lost: Disaster) -> None:
    published = lost.hub.var / "published"
    published.mkdir()
    shutil.copy(lost.newest, published / "checkpoint")

    said = lost.hub.fails("restore", str(lost.backup), code=1)

    shutil.rmtree(published)
    assert "older than what was seen outside" in said


def test_a_backup_is_not_restored_under_other_keys(lost: Disaster) -> None:
    other = b"00" * 32
    (lost.hub.var / "keys" / "log.key").write_bytes(other)

    said = lost.hub.fails("restore", str(lost.backup), code=1)

    shutil.copy(lost.keys / "log.key", lost.hub.var / "keys")
    assert "Other keys signed this ledger" in said


def test_a_damaged_backup_is_refused(lost: Disaster, tmp_path: Path) -> None:
    damaged = bytearray(lost.backup.read_bytes())
    middle = len(damaged) // 2
    damaged[middle : middle + 64] = bytes(64)
    broken = tmp_path / "damaged.backup"
    broken.write_bytes(damaged)

    lost.hub.fails("restore", str(broken), code=3)


def test_a_backup_is_restored_with_every_report_and_the_hub_goes_on(
    lost: Disaster, reporter_at: Callable[[str], Any], tmp_path: Path
) -> None:
    said = lost.hub.command("restore", str(lost.backup), "--seen", str(lost.at_backup))
    assert "1 cases" in said
    over_something = lost.hub.fails("restore", str(lost.backup), code=1)
    assert "into an empty database only" in over_something
    linked = json.loads(lost.hub.command("link", "run", "--json"))
    assert linked["entries"] > 0, "what is linked is worked out anew from the restored ledger"

    lost.hub.run()
    assert lost.hub.rights() == lost.rights
    reporter_at(lost.hub.address).report()

    lost.hub.command("ledger", "checkpoint")
    lost.hub.command("ledger", "export", str(tmp_path / "export"))
    seen = ["--seen", str(lost.at_backup), "--seen", str(lost.receipt)]
    assert verifier(["export", str(tmp_path / "export"), *lost.hub.keys(), *seen]) == 0
    assert "0 rows had been wrong" in lost.hub.command("ledger", "rebuild")
