"""Read a funnel: the rates of firms, forces or handlers for one thing that is counted."""

from collections.abc import Mapping

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.read_figures import Bookkeeper, Figures
from fielding.oversight.countings import Counting
from fielding.oversight.performance.counted import Which, counted_in
from fielding.oversight.performance.errors import UnknownGroup
from fielding.oversight.performance.funnels import Funnel, Grouped, funnel_of
from fielding.oversight.shares import CannotCompute


def comparable(figures: Figures) -> Mapping[str, Counting]:
    """List what can be compared: everything counted that is a share, by name."""
    return {name: one for name, one in figures.countings.items() if one.of}


def read_funnel(
    bookkeeper: Bookkeeper, actor: Actor, name: str, by: Grouped, which: Which
) -> tuple[Figures, Funnel | CannotCompute]:
    """Read a funnel at the newest checkpoint; raise NotPermitted and UnknownGroup."""
    require(actor, Action.SEE_BOOKS)
    figures = bookkeeper.figures()
    if name not in comparable(figures):
        raise UnknownGroup(measure=name)
    return figures, funnel_of(counted_in(figures.tally(name), which), by)
