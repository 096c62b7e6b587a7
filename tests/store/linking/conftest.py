"""What linking keeps, laid open for tests."""

from dataclasses import dataclass, field

import psycopg
import pytest


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What linking keeps, as the superuser sees it."""

    connection: psycopg.Connection = field(repr=False)

    def networks(self) -> set[frozenset[str]]:
        """Give the cases of each network."""
        rows = self.connection.execute(
            "SELECT array_agg(case_id::text) FROM link_report GROUP BY network"
        )
        return {frozenset(cases) for (cases,) in rows}

    def rows(self, table: str) -> list[tuple[object, ...]]:
        """Give a table's rows, without what the database numbers."""
        numbered = {"place", "identifier", "one", "other", "shown"}
        names = [
            name
            for (name,) in self.connection.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
                " ORDER BY column_name",
                (table,),
            )
            if name not in numbered
        ]
        listed = ", ".join(names)
        return sorted(self.connection.execute(f"SELECT {listed} FROM {table}"), key=repr)

    def count(self, table: str) -> int:
        """Count a table's rows."""
        row = self.connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(row[0]) if row else 0


@pytest.fixture
def tables(superuser: psycopg.Connection) -> Tables:
    return Tables(connection=superuser)
