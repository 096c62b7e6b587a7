"""Reply to a finding as the supplier it is about; the same words twice count once."""

from collections.abc import Callable, Iterator

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.writing import FolioDesk, write_in_folios
from fielding.app.ports import Hub
from fielding.cases.step import Step
from fielding.kernel.instants import local_day
from fielding.ledger.entry import Kept
from fielding.ledger.sealing import open_sealed
from fielding.oversight.findings.errors import UnknownFinding
from fielding.oversight.findings.finding import Finding, fold_finding
from fielding.oversight.findings.raising import reply

#: What a rule says of a finding, given the replies that were made to it.
Rule = Callable[[Finding, frozenset[object]], Step | None]


def reply_to_finding(hub: Hub, actor: Actor, finding: str, words: str) -> Kept | None:
    """Write the reply down; None when the supplier said the same before, or does at this moment.

    Raises NotPermitted, UnknownFinding, AnothersFinding, FindingClosed and ReplyMissing.
    """
    today = local_day(hub.clock.now())
    return write_to_finding(
        hub,
        actor,
        finding,
        Action.REPLY,
        lambda known, said: reply(known, actor, words, said, today),
    )


def write_to_finding(
    hub: Hub, actor: Actor, finding: str, action: Action, rule: Rule
) -> Kept | None:
    """Let a rule add to a finding that there is; raise UnknownFinding otherwise."""

    def act(desk: FolioDesk) -> Kept | None:
        folio = desk.folio(f"finding/{finding}")
        known = fold_finding(folio.history)
        if known is None:
            raise UnknownFinding(finding=finding)
        step = rule(known, frozenset(_said(desk, folio)))
        return folio.write(actor, step) if step else None

    return write_in_folios(hub, actor, action, act)


def _said(desk: FolioDesk, folio: FolioPen) -> Iterator[object]:
    """Open the replies in the very transaction that adds one, so that no two windows both do."""
    for stored in desk.tx.folio_blobs([folio.subject]):
        opened = open_sealed(folio.key, case=folio.subject, entry=stored.entry, blob=stored.blob)
        yield from (field.value for field in opened if field.name == "reply")
