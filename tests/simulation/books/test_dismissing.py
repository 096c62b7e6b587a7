"""Wrong dismissals on invented worlds: who was planted is in alarm, honest ones hardly ever."""

from collections.abc import Iterable, Sequence

import pytest
from scipy.stats import binom, poisson

from fielding.oversight.readings.reading import OVERTURNED
from fielding.oversight.readings.results import (
    TEST,
    Result,
    ResultsBy,
    ResultScope,
    reads_in,
    results,
)
from fielding.oversight.statistics.sequential import Verdict
from fielding.simulation.books.dismissing import (
    MONTH,
    Dismissals,
    Firms,
    Handlers,
    simulate_firms,
    simulate_handlers,
)

pytestmark = pytest.mark.slow

SERVICE = "fraud"
SEEDS = pytest.mark.parametrize("seed", [1, 2, 3])
#: A world with more alarms than allowed comes up once in a thousand honest ones.
RARE = 0.001
#: How many readings of an honest firm the watch takes, on average, to a false alarm.
WATCH_RUNS = 4_200


def found(world: Dismissals, by: ResultsBy) -> tuple[Result, ...]:
    return results(reads_in(world.readings, ResultScope(synthetic=True)), by)


def in_alarm(results: Iterable[Result]) -> set[str]:
    """Name who the page names: their test ended in alarm, or their watch raised one."""
    return {
        one.handler or one.firm
        for one in results
        if one.test.verdict is Verdict.ALARM or one.watched.alarms
    }


def require_few_alarms(honest: Sequence[Result]) -> None:
    """Fail where the test or the watch raises more alarms over honest ones than it states."""
    tests = sum(one.test.verdict is Verdict.ALARM for one in honest)
    watches = sum(len(one.watched.alarms) for one in honest)
    readings = sum(len(one.watched.sums) for one in honest)
    assert tests <= binom.isf(RARE, len(honest), TEST.false_alarm)
    assert watches <= poisson.isf(RARE, readings / WATCH_RUNS)


@SEEDS
def test_a_handler_who_dismisses_wrongly_at_15_percent_among_200_at_5_is_found(seed: int) -> None:
    world = simulate_handlers(seed, Handlers(service=SERVICE))

    handlers = found(world, ResultsBy.HANDLER)

    assert world.planted <= in_alarm(handlers)
    require_few_alarms([one for one in handlers if one.handler not in world.planted])


def test_of_40_such_handlers_no_more_are_missed_than_stated() -> None:
    world = simulate_handlers(4, Handlers(service=SERVICE, honest=0, bad=40))

    missed = world.planted - in_alarm(found(world, ResultsBy.HANDLER))

    assert len(missed) <= binom.isf(RARE, len(world.planted), TEST.missed)


@SEEDS
def test_of_200_honest_handlers_no_more_are_in_alarm_than_stated(seed: int) -> None:
    world = simulate_handlers(seed, Handlers(service=SERVICE, bad=0, each=90, read=80))

    handlers = found(world, ResultsBy.HANDLER)

    assert world.planted == frozenset()
    require_few_alarms(handlers)


@SEEDS
def test_a_firm_that_drifts_from_day_200_is_found_after_that_day(seed: int) -> None:
    plan = Firms(service=SERVICE)
    world = simulate_firms(seed, plan)
    # Readings of the months that were over before that day.
    before = plan.from_day // MONTH * plan.handlers * plan.read

    firms = {one.firm: one for one in found(world, ResultsBy.FIRM)}

    for firm in world.planted:
        assert any(place > before for place in firms[firm].watched.alarms)


@SEEDS
def test_the_watch_over_honest_firms_raises_no_more_alarms_than_stated(seed: int) -> None:
    world = simulate_firms(seed, Firms(service=SERVICE, honest=6, drifting=0))

    firms = found(world, ResultsBy.FIRM)

    require_few_alarms(firms)


@SEEDS
def test_what_the_readings_overturn_is_what_was_wrong(seed: int) -> None:
    world = simulate_firms(seed, Firms(service=SERVICE, months=2, from_day=30))
    drawn = {one.pick.decided.case for one in world.readings.picked.values()}

    reads = reads_in(world.readings, ResultScope(synthetic=True))

    overturned = {one.picked.pick.decided.case for one in reads if one.result == OVERTURNED}
    assert overturned == world.wrong & drawn
    assert simulate_firms(seed, Firms(service=SERVICE, months=2, from_day=30)) == world
