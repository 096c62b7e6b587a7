"""Statements of the linker, asked without waiting: in a pipeline, whoever fetches waits for all."""

from collections.abc import Mapping, Sequence

import psycopg

from fielding.store.statements import read_statements

SQL = read_statements("linking_statements")
Asked = Mapping[str, object] | Sequence[object]


def ask(connection: psycopg.Connection, statement: str, asked: Asked = ()) -> psycopg.Cursor:
    """Ask for a statement, which the server plans once for a connection; give its cursor.

    Each has a cursor of its own, so that several can be on their way at once.
    """
    return psycopg.Cursor(connection).execute(SQL[statement], asked, prepare=True)
