"""A hub on PostgreSQL whose ledger is sequenced and linked when a test says so."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from fielding.access.roles import Actor, Role
from fielding.app.follow_case import add_to_case
from fielding.app.ports import Hub
from fielding.app.receive_case import Acknowledged, Received, receive_case
from fielding.store.linking.linker import Linker
from fielding.testing.hub import REPORTER
from fielding.testing.plain_answers import plain_answers

ANALYST = Actor(name="analyst-1", role=Role.ANALYST, firm="authority")
PHONE, OTHER_PHONE = "07700 900123", "07700 900456"


@dataclass(slots=True, kw_only=True)
class LinkedHub:
    """A hub whose ledger is sequenced and linked by hand."""

    hub: Hub
    linker: Linker
    sequence: Callable[[], int]
    received: dict[str, Acknowledged] = field(default_factory=dict)

    def report(self, **told: object) -> str:
        """Receive a report by the first service that the public can report to; give its case."""
        service = next(one for one in self.hub.services.in_force() if one.pages)
        answers = plain_answers(service, kind="shopping", contact=["phone"], **told)
        received = Received(
            service=service.code, answers=answers, door="web", key=f"key-{len(self.received):012}"
        )
        acknowledged = receive_case(self.hub, REPORTER, received)
        self.received[acknowledged.case] = acknowledged
        return acknowledged.case

    def add(self, case: str, text: str) -> None:
        """Let the reporter of a case add to it."""
        known = self.received[case]
        add_to_case(self.hub, known.reference, known.code, text)

    def link(self) -> None:
        """Sequence and link everything that waits."""
        while self.sequence():
            pass
        while self.linker.link_stretch():
            pass

    def another_linker(self) -> Linker:
        """Give a linker that starts with nothing in memory."""
        return replace(self.linker, _workings=None, _upto=0)
