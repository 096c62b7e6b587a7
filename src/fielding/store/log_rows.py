"""Reads how the ledger stands, for publishing and for health; sees no case and writes nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from fielding.store.sequencer import LOCK
from fielding.store.statements import read_statements

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
