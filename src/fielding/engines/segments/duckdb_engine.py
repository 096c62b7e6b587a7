"""DuckDB: runs plans on one machine, in memory; nothing is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import ibis
from ibis.backends.duckdb import Backend
from ibis.expr.types import Table


@dataclass(frozen=True, slots=True)
class DuckDB:
    """Reads Parquet as tables of plans."""

    backend: Backend

    def read(self, folder: Path) -> Table:
        """Read all Parquet files of a folder as one table."""
        return self.backend.read_parquet(str(folder / "*.parquet"))

    def keep(self, rows: Table, name: str) -> Table:
        """Work a table out once, for all plans that ask for it."""
        # Not Table.cache(): ibis 12 cannot drop what it makes in DuckDB 2.0.
        made = self.backend.compile(rows)
        self.backend.con.execute(f'CREATE TEMP TABLE "{name}" AS {made}').fetchall()
        return self.backend.table(name)

    def share(self, rows: Table) -> Table:
        """Give the table as it is: DuckDB works out once what a plan mentions twice."""
        return rows


@contextmanager
def engine() -> Iterator[DuckDB]:
    """Open a database in memory."""
    connection = duckdb.connect()
    try:
        yield DuckDB(ibis.duckdb.from_connection(connection))
    finally:
        connection.close()
