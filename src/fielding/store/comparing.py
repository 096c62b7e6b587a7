"""Rebuilds the derived tables and says how many of their rows had been wrong."""

from collections.abc import Callable, Mapping
from typing import LiteralString

import psycopg
from psycopg import sql

from fielding.app.standing import Standing
from fielding.ledger.entry import Kept
from fielding.store.rebuilding import rebuild_tables
from fielding.store.statements import read_statements

SQL = read_statements("comparing_statements")
DERIVED = ("case_row", "referral_row", "promise_row", "case_grant")


def rebuild_and_compare(
    owner: psycopg.Connection,
    stand: Callable[[tuple[Kept, ...]], Standing],
    told: Callable[[int], None],
) -> tuple[int, Mapping[str, int]]:
    """Rebuild; give the number of cases, and by table how many rows were missing or too many."""
    with owner.transaction():
        owner.execute(SQL["hold_writers"])
        for table in DERIVED:
            owner.execute(_named("keep_before", table=table, kept=_before(table)))
        cases = rebuild_tables(owner, stand, told)
        return cases, {table: _differing(owner, table) for table in DERIVED}


def _differing(owner: psycopg.Connection, table: str) -> int:
    pairs = ((table, _before(table)), (_before(table), table))
    counts = [
        owner.execute(_named("count_missing", these=these, those=those)).fetchone()
        for these, those in pairs
    ]
    return max((int(row[0]) for row in counts if row), default=0)


def _before(table: str) -> str:
    return f"{table}_before"


def _named(statement: LiteralString, **tables: str) -> sql.Composed:
    names = {name: sql.Identifier(table) for name, table in tables.items()}
    return sql.SQL(SQL[statement]).format(**names)
