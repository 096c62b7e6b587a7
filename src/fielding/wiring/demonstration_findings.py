"""The demonstration's findings: raised by the rules, answered by suppliers, in an award's way."""

from datetime import timedelta
from itertools import islice

from fielding.app.books.awarding.award_contract import Wanted, award_contract
from fielding.app.books.chain.read_chain import read_chain
from fielding.app.books.finding.close_finding import decide_on_reply
from fielding.app.books.finding.raise_findings import raise_findings
from fielding.app.books.finding.reply_to_finding import reply_to_finding
from fielding.app.books.handing_over.hand_over import begin_handover, post_cases
from fielding.app.books.handing_over.list_cases import list_at
from fielding.oversight.awards.awarding import fold_awards
from fielding.oversight.chain.alerts import NOT_APPROVED, UNDISCLOSED
from fielding.oversight.findings.finding import Finding, fold_findings
from fielding.oversight.findings.proposal import Proposal
from fielding.oversight.handovers.files import write_lines
from fielding.oversight.handovers.handover import PACKAGE, fold_handovers
from fielding.oversight.readings.folding import fold_readings
from fielding.oversight.readings.proposing import proposals as reading_proposals
from fielding.oversight.readings.results import ResultsBy, ResultScope, reads_in, results
from fielding.simulation.books.demonstrated import CONTRACT, NEXT_CONTRACT, PRIME
from fielding.wiring.demonstration_desk import Desk, actor

#: So many of the chain's findings are raised; the page of the chain proposes the rest.
RAISED = 4
#: So many open cases are missing from the package handed back.
SHORT_BY = 2
_NAMED = (
    "Merlin Assessing was named in our bid; its subcontract was signed late, and we have given the "
    "authority all papers since."
)
_LAY = (
    "The papers for the approval lay with the authority for five weeks; we enclose the letter with "
    "its date of receipt."
)
#: What the supplier says to a finding of a code, and whether that is accepted, with reasons.
_SAID = {
    UNDISCLOSED: (_NAMED, "The bid named no firm; the first paper that does is later.", False),
    NOT_APPROVED: (_LAY, "The letter came on that day, and the delay was ours.", True),
}


def raise_and_reply(desk: Desk) -> None:
    """Raise findings, let the supplier answer two, decide on both replies; once."""
    if desk.bookkeeper.figures().folded(fold_findings):
        return
    overseer, supplier = actor("demo-overseer"), actor("demo-supplier")
    hub = desk.at(desk.now - timedelta(days=12))
    raised = raise_findings(hub, overseer, _proposals(desk))
    if not raised:
        return
    desk.seen(raised[-1])
    for finding in _findings(desk):
        if finding.supplier == PRIME and finding.code in _SAID:
            words, reasons, accept = _SAID[finding.code]
            hub = desk.at(desk.now - timedelta(days=8))
            reply = reply_to_finding(hub, supplier, finding.id, words)
            if reply:
                told = (reply.entry.id, reasons)
                hub = desk.at(desk.now - timedelta(days=5))
                decide_on_reply(hub, overseer, finding.id, told, accept=accept)


def ask_for_award(desk: Desk) -> None:
    """Ask for the next contract to be awarded: refused while a finding stands in its way; once."""
    if desk.bookkeeper.figures().folded(fold_awards):
        return
    desk.at(desk.now - timedelta(days=3))
    reasons = "The supplier knows the work, and its bid was the lowest of three."
    wanted = Wanted(contract=NEXT_CONTRACT, suppliers=(PRIME,), reasons=reasons)
    _, kept = award_contract(desk.bookkeeper, actor("demo-awards"), wanted, "demonstration")
    if kept:
        desk.seen(kept)


def hand_back(desk: Desk) -> None:
    """Begin to hand the contract over, and post a package short of a few cases; once."""
    if desk.bookkeeper.figures().folded(fold_handovers):
        return
    desk.at(desk.now - timedelta(days=2))
    told, manager = (CONTRACT, "kestrel-contact"), actor("demo-contracts")
    begun = begin_handover(desk.bookkeeper, manager, told, "demonstration")
    desk.seen(begun)
    size = begun.entry.facts["size"]
    listed = list_at(desk.bookkeeper, CONTRACT, size if isinstance(size, int) else 0)
    lines = write_lines(listed.cases[SHORT_BY:])
    name = begun.entry.subject.partition("/")[2]
    post_cases(desk.bookkeeper, actor("demo-supplier"), name, PACKAGE, lines)


def _proposals(desk: Desk) -> list[Proposal]:
    figures = desk.bookkeeper.figures()
    _, told = read_chain(desk.bookkeeper, actor("demo-overseer"), CONTRACT)
    by_code: dict[str, Proposal] = {}
    for proposal in told.proposals:
        by_code.setdefault(proposal.code, proposal)
    reads = reads_in(figures.folded(fold_readings), ResultScope(synthetic=True))
    found = results(reads, ResultsBy.FIRM)
    size = figures.books.standpoint.size
    return [*islice(by_code.values(), RAISED), *reading_proposals(found, stands_at=size)]


def _findings(desk: Desk) -> list[Finding]:
    return list(desk.bookkeeper.figures().folded(fold_findings).values())
