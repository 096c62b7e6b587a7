"""One case's life so far: a pen, a clock of its own, and the moment at which the past ends."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from fielding.access.roles import Actor
from fielding.app.pen import Pen
from fielding.cases.case import Case
from fielding.cases.step import Step
from fielding.definitions.service import Service
from fielding.simulation.drawing import around, in_working_hours
from fielding.simulation.world import World

SPREAD = 0.9


class NotYet(Exception):
    """What comes next lies past the end of the simulated time."""


@dataclass(slots=True)
class SimulatedClock:
    """A clock that stands until it is moved."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


@dataclass(slots=True, kw_only=True)
class Life:
    """A case on its way through the house."""

    pen: Pen
    rng: Random
    world: World
    clock: SimulatedClock
    until: datetime
    #: Referrals that their recipient leaves lying.
    ignored: set[str] = field(default_factory=set)

    @property
    def case(self) -> Case:
        return self.pen.current

    @property
    def service(self) -> Service:
        return self.pen.service

    def wait(self, what: str, pace: float = 1.0, *, at_work: bool = True) -> None:
        """Let the time pass that something takes; raise NotYet when it is not over yet."""
        hours = around(self.rng, self.world.hours[what] * pace, SPREAD)
        moment = self.clock.moment + timedelta(hours=hours)
        moment = in_working_hours(moment) if at_work else moment
        if moment > self.until:
            raise NotYet
        self.clock.moment = moment

    def pause(self, most_minutes: int) -> None:
        """Let a few minutes pass between two things that somebody does in one go."""
        moment = self.clock.moment + timedelta(seconds=self.rng.randint(40, most_minutes * 60))
        self.clock.moment = min(moment, self.until)

    def write(self, actor: Actor, step: Step) -> None:
        """Write a step down."""
        self.pen.write(actor, step)

    def words(self, what: str) -> str:
        """Say something that people in this world say."""
        return self.rng.choice(self.world.explanations[what])
