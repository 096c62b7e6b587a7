"""Raise findings about firms outside a funnel's wider limits, each once."""

from collections.abc import Sequence

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.finding.raise_findings import raise_findings
from fielding.app.books.performance.read_funnel import comparable
from fielding.app.read_figures import Bookkeeper, Figures
from fielding.ledger.entry import Kept
from fielding.oversight.findings.proposal import Proposal
from fielding.oversight.performance.agreed import days_of
from fielding.oversight.performance.counted import Which, counted_in
from fielding.oversight.performance.errors import UnknownGroup
from fielding.oversight.performance.funnels import Funnel, Grouped, funnel_of
from fielding.oversight.performance.proposing import propose_outside
from fielding.oversight.register.register import fold_register


def outside_in(figures: Figures, name: str, which: Which) -> Sequence[Proposal]:
    """List what a funnel of firms proposes about those in the register; raise UnknownGroup."""
    if name not in comparable(figures):
        raise UnknownGroup(measure=name)
    counted = list(counted_in(figures.tally(name), which))
    funnel = funnel_of(counted, Grouped.FIRM)
    if not isinstance(funnel, Funnel):
        return ()
    months = sorted({one.month for one in counted})
    first, last = which.first or months[0], which.last or months[-1]
    period = f"{days_of(first)[0]}/{days_of(last)[1]}"
    known = figures.folded(fold_register).organisations
    found = propose_outside(funnel, name, figures.books.standpoint, period)
    return tuple(one for one in found if one.supplier in known)


def raise_outside(bookkeeper: Bookkeeper, actor: Actor, name: str, which: Which) -> list[Kept]:
    """Raise what the funnel proposes; raise NotPermitted and UnknownGroup."""
    require(actor, Action.RAISE_FINDING)
    return raise_findings(bookkeeper.hub, actor, outside_in(bookkeeper.figures(), name, which))
