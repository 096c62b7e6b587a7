"""A month of decisions at a hub at work, which is over, and a draw committed at its beginning."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from tests.web.staff.conftest import EXPLANATION

from fielding.access.roles import Actor, Role
from fielding.app.books.readings.draws import commit_draw, make_draw
from fielding.app.decide_case import decide_case
from fielding.app.follow_case import REPORTER
from fielding.app.ports import Hub
from fielding.app.read_figures import Bookkeeper
from fielding.app.receive_case import Received, receive_case
from fielding.cases.deciding import DecisionForm
from fielding.oversight.readings.folding import Reading, Readings, fold_readings
from fielding.oversight.readings.plan import Plan
from fielding.store.queries.entries import PostgresEntries
from fielding.testing.clock import TickingClock
from fielding.testing.plain_answers import plain_answers
from fielding.wiring.figures import bookkeeper

OVERSEER = Actor(name="authority-overseer", role=Role.OVERSEER, firm="authority")
HANDLER = Actor(name="quick-handler", role=Role.ASSESSOR, firm="heron")
REASON = "Two other people named the same account number, so there is something to follow up."
STORY = "They rang twice about a parcel and then about my bank account."
DISMISS = DecisionForm(
    decision="dismiss", reason="no-crime", considered=("answers",), explanation=EXPLANATION
)
KEEP = DecisionForm(decision="keep", reason="abroad", code="NFIB90")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A hub after a draw."""

    hub: Hub
    draw: str

    @property
    def readings(self) -> Readings:
        return bookkeeper().figures().folded(fold_readings)

    def first(self, kind: str = "dismissed") -> Reading:
        """Give the first reading of a decision of a kind."""
        found = self.readings
        return next(
            one for one in found.readings.values() if found.picked[one.id].pick.decided.kind == kind
        )


@pytest.fixture
def at_work(hub: Hub, sequencing: None) -> Hub:
    """A hub at work, whose books nobody has read yet."""
    bookkeeper.cache_clear()
    return hub


@pytest.fixture
def month(at_work: Hub) -> Drawn:
    """Six dismissals and two kept reports, of last week, and a draw that waits to be made."""
    hub = at_work
    clock = TickingClock(moment=hub.clock.now() - timedelta(days=7))
    past = replace(hub, clock=clock, stamp=clock)
    plan = Plan(
        service="fraud", synthetic=False, first=clock.moment, per_handler=4,
        before=clock.moment + timedelta(days=5), readers=("authority", "egret"), checked=0,
    )  # fmt: skip
    committed = commit_draw(Bookkeeper(past, PostgresEntries()), OVERSEER, plan)
    service = hub.services.current("fraud")
    for number in range(8):
        answers = plain_answers(service)
        told = Received(service="fraud", answers=answers, door="web", key=f"report-{number:<16}")
        case = receive_case(past, REPORTER, told).case
        decide_case(past, HANDLER, case, DISMISS if number < 6 else KEEP)
        if number == 7:
            with hub.store.transaction(HANDLER) as tx:
                last = tx.history(case)[-1].entry.id
            hub.proofs.prove(last)
    return Drawn(hub=hub, draw=committed.entry.subject.partition("/")[2])


@pytest.fixture
def drawn(month: Drawn) -> Drawn:
    """The same, drawn."""
    month.hub.proofs.prove(make_draw(bookkeeper(), OVERSEER, month.draw).entry.id)
    return month
