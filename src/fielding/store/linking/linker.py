"""The one linker: reads the ledger in its order, and keeps the networks that follow from it.

What joins reports is held in memory as numbers; everything durable, and everything that readers
see, stands in PostgreSQL and changes in one transaction for each stretch of the ledger. A linker
that dies has lost nothing: the next one loads what stands there and goes on from the same index.
"""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from fielding.access.roles import SYSTEM
from fielding.app.ports import Hub
from fielding.kernel.errors import FieldingError
from fielding.linking.joining import Joining
from fielding.store.linking.loading import load
from fielding.store.linking.stretch import KINDS, Stretch
from fielding.store.statements import read_statements
from fielding.store.transactions import PostgresStore, PostgresTransaction

SQL = read_statements("linking_statements")
#: Any fixed number, beside the sequencer's: whoever holds this advisory lock is the linker.
LOCK = 0x4C69_6E6B
#: Indexes of the ledger that one transaction takes up at most.
STRETCH = 2_000
#: Seconds between looks at a ledger that has nothing new.
RESTING = 0.05


class AlreadyLinking(FieldingError):
    """Another linker is at work on this database; there must be only one. Stop it first."""

    code = "linking.already_linking"


@dataclass(slots=True, kw_only=True)
class Linker:
    """Links, a stretch of the ledger at a time."""

    store: PostgresStore
    hub: Hub
    empty: Callable[[], Joining]
    _joining: Joining | None = None
    #: How many reports each network has.
    _sizes: dict[int, int] = field(default_factory=dict)
    _networks: dict[int, int] = field(default_factory=dict)

    def take_over(self) -> None:
        """Become the linker for as long as the connection lives, or raise AlreadyLinking."""
        with self.store.transaction(SYSTEM) as tx:
            held = tx.cursor.execute(SQL["take_over"], {"lock": LOCK}).fetchone()
        if not held or not held[0]:
            raise AlreadyLinking

    def link_stretch(self) -> int:
        """Take up the next stretch of the ledger; give how many entries it had, 0 when none."""
        try:
            with self.store.transaction(SYSTEM) as tx:
                return self._link(tx)
        except BaseException:
            # What is in memory may be ahead of what was kept.
            self._joining = None
            raise

    def run(self, stopped: Callable[[], bool]) -> None:
        """Link until told to stop."""
        while not stopped():
            if not self.link_stretch():
                time.sleep(RESTING)

    def _link(self, tx: PostgresTransaction) -> int:
        row = tx.cursor.execute(SQL["upto"]).fetchone()
        first, size = row or (0, 0)
        before = min(size, first + STRETCH)
        if first >= before:
            return 0
        if self._joining is None:
            self._joining = self.empty()
            self._networks = load(tx.cursor, self._joining)
            self._sizes = dict(Counter(self._networks.values()))
        asked = {"first": first, "before": before, "kinds": list(KINDS)}
        rows = tx.cursor.execute(SQL["next_entries"], asked).fetchall()
        if rows:
            stretch = Stretch(
                tx=tx,
                hub=self.hub,
                joining=self._joining,
                networks=self._networks,
                sizes=self._sizes,
            )
            stretch.take_up(rows)
        tx.cursor.execute(SQL["move"], {"upto": before})
        return int(before - first)
