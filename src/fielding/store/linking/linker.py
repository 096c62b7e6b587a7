"""The one linker: reads the ledger in its order, and keeps the networks that follow from it.

What joins reports is held in memory as numbers; everything durable, and everything that readers
see, stands in PostgreSQL and changes in one transaction for each stretch of the ledger. A linker
that dies has lost nothing: the next one loads what stands there and goes on from the same index.
"""

from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from django.db import connection

from fielding.access.roles import SYSTEM
from fielding.app.ports import Hub
from fielding.kernel.errors import FieldingError
from fielding.linking.networks.everything import AtOnce
from fielding.linking.rule import VERSION
from fielding.store.linking.asking import SQL, ask
from fielding.store.linking.opening import OpenAll, open_all
from fielding.store.linking.people import Models, People, people_at_work
from fielding.store.linking.reaching import LOCK
from fielding.store.linking.stretch import KINDS, Stretch
from fielding.store.linking.workings import Workings
from fielding.store.transactions import PostgresStore

#: Indexes of the ledger that one transaction takes up at most.
STRETCH = 2_000
#: So many times more of a backlog: the processes that open it stand idle at the end of each.
OF_A_BACKLOG = 5
#: With more entries than this still to read, networks are worked out once, when all are read.
BACKLOG = 20_000
#: Seconds between looks at a ledger of whose growth nothing was heard.
RESTING = 0.5


class AlreadyLinking(FieldingError):
    """Another linker is at work on this database; there must be only one. Stop it first."""

    code = "linking.already_linking"


class UnderOtherRules(FieldingError):
    """The networks were worked out under another version of the rules than this hub's.

    Work everything out anew with `fielding link run --anew`.
    """

    code = "linking.under_other_rules"


@dataclass(slots=True, kw_only=True)
class Linker:
    """Links, a stretch of the ledger at a time."""

    store: PostgresStore
    hub: Hub
    at_once: AtOnce
    #: Where trained models of persons lie; without one, persons say nothing.
    models: Models | None = None
    #: Opens the sealed answers of a stretch.
    opened: OpenAll = open_all
    _workings: Workings | None = None
    _people: People | None = None
    #: How far the ledger was read for what is in memory.
    _upto: int = 0

    def take_over(self) -> None:
        """Become the linker for as long as the connection lives, or raise AlreadyLinking."""
        with self.store.transaction(SYSTEM) as tx:
            held = tx.cursor.execute(SQL["take_over"], {"lock": LOCK}).fetchone()
        if not held or not held[0]:
            raise AlreadyLinking

    def link_stretch(self) -> int:
        """Take up the next stretch of the ledger, or pay what is owed; 0 when all is done.

        Gives how many entries the stretch had, or how many reports were owed another look. Raises
        UnderOtherRules.
        """
        try:
            while (linked := self._link(self._workings or self._load())) is None:
                self._workings = None
        except BaseException:
            # What is in memory may be ahead of what was kept.
            self._workings = None
            raise
        return linked

    def run(self, stopped: Callable[[], bool]) -> None:
        """Link until told to stop; each checkpoint of the sequencer wakes a linker at rest."""
        connection.ensure_connection()
        ear: psycopg.Connection = connection.connection
        ear.execute(SQL["listen"])
        while not stopped():
            if not self.link_stretch():
                for _ in ear.notifies(timeout=RESTING, stop_after=1):
                    pass

    def _load(self) -> Workings:
        with self.store.transaction(SYSTEM) as tx:
            row = tx.cursor.execute(SQL["upto"]).fetchone()
            self._upto, version, measured, unplaced = row or (0, VERSION, 0, False)
            if self._upto and version != VERSION:
                raise UnderOtherRules
            self._people = people_at_work(tx.cursor, self.models, self._upto)
            self._workings = Workings.load(tx.cursor, self.at_once, (measured, unplaced))
        return self._workings

    def _link(self, workings: Workings) -> int | None:
        """Link a stretch; None where the tables do not stand where memory does."""
        with self.store.pipeline(SYSTEM) as tx:
            raw = tx.cursor.connection
            length = STRETCH * (OF_A_BACKLOG if workings.unplaced else 1)
            asked = {"first": self._upto, "before": self._upto + length, "kinds": list(KINDS)}
            stands, entries = ask(raw, "begin"), ask(raw, "next_entries", asked)
            first, size, model, *_ = stands.fetchone() or (0, 0, None)
            # Somebody may have thrown everything away, to have it worked out anew.
            if first != self._upto or (self._people and self._people.version != model):
                return None
            before = min(size, first + length)
            stretch = Stretch(tx, self.hub, workings, self._people)
            paid = stretch.catch_up(first - 1)
            if first >= before:
                return paid
            # More may have come since the size was read.
            rows = [row for row in entries.fetchall() if row[0] < before]
            more = before < size and (workings.unplaced or size - before > BACKLOG)
            stretch.take_up(rows, self.opened, cause=before - 1, more=more)
            now = {"measured": workings.measured, "unplaced": workings.unplaced}
            ask(raw, "move", {"upto": before, "version": VERSION, **now})
        self._upto = before
        return int(before - first)
