"""Receipts: waits for an entry's checkpoint after the commit, and proves that it is in the tree."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import psycopg
from django.db import OperationalError, transaction

from fielding.access.roles import SYSTEM
from fielding.app.errors import StoreUnreachable
from fielding.app.ports import Clock, LatePromise, Receipt
from fielding.kernel.instants import write_instant
from fielding.ledger.checkpoints import Checkpoint
from fielding.ledger.notes import SigningKey, sign_note
from fielding.ledger.proofs import inclusion_file
from fielding.ledger.tiles import TilePlace, TileReader, tiles_for_spans
from fielding.ledger.tree import inclusion_proof, inclusion_spans
from fielding.store.listening import CheckpointListener
from fielding.store.statements import read_statements
from fielding.store.transactions import act_as

SQL = read_statements("ledger_statements")
#: The longest a person waits for their receipt before they get a promise.
PATIENCE = 3.0
#: By when a promised entry must be under a checkpoint (the log's maximum merge delay).
MERGE_DELAY = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry is: its bytes, its leaf hash, and its index once it has one."""

    content: bytes
    leaf: bytes
    index: int | None
    note: str | None  # the newest checkpoint


@dataclass(slots=True, kw_only=True)
class PostgresProofs:
    """Proves entries from the tiles in PostgreSQL."""

    promise_key: SigningKey
    clock: Clock
    patience: float = PATIENCE
    listener: CheckpointListener = field(default_factory=CheckpointListener)

    def prove(self, entry: str) -> Receipt | LatePromise:
        """Give the receipt of a committed entry; past our patience, a signed promise."""
        place = self._wait_for_place(entry)
        if place.index is None or place.note is None:
            return self._promise(place.leaf)
        checkpoint = Checkpoint.parse(place.note.partition("\n\n")[0] + "\n")
        with transaction.atomic():
            spans = inclusion_spans(place.index, checkpoint.size)
            tiles = _fetch(act_as(SYSTEM), tiles_for_spans(spans, checkpoint.size))
        reader = TileReader(checkpoint.size, tiles.__getitem__)
        hashes = inclusion_proof(place.index, checkpoint.size, reader.subtree)
        return Receipt(entry=place.content, proof=inclusion_file(place.index, hashes, place.note))

    def _wait_for_place(self, entry: str) -> Place:
        place = self._find(entry)
        deadline = self.clock.now() + timedelta(seconds=self.patience)
        size = _size(place)
        while place.index is None or place.index >= size:
            left = (deadline - self.clock.now()).total_seconds()
            if left <= 0 or not self.listener.wait_past(size, left):
                return place if place.index is not None and place.index < size else _unplaced(place)
            place = self._find(entry)
            size = max(_size(place), size + 1)
        return place

    def _find(self, entry: str) -> Place:
        try:
            with transaction.atomic():
                cursor = act_as(SYSTEM)
                row = cursor.execute(SQL["place_of_entry"], {"entry": entry}).fetchone()
                newest = cursor.execute(SQL["latest_checkpoint"]).fetchone()
        except (OperationalError, psycopg.OperationalError) as fault:
            raise StoreUnreachable from fault
        if row is None:
            raise LookupError(entry)
        return Place(
            content=bytes(row[0]),
            leaf=bytes(row[1]),
            index=row[2],
            note=newest[1] if newest else None,
        )

    def _promise(self, leaf: bytes) -> LatePromise:
        now = self.clock.now()
        deadline = now + MERGE_DELAY
        text = "\n".join(
            ["fielding-promise/v1", base64.b64encode(leaf).decode(), write_instant(deadline), ""]
        )
        note = sign_note(text, [self.promise_key], int(now.timestamp()))
        return LatePromise(leaf=leaf, deadline=deadline, note=note)


def _fetch(cursor: psycopg.Cursor, places: Sequence[TilePlace]) -> dict[TilePlace, bytes]:
    """Fetch tiles in one snapshot, each cut to the width asked for."""
    asked = {
        "levels": [place.level for place in places],
        "indexes": [place.index for place in places],
    }
    found = {
        (level, index): bytes(hashes)
        for level, index, hashes in cursor.execute(SQL["tiles"], asked).fetchall()
    }
    return {place: found[place.level, place.index][: 32 * place.width] for place in places}


def _size(place: Place) -> int:
    return Checkpoint.parse(place.note.partition("\n\n")[0] + "\n").size if place.note else 0


def _unplaced(place: Place) -> Place:
    return Place(content=place.content, leaf=place.leaf, index=None, note=place.note)
