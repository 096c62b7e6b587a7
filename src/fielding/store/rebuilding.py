"""Rebuilds the derived tables from the entries; run by the tables' owner, while nobody writes."""

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter

import psycopg

from fielding.app.standing import Standing
from fielding.ledger.entry import Kept, read_entry
from fielding.store.folios import grant
from fielding.store.standing_tables import SQL as STANDING_SQL
from fielding.store.standing_tables import keep_begun
from fielding.store.statements import read_statements

SQL = read_statements("ledger_statements")
PAGE = 1_000
BEFORE_ALL = "00000000-0000-0000-0000-000000000000"


def rebuild_tables(
    owner: psycopg.Connection,
    stand: Callable[[tuple[Kept, ...]], Standing],
    told: Callable[[int], None],
) -> int:
    """Throw the derived tables away and fold every case anew, in one transaction.

    `stand` works out how a case stands from its history; `told` hears how many cases are done.
    Gives the number of cases. The rows equal those that were there, or the rows were wrong.
    """
    done = 0
    with owner.transaction(), owner.cursor() as cursor:
        cursor.execute("LOCK TABLE entry IN SHARE MODE")
        cursor.execute(STANDING_SQL["clear_all"])
        for histories in _pages(cursor):
            keep_begun(cursor, [stand(history) for history in histories])
            done += len(histories)
            told(done)
        cursor.execute(SQL["clear_grants"])
        rows = cursor.execute(SQL["folio_entries"]).fetchall()
        grant(cursor, [read_entry(bytes(content)).entry for (content,) in rows])
    return done


def _pages(cursor: psycopg.Cursor) -> Iterator[list[tuple[Kept, ...]]]:
    after = BEFORE_ALL
    while True:
        found = cursor.execute(SQL["cases_after"], {"after": after, "most": PAGE}).fetchall()
        cases = [case for (case,) in found]
        if not cases:
            return
        rows = cursor.execute(SQL["histories"], {"cases": cases}).fetchall()
        yield [
            tuple(read_entry(bytes(content), index=index) for _, content, index in group)
            for _, group in groupby(rows, key=itemgetter(0))
        ]
        after = cases[-1]
