"""How far linking has come, and starting over."""

from dataclasses import dataclass

import psycopg
from psycopg import Cursor

from fielding.store.statements import read_statements

SQL = read_statements("linking_statements")
PERSONS = read_statements("person_statements")
#: Any fixed number, beside the sequencer's: whoever holds this advisory lock is the linker.
LOCK = 0x4C69_6E6B


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How much of the ledger was read, and what came out."""

    upto: int  # entries before this index are taken up
    size: int  # of the ledger
    owed: int  # identifiers and families that are to be worked out anew
    networks: int = 0  # of two reports or more
    model: str | None = None  # of persons, that the networks stand under


def reached(cursor: Cursor) -> Reached:
    """Say how far linking has come."""
    row = cursor.execute(SQL["reached"]).fetchone() or (0, 0, 0)
    return Reached(upto=row[0], size=row[1], owed=row[2])


def standing(cursor: Cursor) -> Reached:
    """Say how far linking has come, and count the networks: looks at every report."""
    row = cursor.execute(SQL["standing"]).fetchone() or (0, 0, 0, 0)
    model = cursor.execute(PERSONS["model"]).fetchone() or (None,)
    return Reached(upto=row[0], size=row[1], owed=row[2], networks=row[3], model=model[0])


def start_over(owner: psycopg.Connection) -> None:
    """Throw away everything that follows from the ledger; a linker at work notices by itself."""
    with owner.transaction():
        owner.execute(SQL["start_over"])
        owner.execute(SQL["clear"])
        owner.execute(SQL["from_the_beginning"])
