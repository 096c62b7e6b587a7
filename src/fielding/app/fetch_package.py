"""Fetch a referral's package: what its recipient needs to act. Fetching it is delivery."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.acting import act_on_case
from fielding.app.open_case import Opened, lay_open
from fielding.app.pen import Pen
from fielding.app.ports import Hub, Transaction
from fielding.cases.case import Case, Referral
from fielding.cases.handling import open_case as opening
from fielding.definitions.service import Question, Service
from fielding.definitions.shown import shown_questions
from fielding.ledger.entry import Entry, Kept
from fielding.referral.answering import deliver, referral_of
from fielding.sorting.suggestion import Suggestion, suggest

PURPOSE = "investigate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The decision that sent the case to this recipient; codes as the definition knows them."""

    decision: str
    at: datetime
    role: str
    firm: str | None
    code: str | None = None
    reason: str | None = None
    considered: tuple[str, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What a recipient gets of a case."""

    service: Service
    case: Case
    referral: Referral
    #: None where the case was sent on without any decision.
    decided: Decided | None
    #: Of the questions shown, those that the definition's package names; it names none: all.
    answers: tuple[tuple[Question, object], ...]
    #: What the reporter added later, in their words.
    additions: tuple[tuple[datetime, str], ...]
    #: What sorting suggests for the answers, with its reasons.
    suggestion: Suggestion
    #: Everything that happened but the reading of it.
    history: tuple[Entry, ...]
    #: The entry case.received: its leaf hash, and its index once it has one.
    received: Kept


def fetch_package(hub: Hub, actor: Actor, case: str, referral: str) -> Package:
    """Record the read and, the first time, the delivery; then give the package.

    Both are committed before anything is returned. Raises NotPermitted, NotFound, NoSuchReferral
    and CaseErased.
    """

    def act(pen: Pen, tx: Transaction) -> Package:
        delivered = deliver(pen.current, actor, referral)
        pen.write(actor, opening(pen.current, actor, PURPOSE))
        if delivered:
            pen.write(actor, delivered)
        return _pack(lay_open(pen, tx), referral_of(pen.current, actor, referral))

    return act_on_case(hub, actor, case, Action.ANSWER_REFERRAL, act)


def _pack(opened: Opened, referral: Referral) -> Package:
    answers = opened.answers()
    history = [kept.entry for kept in opened.history]
    return Package(
        service=opened.service,
        case=opened.standing.case,
        referral=referral,
        decided=_decided(opened, referral),
        answers=_wanted(opened.service, answers),
        additions=tuple(
            (entry.at, _sealed(opened, entry, "text"))
            for entry in history
            if entry.kind == "case.added"
        ),
        suggestion=suggest(opened.service, answers),
        history=tuple(entry for entry in history if entry.kind != "case.opened"),
        received=opened.history[0],
    )


def _wanted(service: Service, answers: Mapping[str, object]) -> tuple[tuple[Question, object], ...]:
    """Pick what the definition puts into the package."""
    named = service.referral.package
    return tuple(
        (question, answers[question.name])
        for question in shown_questions(service, answers)
        if question.name in answers and (not named or question.name in named)
    )


def _decided(opened: Opened, referral: Referral) -> Decided | None:
    """Find the decision that this referral came from: the last one before it was sent."""
    last: Entry | None = None
    for kept in opened.history:
        entry = kept.entry
        if entry.kind == "referral.sent" and entry.facts["referral"] == referral.id:
            break
        if "decision" in entry.facts and entry.kind.startswith("case."):
            last = entry
    if last is None:
        return None
    considered = last.facts.get("considered", ())
    return Decided(
        decision=str(last.facts["decision"]),
        at=last.at,
        role=last.role,
        firm=last.firm,
        code=_maybe(last.facts, "code"),
        reason=_maybe(last.facts, "reason"),
        considered=tuple(considered) if isinstance(considered, list | tuple) else (),
        explanation=_sealed(opened, last, "explanation"),
    )


def _sealed(opened: Opened, entry: Entry, name: str) -> str:
    fields = opened.disclosed.get(entry.id, ())
    return next((str(field.value) for field in fields if field.name == name), "")


def _maybe(facts: Mapping[str, object], name: str) -> str | None:
    value = facts.get(name)
    return value if isinstance(value, str) else None
