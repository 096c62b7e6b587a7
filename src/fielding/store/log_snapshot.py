"""One consistent sight of the whole ledger, for exports: streams, so that size does not matter.

Gives what is stored, right or wrong: judging it is the verifier's part.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from django.db import connection, transaction
from psycopg import Connection, ServerCursor

from fielding.access.roles import SYSTEM
from fielding.ledger.tiles import TILE_WIDTH, Tile, TilePlace, tile_width
from fielding.ledger.tree import HASH_SIZE
from fielding.store.statements import read_statements
from fielding.store.transactions import act_as

SQL = read_statements("log_statements")
#: Rows fetched at once: about four megabytes of entries.
PAGE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSnapshot:
    """The ledger as one transaction sees it, up to its newest checkpoint."""

    size: int
    note: str
    _connection: Connection

    def checkpoints(self) -> Iterator[tuple[int, str]]:
        """Give the size and note of every checkpoint, smallest first."""
        for size, note in self._rows("all_checkpoints"):
            yield int(str(size)), str(note)

    def bundles(self) -> Iterator[tuple[int, list[bytes]]]:
        """Give the entries by bundles of 256; a bundle from which entries are gone is short."""
        rows = self._rows("all_entries")
        for index, bundle in groupby(rows, key=lambda row: int(str(row[0])) // TILE_WIDTH):
            yield index, [content for _, content in bundle if isinstance(content, bytes)]

    def tiles(self) -> Iterator[Tile]:
        """Give the tiles of the newest checkpoint."""
        for level, index, hashes in self._rows("all_tiles"):
            place = (int(str(level)), int(str(index)))
            width = tile_width(*place, self.size)
            if isinstance(hashes, bytes) and width:
                at = TilePlace(level=place[0], index=place[1], width=width)
                yield Tile(place=at, hashes=hashes[: HASH_SIZE * width])

    def sealed(self) -> Iterator[tuple[str, bytes]]:
        """Give the stored ciphertexts by entry id."""
        for entry, blob in self._rows("all_sealed"):
            if isinstance(blob, bytes):
                yield str(entry), blob

    def definitions(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Give every definition ever in force: its service, its bytes, its code tables' bytes."""
        for service, content, tables in self._rows("all_definitions"):
            if isinstance(content, bytes) and isinstance(tables, bytes):
                yield str(service), content, tables

    def _rows(self, statement: str) -> Iterator[tuple[object, ...]]:
        with ServerCursor(self._connection, statement) as cursor:
            cursor.itersize = PAGE
            asked = {"size": self.size} if "%(size)s" in SQL[statement] else {}
            yield from cursor.execute(SQL[statement], asked)


@contextmanager
def log_snapshot() -> Iterator[LogSnapshot | None]:
    """Open a snapshot of the ledger; None while it has no checkpoint."""
    with transaction.atomic():
        connection.cursor().execute(SQL["one_snapshot"])
        cursor = act_as(SYSTEM)
        newest = cursor.execute(SQL["newest"]).fetchone()
        if newest is None:
            yield None
        else:
            yield LogSnapshot(size=newest[0], note=newest[1], _connection=cursor.connection)
