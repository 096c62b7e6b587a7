"""Statements of the linker, asked without waiting: in a pipeline, whoever fetches waits for all."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import psycopg

from fielding.store.statements import read_statements

SQL = read_statements("linking_statements")


def ask(
    connection: psycopg.Connection, statement: str, asked: Mapping[str, object] | None = None
) -> psycopg.Cursor:
    """Ask for a statement, which the server plans once for a connection; give its cursor.

    Each has a cursor of its own, so that several can be on their way at once.
    """
    return psycopg.Cursor(connection).execute(SQL[statement], asked, prepare=True)


def as_json(rows: Sequence[Sequence[object]]) -> str:
    """Write rows as one value, bytes in hex: columns as arrays take ten times as long to send."""
    return json.dumps(rows, default=_written)


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(value)
