"""Decide on a reply to a finding, or withdraw the finding; each with reasons."""

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.finding.reply_to_finding import write_to_finding
from fielding.app.ports import Hub
from fielding.kernel.instants import local_day
from fielding.ledger.entry import Kept
from fielding.oversight.findings.raising import answer_reply, withdraw


def decide_on_reply(
    hub: Hub, actor: Actor, finding: str, told: tuple[str, str], *, accept: bool
) -> Kept | None:
    """Accept or decline a reply; `told` is the reply's id and the reasons.

    Raises NotPermitted, UnknownFinding, and what the rules say: NotImpartial, UnknownReply,
    ReplyAnswered, ReplyMissing, FindingClosed.
    """
    today = local_day(hub.clock.now())
    return write_to_finding(
        hub,
        actor,
        finding,
        Action.DECIDE_REPLY,
        lambda known, _: answer_reply(known, actor, told, today, accept=accept),
    )


def withdraw_finding(hub: Hub, actor: Actor, finding: str, reasons: str) -> Kept | None:
    """Withdraw a finding; raises NotPermitted, UnknownFinding, ReplyMissing, FindingClosed."""
    today = local_day(hub.clock.now())
    return write_to_finding(
        hub, actor, finding, Action.RAISE_FINDING, lambda known, _: withdraw(known, reasons, today)
    )
