"""Plans: each counting as one relational expression, and the cube that all its tables add up from.

DuckDB and Spark run the same expression; a cube equals the points of `oversight.countings`.
"""

from collections.abc import Callable, Iterable, Mapping

from ibis.expr.types import Table

from fielding.definitions.service import Measure, Service
from fielding.engines.segments.counted import entry_rows, review_rows
from fielding.engines.segments.fates import age_rows, fate_rows
from fielding.engines.segments.opened import Opened
from fielding.engines.segments.promises import promise_rows
from fielding.oversight.countings import name_of

#: What a cube is counted by: whatever a figure can be of, or broken down by.
SIDES = ("synthetic", "service", "month", "firm", "force", "says")
#: Gives the rows of a counting, one for each thing counted.
Plan = Callable[[Opened], Table]


def plans(services: Iterable[Service]) -> Mapping[str, Plan]:
    """Compile every counting of these services, under the names of `oversight.countings`."""
    found: dict[str, Plan] = {"funnel": fate_rows, "ages": age_rows, "reviews": review_rows}
    for service in services:
        for clock in service.clocks:
            found[name_of("promise", service.code, clock)] = _promise(service.code, clock)
        for measure in service.measures.values():
            name = name_of("measure", service.code, measure.name)
            met = measure.meeting
            # One plan for a clock and for the measures that go by it: it is counted once.
            promise = found.get(name_of("promise", service.code, met)) if met else None
            found[name] = promise or _entries(service.code, measure)
    return found


def cubes(opened: Opened, known: Mapping[str, Plan]) -> Mapping[str, Table]:
    """Compile the cube of each counting; figures that go by one plan share its cube."""
    made = {plan: cube(plan(opened)) for plan in known.values()}
    return {name: made[plan] for name, plan in known.items()}


def sum_cubes(opened: Opened, services: Iterable[Service]) -> Mapping[str, Table]:
    """Compile the sum of every measure that adds an amount up, in pence."""
    return {
        name_of("sum", service.code, measure.name): _sum(entry_rows(opened, service.code, measure))
        for service in services
        for measure in service.measures.values()
        if measure.adds
    }


def _sum(rows: Table) -> Table:
    told = rows.filter(rows.pence.notnull())
    return told.group_by(*SIDES).aggregate(number=told.pence.sum().cast("int64"))


def cube(rows: Table) -> Table:
    """Count rows by everything a figure can be broken down by."""
    return rows.group_by(*SIDES).aggregate(number=rows.count())


def _promise(service: str, clock: str) -> Plan:
    return lambda opened: promise_rows(opened, service, clock)


def _entries(service: str, measure: Measure) -> Plan:
    return lambda opened: entry_rows(opened, service, measure)
