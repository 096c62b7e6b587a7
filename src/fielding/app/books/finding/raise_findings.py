"""Raise findings: what instruments propose becomes folios, each of them once."""

from collections.abc import Iterable

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.writing import FolioDesk, write_in_folios
from fielding.app.ports import Hub
from fielding.kernel.canonical import canonical_bytes
from fielding.kernel.ids import named_id
from fielding.kernel.instants import local_day
from fielding.ledger.entry import Kept
from fielding.oversight.findings.proposal import Proposal
from fielding.oversight.findings.raising import raise_finding


def raise_findings(
    hub: Hub, actor: Actor, proposals: Iterable[Proposal], note: str = ""
) -> list[Kept]:
    """Raise what has not been raised before; give the new entries, all of them or none.

    A finding's id is made from what makes it the same, so that raising it again finds it there,
    withdrawn or not. `note`: words to the supplier, sealed. Raises NotPermitted, NotAProposal and
    UnknownFindingCode.
    """
    wanted = {finding_id(proposal): proposal for proposal in proposals}
    today = local_day(hub.clock.now())

    def act(desk: FolioDesk) -> list[Kept]:
        pens = {name: desk.folio(f"finding/{name}") for name in wanted}
        return [
            pen.write(actor, raise_finding(wanted[name], today, note))
            for name, pen in pens.items()
            if not pen.history
        ]

    return write_in_folios(hub, actor, Action.RAISE_FINDING, act)


def finding_id(proposal: Proposal) -> str:
    """Give the id that a finding has before it is raised: a UUID of version 8 (RFC 9562)."""
    return str(named_id(canonical_bytes(list(proposal.sameness))))
