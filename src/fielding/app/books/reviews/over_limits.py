"""Propose findings on rates of reviews that lie over a contract's limit, and raise them."""

from collections.abc import Sequence

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.finding.raise_findings import raise_findings
from fielding.app.read_figures import Bookkeeper, Figures
from fielding.ledger.entry import Kept
from fielding.oversight.findings.proposal import Proposal
from fielding.oversight.register.register import fold_register
from fielding.oversight.reviews.limits import Period, over_limit


def propose_over_limits(figures: Figures, month: str) -> Sequence[Proposal]:
    """List what is over a limit in a month (YYYY-MM), by every service's contracts."""
    contracts = figures.folded(fold_register).contracts.values()
    records = list(figures.books.records.values())
    period = Period(month=month, stands_at=figures.books.standpoint.size)
    return [
        proposal
        for service in figures.services
        for proposal in over_limit(contracts, service, records, period)
    ]


def raise_over_limits(bookkeeper: Bookkeeper, actor: Actor, month: str) -> list[Kept]:
    """Raise what is proposed for a month, each finding once."""
    require(actor, Action.RAISE_FINDING)
    found = propose_over_limits(bookkeeper.figures(), month)
    return raise_findings(bookkeeper.hub, actor, found)
