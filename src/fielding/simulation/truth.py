"""The truth about a simulated caseload: which reports are of one group, for measuring alone.

It is worked out from the plan again and never stands in an entry, an answer or a table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from fielding.access.roles import SYSTEM
from fielding.app.ports import Hub
from fielding.simulation.caseload import Plan, key_of, plan_plots
from fielding.simulation.places import Country
from fielding.simulation.world import World

BATCH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueReport:
    """One report that was made: its case, its group, and how many reports its group has."""

    case: str
    group: int
    size: int
    force: str
    #: Who reports; the same number is the same person.
    reporter: int


def true_reports(hub: Hub, world: World, country: Country, plan: Plan) -> Iterator[TrueReport]:
    """Tell the truth about the reports of a plan that have been made, in the order of the plan."""
    plots, forces = plan_plots(world, country, plan), list(country.forces)
    numbers = iter(range(plan.reports))
    while batch := list(islice(numbers, BATCH)):
        keys = {number: key_of(plan, number) for number in batch}
        with hub.store.transaction(SYSTEM) as tx:
            made = tx.recall_all(list(keys.values()))
        for number, key in keys.items():
            if key in made:
                yield TrueReport(
                    case=made[key].answer,
                    group=int(plots.reports.group[number]),
                    size=int(plots.reports.size[number]),
                    force=forces[plots.reports.force[number]],
                    reporter=int(plots.reports.reporter[number]),
                )
