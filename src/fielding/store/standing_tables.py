"""Keeps the derived tables in step with the entries."""

from collections.abc import Callable, Sequence
from typing import LiteralString

from psycopg import Cursor

from fielding.app.standing import Standing
from fielding.store.bulk import MANY, insert_many
from fielding.store.standing_rows import (
    CaseRow,
    PromiseRow,
    ReferralRow,
    case_row,
    columns,
    granted_bodies,
    named,
    names_of,
    promise_rows,
    referral_rows,
)
from fielding.store.statements import read_statements

SQL = read_statements("standing_statements")


def keep_begun(cursor: Cursor, standings: Sequence[Standing]) -> None:
    """Insert the rows of cases that begin."""
    cases = [columns(case_row(standing)) for standing in standings]
    referrals = [columns(row) for standing in standings for row in referral_rows(standing)]
    promises = [columns(row) for standing in standings for row in promise_rows(standing)]
    grants = [(s.case.id, body) for s in standings for body in granted_bodies(s)]
    if len(cases) > MANY:
        insert_many(cursor, "case_row", names_of(CaseRow), cases)
        insert_many(cursor, "referral_row", names_of(ReferralRow), referrals)
        insert_many(cursor, "promise_row", names_of(PromiseRow), promises)
        insert_many(cursor, "case_grant", ("case_id", "body"), grants)
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
