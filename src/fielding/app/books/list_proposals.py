"""List what the rules propose as findings and nobody has raised yet, of all instruments at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.billing.read_bill import Wanted, read_bill, read_bills
from fielding.app.books.chain.read_chain import read_chains
from fielding.app.books.finding.raise_findings import finding_id
from fielding.app.books.handing_over.read_handovers import read_handover, read_handovers
from fielding.app.books.performance.read_measures import list_contracts, month_in
from fielding.app.books.readings.draws import read_readings
from fielding.app.books.reviews.over_limits import propose_over_limits
from fielding.app.read_figures import Bookkeeper
from fielding.oversight.bills import proposing as bills
from fielding.oversight.bills.codes import Result
from fielding.oversight.findings.finding import fold_findings
from fielding.oversight.findings.proposal import Proposal
from fielding.oversight.handovers import proposing as handovers
from fielding.oversight.performance import proposing as measures
from fielding.oversight.performance.agreed import days_of
from fielding.oversight.readings.proposing import proposals
from fielding.oversight.readings.results import ResultsBy, ResultScope, reads_in, results
from fielding.oversight.scope import month_of


class Source(StrEnum):
    """Which instrument proposes, and so where its page is."""

    BILLS = "bills"
    CHAINS = "chains"
    MEASURES = "measures"
    READINGS = "readings"
    REVIEWS = "reviews"
    HANDOVERS = "handovers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A proposal that waits for somebody, and what it is about at its source."""

    source: Source
    #: A contract's slug, an invoice's or handover's id; a month for reviews; else nothing.
    of: str = ""
    proposal: Proposal


def list_proposals(bookkeeper: Bookkeeper, actor: Actor) -> tuple[Waiting, ...]:
    """List what waits to be raised, at the newest checkpoint.

    Measures and reviews are those of the last month that is over. Funnels propose over whichever
    months somebody chooses, so they are not here. Raises NotPermitted.
    """
    require(actor, Action.RAISE_FINDING)
    raised = bookkeeper.figures().folded(fold_findings)
    found = (
        *_of_bills(bookkeeper, actor),
        *_of_chains(bookkeeper, actor),
        *_of_measures(bookkeeper, actor),
        *_of_readings(bookkeeper, actor),
        *_of_reviews(bookkeeper),
        *_of_handovers(bookkeeper, actor),
    )
    return tuple(one for one in found if finding_id(one.proposal) not in raised)


def _of_bills(bookkeeper: Bookkeeper, actor: Actor) -> Iterator[Waiting]:
    figures = bookkeeper.figures()
    for bill in read_bills(figures, actor):
        # To open the lines of an invoice takes long; most have none in dispute.
        if bill.disputed:
            wanted = Wanted(result=Result.DISPUTE)
            shown = read_bill(bookkeeper.hub, figures, actor, (bill.id, wanted))
            for proposal in bills.propose(bill, [one.line for one in shown.lines]):
                yield Waiting(source=Source.BILLS, of=bill.id, proposal=proposal)


def _of_chains(bookkeeper: Bookkeeper, actor: Actor) -> Iterator[Waiting]:
    for slug, told in read_chains(bookkeeper, actor).by_contract.items():
        for proposal in told.proposals:
            yield Waiting(source=Source.CHAINS, of=slug, proposal=proposal)


def _of_measures(bookkeeper: Bookkeeper, actor: Actor) -> Iterator[Waiting]:
    figures = bookkeeper.figures()
    for contract in list_contracts(bookkeeper, actor):
        found = month_in(figures, contract.slug)
        for proposal in measures.propose(contract, found.readings, found.standpoint):
            yield Waiting(source=Source.MEASURES, of=contract.slug, proposal=proposal)


def _of_readings(bookkeeper: Bookkeeper, actor: Actor) -> Iterator[Waiting]:
    figures, readings = read_readings(bookkeeper, actor)
    reads = reads_in(readings, ResultScope(synthetic=not figures.has_real_cases))
    size = figures.books.standpoint.size
    for proposal in proposals(results(reads, ResultsBy.FIRM), stands_at=size):
        yield Waiting(source=Source.READINGS, proposal=proposal)


def _of_reviews(bookkeeper: Bookkeeper) -> Iterator[Waiting]:
    figures = bookkeeper.figures()
    begins, _ = days_of(month_of(figures.books.standpoint.at))
    month = (begins - timedelta(days=1)).isoformat()[:7]
    for proposal in propose_over_limits(figures, month):
        yield Waiting(source=Source.REVIEWS, of=month, proposal=proposal)


def _of_handovers(bookkeeper: Bookkeeper, actor: Actor) -> Iterator[Waiting]:
    size = bookkeeper.figures().books.standpoint.size
    for handover in read_handovers(bookkeeper, actor):
        told = read_handover(bookkeeper, actor, handover.id)
        for proposal in handovers.propose(told.handover, told.closures, size):
            yield Waiting(source=Source.HANDOVERS, of=handover.id, proposal=proposal)
