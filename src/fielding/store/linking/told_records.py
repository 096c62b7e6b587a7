"""Reads what reports tell of the other side's persons, for a model to learn from, in memory."""

from collections.abc import Callable

from fielding.access.roles import SYSTEM
from fielding.app.linking.taking_up import read_told_person
from fielding.app.ports import Hub
from fielding.ledger.entry import read_entry
from fielding.ledger.errors import SealBroken
from fielding.linking.persons.fields import Record
from fielding.store.statements import read_statements
from fielding.store.transactions import PostgresStore

SQL = read_statements("person_statements")
#: Indexes of the ledger that are read at once.
STRETCH = 2_000


def told_records(
    store: PostgresStore, hub: Hub, told: Callable[[int, int], None]
) -> dict[int, Record]:
    """Open every report that tells a name of the other side; give its record by its number.

    `told` hears how many entries were read, of how many. One that was tampered with is left out.
    """
    found: dict[int, Record] = {}
    first, size = 0, 1
    while first < size:
        with store.transaction(SYSTEM) as tx:
            row = tx.cursor.execute(SQL["size"]).fetchone()
            size = row[0] if row else 0
            asked = {"first": first, "before": first + STRETCH}
            rows = tx.cursor.execute(SQL["received"], asked).fetchall()
            for index, content, month, wrapped, blob in rows:
                entry = read_entry(bytes(content), index=index).entry
                try:
                    key = tx.keys.open(tx.cursor, entry.subject, month, bytes(wrapped))
                    record = read_told_person(hub, entry, key, bytes(blob) if blob else None)
                except SealBroken:
                    continue
                if record:
                    found[index] = record
        first = min(first + STRETCH, size)
        told(first, size)
    return found
