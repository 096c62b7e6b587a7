"""Keeps the derived tables in step with the entries."""

from collections.abc import Callable, Iterable, Sequence
from typing import LiteralString

from psycopg import Cursor

from fielding.app.standing import Standing
from fielding.store.standing_rows import (
    case_row,
    columns,
    granted_bodies,
    named,
    promise_rows,
    referral_rows,
)
from fielding.store.statements import read_statements

SQL = read_statements("standing_statements")
#: From here on COPY pays: it is six times as fast as inserting row by row, but starts slower.
MANY = 20


def copy_rows(cursor: Cursor, statement: LiteralString, rows: Iterable[Sequence[object]]) -> None:
    """Send rows by COPY."""
    with cursor.copy(statement) as sink:
        for row in rows:
            sink.write_row(row)


def keep_begun(cursor: Cursor, standings: Sequence[Standing]) -> None:
    """Insert the rows of cases that begin."""
    cases = [columns(case_row(standing)) for standing in standings]
    referrals = [columns(row) for standing in standings for row in referral_rows(standing)]
    promises = [columns(row) for standing in standings for row in promise_rows(standing)]
    grants = [(s.case.id, body) for s in standings for body in granted_bodies(s)]
    if len(cases) > MANY:
        copy_rows(cursor, SQL["copy_cases"], cases)
        copy_rows(cursor, SQL["copy_referrals"], referrals)
        copy_rows(cursor, SQL["copy_promises"], promises)
        copy_rows(cursor, SQL["copy_grants"], grants)
        return
    cursor.executemany(SQL["insert_case"], cases)
    _insert(cursor.executemany, SQL["insert_referral"], referrals)
    _insert(cursor.executemany, SQL["insert_promise"], promises)
    _insert(cursor.executemany, SQL["insert_grant"], grants)


def keep_moved(cursor: Cursor, standing: Standing, known_referrals: frozenset[str]) -> None:
    """Update the rows of a case that has moved.

    Grants come last: an officer who sends a case back gives up the sight needed for the rest.
    """
    cursor.execute(SQL["move_case"], named(case_row(standing)))
    for row in referral_rows(standing):
        if row.referral_id in known_referrals:
            cursor.execute(SQL["move_referral"], named(row))
        else:
            cursor.execute(SQL["insert_referral"], columns(row))
    cursor.execute(SQL["forget_promises"], {"cases": [standing.case.id]})
    promises = [columns(row) for row in promise_rows(standing)]
    _insert(cursor.executemany, SQL["insert_promise"], promises)
    bodies = list(granted_bodies(standing))
    new = [(standing.case.id, body) for body in bodies]
    if any(row.referral_id not in known_referrals for row in referral_rows(standing)):
        _insert(cursor.executemany, SQL["insert_grant"], new)
    cursor.execute(SQL["forget_grants"], {"case": standing.case.id, "bodies": bodies})


def _insert(
    executemany: Callable[[LiteralString, Sequence[Sequence[object]]], object],
    statement: LiteralString,
    rows: Sequence[Sequence[object]],
) -> None:
    if rows:
        executemany(statement, rows)
