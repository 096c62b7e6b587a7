"""A case told by its entries, one line each, without the rules that would allow them."""

from typing import Self

from fielding.access.roles import Actor
from fielding.ledger.entry import Entry, Kept, keep_entry
from fielding.testing.clock import TickingClock
from fielding.testing.hub import ASSESSOR

CASE = "019cadc6-0000-7000-8000-000000000001"


class Story:
    """Writes a case's entries one after another, from a Monday at nine."""

    def __init__(self, case: str = CASE) -> None:
        self.case = case
        self.clock = TickingClock()
        self.history: list[Kept] = []

    def tell(self, kind: str, *, by: Actor = ASSESSOR, **facts: object) -> Self:
        """Say that something happened."""
        moment = self.clock.now()
        number = len(self.history)
        entry = Entry(
            id=f"019cadc6-0000-7000-8000-{number:012d}",
            service="noise",
            definition="00" * 32,
            kind=kind,
            subject=f"case/{self.case}",
            previous=self.history[-1].leaf.hex() if self.history else None,
            occurred_at=moment,
            recorded_at=moment,
            actor=by.name,
            role=by.role.value,
            firm=by.firm,
            facts=facts,
        )
        self.history.append(keep_entry(entry))
        return self

    def later(self, **time: float) -> Self:
        """Let time pass."""
        self.clock.advance(**time)
        return self
