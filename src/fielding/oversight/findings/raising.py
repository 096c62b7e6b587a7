"""The rules of findings: what may be raised, replied, decided and withdrawn, and by whom."""

import re
from collections.abc import Collection
from datetime import date

from fielding.access.roles import Actor, Role
from fielding.cases.step import Step
from fielding.cases.wording import read_words
from fielding.oversight.findings.errors import (
    AnothersFinding,
    FindingClosed,
    NotAProposal,
    NotImpartial,
    ReplyAnswered,
    ReplyMissing,
    UnknownReply,
)
from fielding.oversight.findings.finding import (
    ACCEPTED,
    DECLINED,
    EXPIRED,
    GONE,
    RAISED,
    REPLIED,
    WITHDRAWN,
    Finding,
    Reply,
    read_period,
)
from fielding.oversight.findings.proposal import Proposal
from fielding.oversight.findings.wording import sentence_of

#: A number, with £ or %, or a closed word: nothing that somebody wrote stands open in the ledger.
_CLOSED = re.compile(r"-?£?[0-9][0-9,]*(\.[0-9]+)?( ?%)?|[a-z0-9][a-z0-9-]{0,79}")
#: After so many years a finding blocks nothing more and is shown as expired.
YEARS = 5
#: So many entries are named in the ledger; the figure's rule finds the others again.
MOST_NAMED = 2_000


def raise_finding(proposal: Proposal, today: date, note: str = "") -> Step:
    """Record a finding; raise NotAProposal or UnknownFindingCode."""
    sentence_of(proposal.code)
    _require_whole(proposal)
    words = read_words("note", note)
    subjects = [f"organisation/{proposal.supplier}"]
    if proposal.contract:
        subjects.append(f"contract/{proposal.contract}")
    return Step(
        kind=RAISED,
        facts={
            "instrument": proposal.instrument,
            "rule": proposal.rule,
            "supplier": proposal.supplier,
            "contract": proposal.contract,
            "severity": proposal.severity.value,
            "code": proposal.code,
            "figure": dict(proposal.figure),
            "evidence": list(proposal.evidence[:MOST_NAMED]),
            "rests_on": len(proposal.evidence),
            "stands_at": proposal.stands_at,
            "period": proposal.period,
            "expires": _after_years(today).isoformat(),
            "for": [proposal.supplier],
            **({"measure": proposal.measure} if proposal.measure else {}),
        },
        sealed={"note": words} if words else {},
        also=tuple(subjects),
    )


def reply(
    finding: Finding, actor: Actor, words: str, said: Collection[object], today: date
) -> Step | None:
    """Record the supplier's reply; None when it `said` the same before.

    Raises AnothersFinding, FindingClosed or ReplyMissing.
    """
    if actor.role is not Role.SUPPLIER or actor.firm != finding.supplier:
        raise AnothersFinding(supplier=finding.supplier)
    text = _words("reply", words)
    if text in said:
        return None
    _require_alive(finding, today)
    return Step(kind=REPLIED, sealed={"reply": text}, also=_also(finding))


def answer_reply(
    finding: Finding, actor: Actor, told: tuple[str, str], today: date, *, accept: bool
) -> Step:
    """Accept or decline a reply; `told` is the reply's id and the reasons.

    Raises NotImpartial, UnknownReply, ReplyAnswered, ReplyMissing or FindingClosed.
    """
    name, reasons = told
    if not is_impartial(finding, actor):
        raise NotImpartial(role=actor.role.value)
    found = _reply(finding, name)
    if found.decided is not None:
        raise ReplyAnswered(by=found.decided.by)
    _require_alive(finding, today)
    return Step(
        kind=ACCEPTED if accept else DECLINED,
        facts={"reply": name},
        sealed={"reasons": _words("reasons", reasons)},
        also=_also(finding),
    )


def is_impartial(finding: Finding, actor: Actor) -> bool:
    """May somebody decide on replies to a finding? Nobody marks their own work.

    Whoever pressed the button that raised what a rule had computed has marked nothing.
    """
    acts_for_it = actor.firm is not None and actor.firm == finding.supplier
    noted_it = finding.by_hand and finding.raised.by == actor.name
    return not (actor.role is Role.AWARD_OFFICER or acts_for_it or noted_it)


def withdraw(finding: Finding, reasons: str, today: date) -> Step:
    """Withdraw a finding; raise FindingClosed or ReplyMissing."""
    _require_alive(finding, today)
    sealed = {"reasons": _words("reasons", reasons)}
    return Step(kind=WITHDRAWN, sealed=sealed, also=_also(finding))


def _require_whole(proposal: Proposal) -> None:
    missing = [
        name
        for name in ("instrument", "rule", "supplier", "evidence")
        if not getattr(proposal, name)
    ]
    if not proposal.figure.get("value"):
        missing.append("value")
    if missing:
        raise NotAProposal(missing=", ".join(missing))
    told = {**proposal.figure, **({"measure": proposal.measure} if proposal.measure else {})}
    for name, value in told.items():
        if not _CLOSED.fullmatch(value):
            raise NotAProposal(figure=name, because="it is neither a number nor a closed word")
    try:
        first, last = read_period(proposal.period)
    except (ValueError, IndexError) as fault:
        raise NotAProposal(period=proposal.period) from fault
    if last < first:
        raise NotAProposal(period=proposal.period)


def _require_alive(finding: Finding, today: date) -> None:
    state = finding.state_on(today)
    if state in {GONE, EXPIRED}:
        raise FindingClosed(state=state)


def _reply(finding: Finding, name: str) -> Reply:
    for one in finding.replies:
        if one.id == name:
            return one
    raise UnknownReply(reply=name)


def _words(field: str, text: str) -> str:
    words = read_words(field, text).strip()
    if not words:
        raise ReplyMissing(field=field)
    return words


def _also(finding: Finding) -> tuple[str, ...]:
    return (f"organisation/{finding.supplier}",)


def _after_years(day: date) -> date:
    """Give the day five years on; from 29 February, 1 March."""
    later = day.year + YEARS
    return date(later, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=later)
