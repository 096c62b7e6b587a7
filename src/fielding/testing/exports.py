"""Builds exported ledgers from made-up entries, honest ones and tampered ones."""

import random
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from fielding.kernel.canonical import canonical_bytes
from fielding.kernel.instants import write_instant
from fielding.ledger.checkpoints import Checkpoint, sign_checkpoint
from fielding.ledger.notes import KeyKind, SigningKey
from fielding.ledger.proofs import Receipt, inclusion_file, receipt_file
from fielding.ledger.tiles import (
    TILE_WIDTH,
    RightEdge,
    bundle_path,
    encode_bundle,
    tiles_for_append,
)
from fielding.ledger.tree import Node, inclusion_proof, leaf_hash, root_of

ORIGIN = "fielding.local/log"
LOG_KEY = SigningKey.from_seed(ORIGIN, bytes([1] * 32))
COSIGNER_KEY = SigningKey.from_seed("fielding.local/cosigner", bytes([2] * 32), KeyKind.COSIGNER)

#: When the first entry is recorded; each further one comes 3 seconds after the one before it.
START = datetime(2026, 11, 22, 1, 25, tzinfo=UTC)
SECONDS_APART = 3

EntryFacts = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A ledger to export: entries as they will be written, sealed texts, checkpoints to sign."""

    entries: list[EntryFacts]
    blobs: dict[str, bytes]
    """Sealed texts by entry id."""
    heads: list[tuple[int, int]]
    """Size and time (POSIX seconds) of every checkpoint, the smallest first."""

    def contents(self) -> list[bytes]:
        return [canonical_bytes(entry) for entry in self.entries]

    def notes(self) -> dict[int, str]:
        """Sign every checkpoint over these entries, with both keys."""
        leaves = [leaf_hash(content) for content in self.contents()]
        notes = dict[int, str]()
        for size, time in self.heads:
            checkpoint = Checkpoint(origin=ORIGIN, size=size, root=root_of(leaves[:size]))
            notes[size] = sign_checkpoint(checkpoint, [LOG_KEY, COSIGNER_KEY], time)
        return notes

    def rechained(self) -> "Story":
        """Give every entry the right `previous`, as the hub does, and as a careful forger would."""
        last, entries = dict[object, str](), list[EntryFacts]()
        for entry in self.entries:
            chained = entry | {"previous": last.get(entry["subject"])}
            last[entry["subject"]] = leaf_hash(canonical_bytes(chained)).hex()
            entries.append(chained)
        return replace(self, entries=entries)

    def resized(self, change: int, index: int) -> "Story":
        """Move the checkpoints after `index`, as when a forger signs a ledger of other length."""
        heads = [(size + change * (size > index), time) for size, time in self.heads]
        return replace(self, heads=sorted(dict(heads).items()))


def tell_story(size: int, chance: random.Random) -> Story:
    """Make up an honest ledger: some entries sealed, some cases erased, checkpoints in between."""
    cases = [f"case/{random_id(chance)}" for _ in range(max(1, size // 5))]
    entries, blobs = list[EntryFacts](), dict[str, bytes]()
    for number in range(size):
        entry = made_up_entry(number, chance.choice(cases), chance)
        if chance.random() < 0.3:
            _seal(entry, blobs, chance)
        if chance.random() < 0.03:
            _erase(entry, entries, blobs)
        entries.append(entry)
    sizes = sorted({size, *(chance.randrange(size + 1) for _ in range(size // 25))})
    heads = [(size, int(recorded(size).timestamp()) - 2) for size in sizes]
    return Story(entries=entries, blobs=blobs, heads=heads).rechained()


def made_up_entry(number: int, subject: str, chance: random.Random) -> EntryFacts:
    """Make up the entry at this place; its `previous` is still missing."""
    moment = write_instant(recorded(number))
    return {
        "id": random_id(chance),
        "service": "noise",
        "definition": "d" * 64,
        "kind": "case.received",
        "subject": subject,
        "also": [],
        "previous": None,
        "occurred_at": moment,
        "recorded_at": moment,
        "actor": "staff-1",
        "role": "assessor",
        "firm": None,
        "contract": None,
        "facts": {"amount": number, "words": "“quoted”, £"},
        "commitment": None,
        "sealed": None,
        "synthetic": True,
    }


def recorded(number: float) -> datetime:
    """Say when the entry at this place is recorded."""
    return START + timedelta(seconds=number * SECONDS_APART)


def random_id(chance: random.Random) -> str:
    """Make up a UUIDv7."""
    bits = chance.getrandbits(128) & ~(0xF << 76 | 3 << 62) | 7 << 76 | 2 << 62
    return str(UUID(int=bits))


def write_export(folder: Path, story: Story, notes: dict[int, str]) -> Path:
    """Write an export anew: the story's entries and tiles, under the checkpoints given."""
    shutil.rmtree(folder, ignore_errors=True)
    files = {f"checkpoints/{size}": note.encode() for size, note in notes.items()}
    files["checkpoint"] = notes[max(notes)].encode()
    files |= {f"sealed/{entry}": blob for entry, blob in story.blobs.items()}
    files |= _tiles(story.contents(), sorted(notes)) | bundles(story.contents())
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def receipt_of(story: Story, index: int) -> bytes:
    """Make the receipt of an entry under the last checkpoint."""
    contents, notes = story.contents(), story.notes()
    leaves = [leaf_hash(content) for content in contents]

    def subtree(node: Node) -> bytes:
        return root_of(leaves[node.index << node.height : (node.index + 1) << node.height])

    size = max(notes)
    proof = inclusion_file(index, inclusion_proof(index, size, subtree), notes[size])
    return receipt_file(Receipt(entry=contents[index], proof=proof))


def bundles(contents: list[bytes]) -> dict[str, bytes]:
    """Give the entry bundles by their paths."""
    starts = range(0, len(contents), TILE_WIDTH)
    rows = [contents[start : start + TILE_WIDTH] for start in starts]
    return {bundle_path(index, len(row)): encode_bundle(row) for index, row in enumerate(rows)}


def _tiles(contents: list[bytes], sizes: list[int]) -> dict[str, bytes]:
    edge, files = RightEdge(), dict[str, bytes]()
    for end in [*(size for size in sizes if size < len(contents)), len(contents)]:
        edge, tiles = tiles_for_append(edge, [leaf_hash(one) for one in contents[edge.size : end]])
        files |= {tile.place.path(): tile.hashes for tile in tiles}
    return files


def _seal(entry: EntryFacts, blobs: dict[str, bytes], chance: random.Random) -> None:
    blob = chance.randbytes(50)
    entry["sealed"] = entry["commitment"] = sha256(blob).hexdigest()
    blobs[str(entry["id"])] = blob


def _erase(entry: EntryFacts, before: list[EntryFacts], blobs: dict[str, bytes]) -> None:
    entry["kind"] = "case.erased"
    for other in before:
        if other["subject"] == entry["subject"]:
            blobs.pop(str(other["id"]), None)
