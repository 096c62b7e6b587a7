"""A month of dismissals in a hub in memory, a draw of them, and the people who read them again."""

from dataclasses import dataclass
from datetime import timedelta

from fielding.access.roles import Actor, Role
from fielding.app.books.readings.draws import commit_draw, make_draw
from fielding.app.decide_case import decide_case
from fielding.app.read_figures import Bookkeeper
from fielding.app.receive_case import receive_case
from fielding.oversight.readings.folding import Draw, Reading, Readings, fold_readings
from fielding.oversight.readings.plan import Plan
from fielding.testing.bookkeeping import bookkeeper_of
from fielding.testing.forms import DISMISS, KEEP, a_report
from fielding.testing.hub import ASSESSOR, COLLEAGUE, OVERSEER, REPORTER, World, a_world

READER = Actor(name="reader-1", role=Role.SECOND_READER, firm="readers")
OTHER_READER = Actor(name="reader-9", role=Role.SECOND_READER, firm="elsewhere")
ADJUDICATOR = Actor(name="adjudicator-1", role=Role.ADJUDICATOR, firm="oversight")
REASON = "The reporter names the house, the hours and the neighbours who heard the same music."


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A hub with a month behind it."""

    world: World
    keeper: Bookkeeper
    cases: tuple[str, ...]

    @property
    def readings(self) -> Readings:
        return self.keeper.figures().folded(fold_readings)

    @property
    def draw(self) -> Draw:
        (draw,) = self.readings.draws.values()
        return draw

    def reading_of(self, kind: str) -> Reading:
        """Find the first reading of a decision of a kind that goes to nobody else by itself."""
        picked = self.readings.picked
        return next(
            one
            for one in self.readings.readings.values()
            if picked[one.id].pick.decided.kind == kind and not picked[one.id].pick.checked
        )


def a_plan(world: World, **changed: object) -> Plan:
    now = world.clock.moment
    told: dict[str, object] = {
        "service": "noise",
        "synthetic": False,
        "first": now - timedelta(days=1),
        "before": now + timedelta(days=30),
        "per_handler": 3,
        "checked": 0,
        "readers": ("readers", "oversight"),
    }
    return Plan(**{**told, **changed})  # type: ignore[arg-type]


def a_month(dismissed: int = 8, kept: int = 4) -> Month:
    """Commit a draw, let a month of decisions go by, and let its end come."""
    world = a_world()
    keeper = bookkeeper_of(world)
    commit_draw(keeper, OVERSEER, a_plan(world))
    cases = []
    for number in range(dismissed + kept):
        case = receive_case(world.hub, REPORTER, a_report(key=f"key-{number}")).case
        handler = ASSESSOR if number % 2 else COLLEAGUE
        decide_case(world.hub, handler, case, DISMISS if number < dismissed else KEEP)
        cases.append(case)
    world.clock.advance(days=31)
    return Month(world=world, keeper=keeper, cases=tuple(cases))


def a_drawn_month(dismissed: int = 8, kept: int = 4) -> Month:
    month = a_month(dismissed, kept)
    make_draw(month.keeper, OVERSEER, month.draw.id)
    return month
