"""Opens DuckDB with the statements of an SQL file, each headed by `-- its_name: what it is for`."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

_HEADING = re.compile(r"^-- ([a-z_]+): .+$", re.MULTILINE)


def statements_of(file: Path) -> dict[str, str]:
    """Give the statements of a file by name, in their order."""
    _, *parts = _HEADING.split(file.read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))


@contextmanager
def database_of(file: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, dict[str, str]]]:
    """Open a database with the statements of a file."""
    with duckdb.connect() as database:
        yield database, statements_of(file)
