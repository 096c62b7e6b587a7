"""A scribe: writes a ledger of invented entries in memory, without keys and without a database."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from fielding.access.roles import Actor
from fielding.definitions.service import Service
from fielding.kernel.ids import new_id
from fielding.ledger.entry import Entry, Kept, keep_entry
from fielding.ledger.tree import root_of
from fielding.oversight.books import Books, Standpoint, carry_on
from fielding.oversight.records import Rules
from fielding.oversight.rulebook import BOOKS, rule_for

SATURDAY = 5


@dataclass(slots=True, kw_only=True)
class Scribe:
    """Writes entries down in the order in which they happen; their indexes are their places."""

    service: Service
    #: Names everything it invents: the same seed gives the same ids.
    seed: str
    log: list[Kept] = field(default_factory=list)
    _last: dict[str, str] = field(default_factory=dict)

    def case_id(self, name: str, at: datetime) -> str:
        """Invent the id of a case."""
        return str(new_id(at, hashlib.sha256(f"{self.seed}/{name}".encode()).digest()))

    def write(
        self,
        who: Actor,
        kind: str,
        subject: str,
        at: datetime,
        facts: Mapping[str, object] | None = None,
    ) -> int:
        """Write one entry of a case or a folio; give its index."""
        of_case = subject.startswith("case/")
        kept = keep_entry(
            Entry(
                id=self.case_id(f"entry/{len(self.log)}", at),
                service=self.service.code if of_case else BOOKS,
                definition=self.service.digest if of_case else rule_for(kind).digest,
                kind=kind,
                subject=subject,
                previous=self._last.get(subject),
                occurred_at=at,
                recorded_at=at,
                actor=who.name,
                role=who.role.value,
                firm=who.firm,
                contract=who.contract,
                facts=facts or {},
                synthetic=True,
            )
        )
        index = len(self.log)
        self.log.append(Kept(entry=kept.entry, content=kept.content, leaf=kept.leaf, index=index))
        self._last[subject] = kept.leaf.hex()
        return index

    def books(self, now: datetime) -> Books:
        """Fold everything written; the checkpoint is signed, so to say, now."""
        standing = Standpoint(
            size=len(self.log), root=root_of([kept.leaf for kept in self.log]), at=now
        )
        nothing = Books(standpoint=Standpoint(size=0, root=root_of([]), at=now))
        return carry_on(nothing, self.log, standing, self._rules())

    def _rules(self) -> Rules:
        services = {self.service.digest: self.service}
        return Rules(definition=services.__getitem__, workday=lambda _: _weekday)


def _weekday(day: date) -> bool:
    return day.weekday() < SATURDAY
