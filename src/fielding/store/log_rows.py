"""Reads how the ledger stands, for publishing and for health; writes nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from fielding.access.roles import Actor
from fielding.ledger.tiles import TILE_WIDTH, TilePlace
from fielding.ledger.tree import HASH_SIZE
from fielding.store.sequencer import LOCK
from fielding.store.statements import read_statements
from fielding.store.transactions import act_as

SQL = read_statements("log_statements")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogState:
    """How far the ledger is, and what waits."""

    #: Entries under the newest checkpoint, and when it was signed; None in an empty ledger.
    size: int
    signed_at: datetime | None
    #: Committed entries without an index, and since when the oldest waits.
    waiting: int
    since: datetime | None
    #: Does a sequencer hold the lock?
    sequencing: bool


def latest_checkpoint() -> str | None:
    """Give the newest signed checkpoint."""
    row = _row("latest_checkpoint")
    return str(row[0]) if row else None


def tile_hashes(place: TilePlace) -> bytes | None:
    """Give a tile's hashes, cut to the width asked for; None when there are not so many."""
    row = _row("tile", level=place.level, index=place.index)
    size = HASH_SIZE * place.width
    return bytes(row[0])[:size] if row and len(row[0]) >= size else None


def bundle_rows(actor: Actor, place: TilePlace) -> list[bytes]:
    """Give the first entries of a bundle, as the actor may see them."""
    first = place.index * TILE_WIDTH
    with transaction.atomic():
        asked = {"first": first, "after": first + place.width}
        return [bytes(row[0]) for row in act_as(actor).execute(SQL["bundle"], asked)]


def log_state() -> LogState:
    """Look at the ledger; raises Django's OperationalError when the database does not answer."""
    waiting, since = _row("pending_since") or (0, None)
    size, signed_at = _row("checkpoint_age") or (0, None)
    (sequencing,) = _row("sequencer_at_work", lock=LOCK) or (False,)
    return LogState(
        size=size, signed_at=signed_at, waiting=waiting, since=since, sequencing=sequencing
    )


def _row(statement: str, **asked: int) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(SQL[statement], asked)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
