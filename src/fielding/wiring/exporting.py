"""Exports the ledger as files that `fielding_verifier`, and any reader of tlog-tiles, can check."""

import json
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

from fielding.engines.errors import NothingToExport
from fielding.engines.exports import ExportFolder
from fielding.ledger.tiles import bundle_path, encode_bundle
from fielding.store.log_snapshot import LogSnapshot, log_snapshot
from fielding.wiring.hub import keyring


class Edition(StrEnum):
    """For whom an export is made."""

    OVERSEER = "overseer"
    """All entries, tiles and checkpoints."""

    VERIFIER = "verifier"
    """The same, and the stored ciphertexts, to check that they are still those of the entries."""


def export_ledger(folder: Path, edition: Edition, told: Callable[[int, int], None]) -> int:
    """Export the ledger as it stands at one moment; give the size of its checkpoint.

    `told` hears how many entries are written, of how many. Raises FolderInUse, NothingToExport.
    """
    target = ExportFolder(folder)
    with log_snapshot() as snapshot:
        if snapshot is None:
            raise NothingToExport
        for path, content in _files(snapshot, told):
            target.put(path, content)
        if edition is Edition.VERIFIER:
            target.open("sealed")
            for entry, blob in snapshot.sealed():
                target.put(f"sealed/{entry}", blob)
        target.put("checkpoint", snapshot.note.encode())
    return snapshot.size


def _files(snapshot: LogSnapshot, told: Callable[[int, int], None]) -> Iterator[tuple[str, bytes]]:
    written = 0
    for index, entries in snapshot.bundles():
        yield bundle_path(index, len(entries) or 1), encode_bundle(entries)
        written += len(entries)
        told(written, snapshot.size)
    for tile in snapshot.tiles():
        yield tile.place.path(), tile.hashes
    for size, note in snapshot.checkpoints():
        yield f"checkpoints/{size}", note.encode()
    yield "keys.json", (json.dumps(keyring().verifier_keys(), indent=2) + "\n").encode()
