"""Reply to a finding as the supplier it is about; the same words twice count once."""

from collections.abc import Callable

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.texts import read_texts
from fielding.app.books.writing import write_in_folio
from fielding.app.ports import Hub
from fielding.cases.step import Step
from fielding.kernel.instants import local_day
from fielding.ledger.entry import Kept
from fielding.oversight.findings.errors import UnknownFinding
from fielding.oversight.findings.finding import Finding, fold_finding
from fielding.oversight.findings.raising import reply


def reply_to_finding(hub: Hub, actor: Actor, finding: str, words: str) -> Kept | None:
    """Write the reply down; None when the supplier said the same before.

    Raises NotPermitted, UnknownFinding, AnothersFinding, FindingClosed and ReplyMissing.
    """
    subject = f"finding/{finding}"
    texts = read_texts(hub, actor, [subject])
    said = [told["reply"] for told in texts.values() if "reply" in told]
    today = local_day(hub.clock.now())
    return write_to_finding(
        hub, actor, finding, Action.REPLY, lambda known: reply(known, actor, words, said, today)
    )


def write_to_finding(
    hub: Hub, actor: Actor, finding: str, action: Action, rule: Callable[[Finding], Step | None]
) -> Kept | None:
    """Let a rule add to a finding that there is; raise UnknownFinding otherwise."""

    def act(folio: FolioPen) -> Kept | None:
        known = fold_finding(folio.history)
        if known is None:
            raise UnknownFinding(finding=finding)
        step = rule(known)
        return folio.write(actor, step) if step else None

    return write_in_folio(hub, actor, f"finding/{finding}", action, act)
