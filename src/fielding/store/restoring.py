"""What a restore needs of the database: it must be empty before, and erased stays erased after."""

import psycopg
from psycopg import sql

from fielding.ledger.entry import Entry, read_entry
from fielding.store.errors import DatabaseInUse
from fielding.store.statements import read_statements

SQL = read_statements("restoring_statements")
_ERASING = ("erase_keys", "erase_blobs", "erase_reading_keys", "erase_reading_texts")


def require_empty(owner: psycopg.Connection) -> None:
    """Raise DatabaseInUse if there are tables; else let restored ones keep their own rights."""
    row = owner.execute(SQL["has_tables"]).fetchone()
    if row is None or row[0]:
        raise DatabaseInUse(database=owner.info.dbname)
    owner.execute(SQL["no_default_privileges"])
    owner.execute(SQL["no_default_sequences"])


def drop_database(administrator: str, database: str) -> None:
    """Drop a database that a refused restore had filled."""
    with psycopg.connect(administrator, autocommit=True) as server:
        dropped = sql.SQL("DROP DATABASE {} WITH (FORCE)")
        server.execute(dropped.format(sql.Identifier(database)))


def erase_again(owner: psycopg.Connection) -> int:
    """Destroy keys and ciphertexts of every case erased by the ledger; give how many rows went."""
    with owner.transaction():
        return sum(owner.execute(SQL[each]).rowcount for each in _ERASING)


def erasures(owner: psycopg.Connection) -> list[Entry]:
    """List the erasures in the order in which they came."""
    return [read_entry(bytes(content)).entry for (content,) in owner.execute(SQL["erasures"])]
