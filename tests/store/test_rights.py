"""What the hub's roles may do to the tables, whatever row-level security adds to it."""

from collections import defaultdict

import psycopg
import pytest
from django.db import DatabaseError, connection

MAY = {
    "fielding_web": {
        "entry": "INSERT SELECT",
        "leaf": "SELECT",
        "tile": "SELECT",
        "edge": "SELECT",
        "checkpoint": "SELECT",
        "head": "SELECT",
        "definition": "INSERT SELECT",
        "service_key": "INSERT SELECT",
        "case_key": "DELETE INSERT SELECT",
        "sealed": "DELETE INSERT SELECT",
        "case_row": "INSERT SELECT UPDATE",
    },
    "fielding_sequencer": {
        "entry": "SELECT",
        "pending": "DELETE SELECT",
        "leaf": "INSERT SELECT",
        "tile": "INSERT SELECT",
        "edge": "INSERT SELECT UPDATE",
        "checkpoint": "INSERT SELECT",
        "head": "SELECT UPDATE",
    },
}
LEDGER = ("entry", "pending", "leaf", "tile", "edge", "checkpoint", "head")


def _rights(superuser: psycopg.Connection, role: str) -> dict[str, str]:
    rows = superuser.execute(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = %s ORDER BY 2",
        (role,),
    )
    found = defaultdict[str, list[str]](list)
    for table, right in rows:
        found[table].append(right)
    return {table: " ".join(rights) for table, rights in found.items()}


@pytest.mark.parametrize("role", list(MAY))
def test_a_role_has_no_more_rights_to_the_ledger_than_its_work_needs(
    superuser: psycopg.Connection, role: str
) -> None:
    rights = _rights(superuser, role)

    asked = {*MAY[role], *LEDGER}
    assert {table: rights[table] for table in asked if table in rights} == MAY[role]


@pytest.mark.parametrize("table", ["leaf", "checkpoint", "tile", "pending", "head"])
def test_the_web_role_cannot_write_where_the_sequencer_does(database: str, table: str) -> None:
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute(f"INSERT INTO {table} DEFAULT VALUES")
