"""Simulates a caseload: a year of reports, each lived through from its report to the present."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from fielding.access.roles import SYSTEM, Actor
from fielding.app.follow_case import REPORTER
from fielding.app.pen import Pen
from fielding.app.ports import Hub, Remembered, Transaction
from fielding.app.receive_case import format_reference
from fielding.app.sort_case import sort_case
from fielding.cases.answers import check_answers
from fielding.cases.case import RECEIVED, RETURNED
from fielding.cases.receiving import receive
from fielding.definitions.service import Service
from fielding.simulation.answering import Reporter
from fielding.simulation.answering_back import add_something, answer_referrals, dispute
from fielding.simulation.assessing import assess
from fielding.simulation.cast import Cast, make_cast
from fielding.simulation.drawing import by_weight, seeded
from fielding.simulation.errors import BrokenWorld
from fielding.simulation.life import Life, NotYet, SimulatedClock
from fielding.simulation.linking.mixture import Mixture
from fielding.simulation.linking.plots import Plot, Plots, draw_plots
from fielding.simulation.places import Country
from fielding.simulation.world import World

#: Reports that one transaction makes.
BATCH = 200
#: More reports come in by day, and most in the evening.
BY_HOUR = (1, 1, 1, 1, 1, 1, 2, 3, 6, 9, 10, 10, 9, 9, 9, 9, 9, 9, 10, 11, 10, 7, 4, 2)
#: A case is sent back, and decided again, at most so often.
ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be simulated. The same plan gives the same people, answers and decisions."""

    reports: int
    seed: int
    begin: datetime
    until: datetime
    #: How groups of offenders and their identifiers are mixed; nothing for as the world says.
    mixture: Mixture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Everything that the lives of a caseload share."""

    hub: Hub
    service: Service
    world: World
    country: Country
    cast: Cast
    plots: Plots
    plan: Plan


def simulate(
    hub: Hub, world: World, country: Country, plan: Plan, told: Callable[[int], None]
) -> int:
    """Simulate a caseload in a hub; `told` hears how many reports are done. Gives the number made.

    Everything is marked synthetic and counts at its own, simulated time. What the same plan made
    before is not made again.
    """
    service = hub.services.current(world.service)
    stage = Stage(
        hub=replace(hub, synthetic=True),
        service=service,
        world=world,
        country=country,
        cast=make_cast(world, country, plan.seed),
        plots=plan_plots(world, country, plan),
        plan=plan,
    )
    numbers, made, done = iter(range(plan.reports)), 0, 0
    while batch := list(islice(numbers, BATCH)):
        made += _simulate_batch(stage, batch)
        done += len(batch)
        told(done)
    return made


def plan_plots(world: World, country: Country, plan: Plan) -> Plots:
    """Draw what lies behind each report of a plan. The same plan gives the same plots."""
    mixture = replace(
        plan.mixture or world.offending.mixture,
        weights=tuple(float(force.referred) for force in country.forces.values()),
        days=(plan.until - plan.begin).days,
    )
    return draw_plots(plan.seed, plan.reports, mixture, world.offending.hubs)


def key_of(plan: Plan, number: int) -> str:
    """Give the key under which a report of a plan is remembered, once it is made."""
    return f"simulated/{plan.seed}/{plan.reports}/{number}"


def _simulate_batch(stage: Stage, batch: list[int]) -> int:
    keys = {number: key_of(stage.plan, number) for number in batch}
    with stage.hub.store.transaction(SYSTEM) as tx:
        known = tx.recall_all(list(keys.values()))
        new = [number for number in batch if keys[number] not in known]
        references = tx.next_numbers(len(new))
        pens = [_live(stage, tx, *each) for each in zip(new, references, strict=True)]
        tx.keep([pen.written() for pen in pens])
        tx.remember_all(
            {
                keys[number]: Remembered(digest=b"", answer=pen.case_id)
                for number, pen in zip(new, pens, strict=True)
            }
        )
    return len(new)


def _live(stage: Stage, tx: Transaction, number: int, reference: int) -> Pen:
    """Live one case through, from its report until the simulated time ends."""
    plan = stage.plan
    rng, plot = seeded(f"report/{plan.seed}/{number}"), stage.plots.of(number)
    clock = SimulatedClock(_received_at(rng, plan, plot.day))
    hub = replace(stage.hub, clock=clock)
    pen = Pen.begin(hub, stage.service, tx)
    life = Life(pen=pen, rng=rng, world=stage.world, clock=clock, until=plan.until)
    _report(stage, life, plot, format_reference(stage.service, reference, clock.moment))
    with suppress(NotYet):  # the rest of this life lies in the future
        _go_on(life, stage.cast)
    return pen


def _report(stage: Stage, life: Life, plot: Plot, reference: str) -> None:
    answers = _answers(stage, life, plot)
    door = by_weight(life.rng, stage.world.doors)
    actor: Actor = REPORTER
    if door == "phone":
        actor = life.rng.choice(stage.cast.call_handlers).actor
    life.write(actor, receive(stage.service, answers, reference=reference, door=door))
    sort_case(life.pen.hub, life.pen, SYSTEM, answers)


def _answers(stage: Stage, life: Life, plot: Plot) -> dict[str, object]:
    today = life.clock.moment.date()
    reporter = Reporter(
        rng=life.rng,
        hand=seeded(f"hand/{stage.plan.seed}/{plot.number}"),
        world=stage.world,
        country=stage.country,
        force=list(stage.country.forces.values())[plot.force],
        plot=plot,
        seed=stage.plan.seed,
        today=today,
    )
    checked = check_answers(stage.service, reporter.answer(stage.service), today=today)
    if checked.faults:
        raise BrokenWorld(**checked.faults)
    return dict(checked.answers)


def _go_on(life: Life, cast: Cast) -> None:
    """Let everybody act in turn, until nobody has anything to do."""
    add_something(life)
    if life.case.state == RECEIVED:
        assess(life, cast, "take")
    answer_referrals(life, cast)
    dispute(life, cast)
    answer_referrals(life, cast)
    for _ in range(ROUNDS):
        if life.case.state == RETURNED:
            assess(life, cast, "decide again")
            answer_referrals(life, cast)


def _received_at(rng: Random, plan: Plan, days: int) -> datetime:
    """Draw a moment of a day of the plan's time, by the hour of the day."""
    day = plan.begin + timedelta(days=days)
    hour = rng.choices(range(24), BY_HOUR)[0]
    minute = timedelta(hours=hour, minutes=rng.randrange(60), seconds=rng.randrange(60))
    return min(day.replace(hour=0, minute=0, second=0) + minute, plan.until)
