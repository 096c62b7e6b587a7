"""A case's entries told to staff in plain words, with the sealed notes that belong to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fielding.cases.handling import HOLD_REASONS, PURPOSES
from fielding.definitions.service import Code, Option, Service
from fielding.ledger.entry import Entry, Kept
from fielding.ledger.sealing import Disclosed
from fielding.web.bodies import body_name
from fielding.web.shown_answers import show_words
from fielding.web.speaker import Speaker
from fielding.web.staff.words import ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One entry as the reader gets it."""

    title: str
    at: datetime
    by: str
    facts: tuple[str, ...] = ()
    #: Words that somebody wrote: explanations, notes, additions.
    words: tuple[str, ...] = ()


_TITLES: Mapping[str, str] = {
    "case.received": "Received",
    "case.sorted": "Sorted by the rules",
    "case.assigned": "Assigned",
    "case.held": "Put on hold",
    "case.released": "Taken off hold",
    "case.opened": "Opened",
    "case.added": "The person who reported added something",
    "case.erased": "Erased",
    "referral.sent": "Referral sent",
    "referral.delivered": "Referral opened by its recipient",
    "referral.accepted": "Referral accepted",
    "referral.returned": "Referral sent back",
    "outcome.recorded": "Outcome recorded",
    "review.requested": "A review was asked for",
    "review.decided": "Review answered",
}


def tell(
    service: Service,
    history: tuple[Kept, ...],
    disclosed: Mapping[str, tuple[Disclosed, ...]],
    speaker: Speaker,
) -> list[Told]:
    """Tell a case's history, the newest first; reads are listed apart."""
    told = [
        _told(service, kept.entry, disclosed.get(kept.entry.id, ()), speaker)
        for kept in history
        if kept.entry.kind != "case.opened"
    ]
    return told[::-1]


def who(role: str, name: str, firm: str | None, speaker: Speaker) -> str:
    """Say who did something: role, pseudonym, and for whom."""
    said = ROLES.get(role, role)
    if role not in {"reporter", "system"}:
        said = f"{name}, {said}"
    return f"{said}, {body_name(firm, speaker)}" if firm else said


def label(options: tuple[Option, ...], code: object) -> str:
    """Give the wording of a chosen code."""
    return next((one.label.en for one in options if one.code == code), str(code))


def outcome_title(service: Service, outcome: object) -> str:
    """Give an outcome's code and title."""
    table = service.tables.get(service.referral.outcomes or "")
    return _titled(table.codes.get(str(outcome)) if table else None, str(outcome))


def code_name(service: Service, code: object) -> str:
    """Give a classification's code and title."""
    table = service.tables.get(service.sorting.table or "")
    return _titled(table.codes.get(str(code)) if table else None, str(code))


def _titled(found: Code | None, code: str) -> str:
    return f"{code} {found.title}" if found else code


def _told(service: Service, entry: Entry, fields: tuple[Disclosed, ...], speaker: Speaker) -> Told:
    decision = service.decisions.get(str(entry.facts.get("decision")))
    is_first = entry.kind == "case.received"
    return Told(
        title=f"Decided: {decision.title.en}" if decision else _TITLES.get(entry.kind, entry.kind),
        at=entry.at,
        by=who(entry.role, entry.actor, entry.firm, speaker),
        facts=tuple(_facts(service, entry, speaker)),
        words=() if is_first else tuple(show_words(str(field.value)) for field in fields),
    )


def _facts(service: Service, entry: Entry, speaker: Speaker) -> list[str]:
    """Say what the closed codes of an entry mean."""
    facts, said = entry.facts, []
    decision = service.decisions.get(str(facts.get("decision")))
    if "code" in facts:
        said.append(code_name(service, facts["code"]))
    if decision and "reason" in facts:
        said.append(label(decision.reasons, facts["reason"]))
    considered = facts.get("considered")
    if decision and isinstance(considered, list):
        listed = "; ".join(label(decision.considered, one) for one in considered)
        said.append(f"Considered: {listed}")
    if decision and facts.get("urgent"):
        said.append("Sent at once, because an urgent rule holds")
    if "recipient" in facts:
        said.append(body_name(str(facts["recipient"]), speaker))
    said.extend(_of_kind(service, entry, speaker))
    return said


def _of_kind(service: Service, entry: Entry, speaker: Speaker) -> list[str]:
    facts = entry.facts
    match entry.kind:
        case "case.assigned":
            return [f"To {facts.get('to')}"]
        case "case.held":
            return [HOLD_REASONS.get(str(facts.get("reason")), str(facts.get("reason")))]
        case "case.opened":
            return [PURPOSES.get(str(facts.get("purpose")), "")]
        case "referral.returned":
            better = str(facts.get("better", ""))
            said = [label(service.referral.return_reasons, facts.get("reason"))]
            return [*said, f"Better: {body_name(better, speaker)}"] if better else said
        case "outcome.recorded":
            return [outcome_title(service, facts.get("outcome"))]
        case "review.requested" if facts.get("asked") == "second-reading":
            return ["A second reading found something to act on"]
        case "review.decided":
            stands = facts.get("result") == "upheld"
            return ["The decision stands" if stands else "The decision was replaced"]
    return []
