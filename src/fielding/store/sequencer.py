"""The one sequencer: gives committed entries their index, and signs a checkpoint over them."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import psycopg

from fielding.app.ports import Clock
from fielding.kernel.errors import FieldingError
from fielding.ledger.checkpoints import Checkpoint, sign_checkpoint
from fielding.ledger.notes import SigningKey
from fielding.ledger.tiles import RightEdge, Tile, TilePlace, right_edge, tiles_for_append
from fielding.store.statements import read_statements

SQL = read_statements("ledger_statements")
#: Any fixed number: whoever holds this advisory lock is the sequencer.
LOCK = 0x4669_656C_6469
LARGEST_BATCH = 4_000
#: How long entries gather before they get their index together: their wait for a receipt.
GATHERING = 0.03


class FencedOff(FieldingError):
    """Another sequencer has taken over; this one stops. That is right after a pause."""

    code = "fenced_off"


class AlreadySequencing(FieldingError):
    """Another sequencer is at work on this database; there must be only one."""

    code = "already_sequencing"


@dataclass(slots=True, kw_only=True)
class Sequencer:
    """Sequences in batches: leaves, tiles and checkpoint are stored in one transaction.

    The advisory lock keeps a second sequencer out while this one's connection lives; the epoch in
    the head row stops one that was paused and woke up after another took over.
    """

    connection: psycopg.Connection
    origin: str
    keys: Sequence[SigningKey]  # the log's and the cosigner's
    clock: Clock
    _edge: RightEdge = field(default_factory=RightEdge)
    _epoch: int = 0

    def take_over(self) -> None:
        """Become the sequencer, or raise AlreadySequencing."""
        held = self.connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,)).fetchone()
        if not held or not held[0]:
            raise AlreadySequencing
        row = self.connection.execute(SQL["take_over"]).fetchone()
        if row is None:
            raise FencedOff
        size, self._epoch = row
        partials = {
            (level, index): bytes(hashes)
            for level, index, hashes in self.connection.execute(SQL["right_edge"])
        }
        self._edge = right_edge(size, lambda place: partials[place.level, place.index])
        self.connection.commit()

    def sequence_batch(self) -> int:
        """Sequence what waits, oldest first; give how many entries got their index."""
        with self.connection.transaction():
            rows = self.connection.execute(SQL["next_batch"], {"most": LARGEST_BATCH}).fetchall()
            if not rows:
                return 0
            edge, tiles = tiles_for_append(self._edge, [bytes(leaf) for _, leaf in rows])
            self._store([queued for queued, _ in rows], edge, tiles)
        self._edge = edge
        return len(rows)

    def run(self, stopped: Callable[[], bool]) -> None:
        """Sequence until told to stop; look for new entries again and again.

        To be woken by NOTIFY from every insert would be fewer looks, but PostgreSQL lets only one
        notifying transaction commit at a time: measured, 284 inserts a second instead of 2,000.
        """
        while not stopped():
            if self.sequence_batch() < LARGEST_BATCH:
                time.sleep(GATHERING)

    def _store(self, queued: list[int], edge: RightEdge, tiles: Sequence[Tile]) -> None:
        before = self._edge.size
        moved = self.connection.execute(
            SQL["move_head"], {"after": edge.size, "before": before, "epoch": self._epoch}
        )
        if moved.rowcount != 1:
            raise FencedOff(epoch=self._epoch, size=before)
        self.connection.execute(SQL["insert_leaves"], {"first": before, "queued": queued})
        self.connection.execute(SQL["clear_pending"], {"queued": queued})
        full = [t for t in tiles if t.place.width == 256]
        partial = [t for t in tiles if t.place.width != 256]
        with self.connection.cursor() as cursor:
            if full:
                cursor.executemany(SQL["insert_tile"], [_tile_row(tile) for tile in full])
            if partial:
                cursor.executemany(SQL["move_edge"], [_tile_row(tile) for tile in partial])
        self._sign(edge)

    def _sign(self, edge: RightEdge) -> None:
        now = int(self.clock.now().timestamp())
        checkpoint = Checkpoint(origin=self.origin, size=edge.size, root=edge.root())
        note = sign_checkpoint(checkpoint, list(self.keys), now)
        self.connection.execute(
            SQL["insert_checkpoint"],
            {
                "size": edge.size,
                "root": checkpoint.root,
                "note": note,
                "at": datetime.fromtimestamp(now, UTC),
            },
        )
        self.connection.execute(SQL["tell_checkpoint"], {"size": edge.size})


def _tile_row(tile: Tile) -> tuple[int, int, bytes]:
    place: TilePlace = tile.place
    return place.level, place.index, tile.hashes
