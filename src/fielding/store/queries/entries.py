"""Sequenced entries by index: what figures are computed from. Read only, and never opened."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC
from typing import TypeVar

import psycopg
from django.db import OperationalError, transaction

from fielding.access.roles import Actor, Role
from fielding.app.errors import StoreUnreachable
from fielding.ledger.entry import Kept, read_entry
from fielding.oversight.books import Standpoint
from fielding.store.statements import read_statements
from fielding.store.transactions import act_as

SQL = read_statements("entry_statements")
#: Figures are read as an overseer: all entries, and nothing of the sealed store.
READER = Actor(name="figures", role=Role.OVERSEER)
#: Entries fetched at once: a few megabytes.
PAGE = 5_000

Result = TypeVar("Result")


class PostgresEntries:
    """Reads entries that have an index; see `app.read_figures.Entries`."""

    def newest(self) -> Standpoint | None:
        """Give the newest checkpoint; None while there is none."""
        row = _ask(lambda cursor: cursor.execute(SQL["newest_checkpoint"]).fetchone())
        if row is None:
            return None
        return Standpoint(size=row[0], root=bytes(row[1]), at=row[2].astimezone(UTC))

    def root_at(self, size: int) -> bytes | None:
        """Give the root of an earlier checkpoint, if there was one of that size."""
        row = _ask(lambda cursor: cursor.execute(SQL["root_at"], {"size": size}).fetchone())
        return bytes(row[0]) if row else None

    def between(self, first: int, before: int) -> Iterator[Kept]:
        """Give entries in the order of their indexes, a page at a time."""
        for start in range(first, before, PAGE):
            yield from _rows("entries_between", first=start, before=min(start + PAGE, before))

    def at(self, indexes: Sequence[int]) -> list[Kept]:
        """Give the entries at some indexes, those that there are."""
        return list(_rows("entries_at", indexes=list(indexes)))


def _ask(question: Callable[[psycopg.Cursor], Result]) -> Result:
    try:
        with transaction.atomic():
            return question(act_as(READER))
    except (OperationalError, psycopg.OperationalError) as fault:
        raise StoreUnreachable from fault


def _rows(statement: str, **asked: object) -> Iterator[Kept]:
    rows = _ask(lambda cursor: cursor.execute(SQL[statement], asked).fetchall())
    return (read_entry(bytes(content), index=index) for index, content in rows)
