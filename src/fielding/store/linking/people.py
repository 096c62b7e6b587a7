"""Persons at the linker: which reports tell of likely one, kept as keyed tokens and pairs.

Names are nowhere in the tables: the records of candidates are opened from their own sealed entries,
in memory, and forgotten again.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import psycopg
from psycopg import Cursor

from fielding.app.linking.taking_up import take_up
from fielding.app.ports import Hub
from fielding.ledger.entry import read_entry
from fielding.ledger.errors import SealBroken
from fielding.linking.persons.fields import Record
from fielding.linking.persons.model import PersonModel
from fielding.linking.persons.pairing import Paired, arrive, leave
from fielding.linking.persons.parting import Couple
from fielding.store.statements import read_statements
from fielding.store.transactions import PostgresTransaction

SQL = read_statements("person_statements")
#: So many records stay open in memory, the last that were asked for: some 10 MB.
REMEMBERED = 20_000


class Models(Protocol):
    """Where trained models of persons lie."""

    def newest(self) -> str | None:
        """Name the version of the newest; None where none was trained."""

    def read(self, version: str) -> PersonModel:
        """Read a model; raises ModelMissing, ModelSpoilt."""


@dataclass(slots=True, kw_only=True)
class People:
    """A model at work, with the records that it looked at last."""

    model: PersonModel
    version: str  # by which the model was asked for
    records: OrderedDict[int, Record] = field(default_factory=OrderedDict)

    def remember(self, report: int, record: Record) -> None:
        """Keep a record open for a while."""
        self.records[report] = record
        self.records.move_to_end(report)
        if len(self.records) > REMEMBERED:
            self.records.popitem(last=False)


def people_at_work(cursor: Cursor, models: Models | None, upto: int) -> People | None:
    """Read the model that the networks stand under; the newest one where nothing is read yet.

    Raises ModelMissing, ModelSpoilt.
    """
    if models is None:
        return None
    row = cursor.execute(SQL["model"]).fetchone()
    version = row[0] if row else None
    if version is None and upto == 0:
        version = models.newest()
        cursor.execute(SQL["take_model"], {"model": version})
    return People(model=models.read(version), version=version) if version else None


class PersonShelf:
    """A `Shelf` over the tables, for the length of one transaction."""

    def __init__(self, tx: PostgresTransaction, hub: Hub, people: People) -> None:
        self._tx = tx
        self._hub = hub
        self._people = people

    def come(self, report: int, record: Record) -> Paired:
        """Keep the keys of a report that came, and its pairs."""
        found = arrive(self._people.model, self._hub.token_key, self, report, record)
        self._people.remember(report, record)
        self._ask("insert_keys", {"keys": list(found.keys), "report": report})
        self._keep(found)
        return found

    def go(self, report: int) -> Paired:
        """Forget a report that goes; its pairs go with it."""
        found = leave(self._people.model, self, report)
        self._people.records.pop(report, None)
        for statement in ("forget_keys", "forget_pairs_of"):
            self._ask(statement, {"report": report})
        self._keep(found)
        return found

    def holders(self, keys: Collection[bytes], most: int) -> Mapping[bytes, Collection[int]]:
        held: dict[bytes, list[int]] = defaultdict(list)
        for key, report in self._ask("holders", {"keys": list(keys), "most": most}).fetchall():
            held[key].append(report)
        return held

    def keys(self, reports: Collection[int]) -> Mapping[int, frozenset[bytes]]:
        held: dict[int, set[bytes]] = defaultdict(set)
        for report, key in self._ask("keys", {"reports": list(reports)}).fetchall():
            held[report].add(key)
        return {report: frozenset(keys) for report, keys in held.items()}

    def pairs(self, reports: Collection[int]) -> Collection[Couple]:
        found = self._ask("pairs", {"reports": list(reports)}).fetchall()
        return [(one, other) for one, other in found]

    def opened(self, reports: Collection[int]) -> Mapping[int, Record]:
        known = self._people.records
        found = {report: known[report] for report in reports if report in known}
        closed = [report for report in reports if report not in found]
        if closed:
            for row in self._ask("entries", {"reports": closed}).fetchall():
                record = self._open(row)
                if record:
                    found[row[0]] = record
        # Only now: those that are remembered put others out, some of these maybe.
        for report, record in found.items():
            self._people.remember(report, record)
        return found

    def _open(self, row: Sequence[Any]) -> Record | None:
        index, content, month, wrapped, blob = row
        entry = read_entry(content, index=index).entry
        try:
            key = self._tx.keys.open(self._tx.cursor, entry.subject, month, wrapped)
            return take_up(self._hub, entry, key, blob).person
        except SealBroken:
            return None

    def _keep(self, found: Paired) -> None:
        for statement, couples in (("insert_pairs", found.alike), ("forget_pairs", found.apart)):
            if couples:
                one, other = zip(*couples, strict=True)
                self._ask(statement, {"one": list(one), "other": list(other)})

    def _ask(self, statement: str, asked: Mapping[str, object]) -> psycopg.Cursor:
        connection = self._tx.cursor.connection
        return psycopg.Cursor(connection).execute(SQL[statement], asked, prepare=True)
