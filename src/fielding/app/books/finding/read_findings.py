"""Read findings with both sides' words, as far as row-level security lets the reader see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fielding.access.errors import NotPermitted
from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.books.texts import Texts, read_texts
from fielding.app.ports import Hub
from fielding.app.read_figures import Figures
from fielding.kernel.instants import local_day
from fielding.ledger.entry import Kept
from fielding.oversight.findings.errors import UnknownFinding
from fielding.oversight.findings.finding import Finding, Reply, fold_finding, fold_findings
from fielding.oversight.findings.wording import sentence_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReply:
    """A reply in the supplier's own words, and the reasons of who decided on it."""

    reply: Reply
    words: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFinding:
    """A finding as it must always be shown: what was found and what was replied, together."""

    finding: Finding
    state: str
    sentence: str
    note: str
    replies: tuple[ToldReply, ...]
    withdrawn: str  # the reasons; empty while it is not withdrawn
    synthetic: bool


def read_findings(hub: Hub, figures: Figures, actor: Actor) -> list[ToldFinding]:
    """Give all findings that somebody may see, the newest first.

    A supplier's are looked up as that supplier: those about others do not exist for it.
    """
    _require(actor)
    newest = list(figures.folded(fold_findings).values())[::-1]
    return tell_findings(hub, actor, newest)


def tell_findings(hub: Hub, actor: Actor, findings: Sequence[Finding]) -> list[ToldFinding]:
    """Add the words to findings, and leave out those that the reader may not see."""
    shown = findings
    if Action.SEE_BOOKS not in MAY[actor.role]:
        own = [finding.subject for finding in findings if finding.supplier == actor.firm]
        seen = _visible(hub, actor, own)
        shown = [finding for finding in findings if finding.subject in seen]
    texts = read_texts(hub, actor, [finding.subject for finding in shown])
    today = local_day(hub.clock.now())
    return [_told(finding, texts, today) for finding in shown]


def read_finding(hub: Hub, actor: Actor, finding: str) -> ToldFinding:
    """Give one finding as it stands now; raise UnknownFinding."""
    _require(actor)
    subject = f"finding/{finding}"
    found = fold_finding(_visible(hub, actor, [subject]).get(subject, ()))
    if found is None:
        raise UnknownFinding(finding=finding)
    return _told(found, read_texts(hub, actor, [subject]), local_day(hub.clock.now()))


def _require(actor: Actor) -> None:
    if not MAY[actor.role] & {Action.SEE_BOOKS, Action.REPLY}:
        raise NotPermitted(role=actor.role.value, action=Action.SEE_BOOKS.value)


def _visible(hub: Hub, actor: Actor, subjects: Iterable[str]) -> dict[str, tuple[Kept, ...]]:
    """Ask the store, as the reader, for each folio: what is hidden comes back empty."""
    with hub.store.transaction(actor) as tx:
        found = {subject: tx.folio(subject) for subject in subjects}
    return {subject: history for subject, history in found.items() if history}


def _told(finding: Finding, texts: Texts, today: date) -> ToldFinding:
    def said(entry: str, field: str) -> str:
        return str(texts.get(entry, {}).get(field, ""))

    replies = tuple(
        ToldReply(
            reply=one,
            words=said(one.id, "reply"),
            reasons=said(one.decided.entry, "reasons") if one.decided else "",
        )
        for one in finding.replies
    )
    return ToldFinding(
        finding=finding,
        state=finding.state_on(today),
        sentence=sentence_of(finding.code),
        note=said(finding.raised.entry, "note"),
        replies=replies,
        withdrawn=said(finding.withdrawn.entry, "reasons") if finding.withdrawn else "",
        synthetic=finding.synthetic,
    )
