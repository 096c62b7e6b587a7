"""Folding: reads a case's entries in their order and says what is true after them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from fielding.cases.case import (
    CLOSED,
    RETURNED,
    Case,
    Party,
    Read,
    Referral,
    Review,
    Taken,
)
from fielding.cases.errors import NotACaseHistory
from fielding.ledger.entry import Entry, Kept

#: What an entry changes of a case, by field.
Changes = Mapping[str, object]


def fold_case(history: Iterable[Kept]) -> Case:
    """Fold one case's whole history. Entries of unknown kinds move only `last`."""
    case: Case | None = None
    for kept in history:
        case = _received(kept) if case is None else advance(case, kept)
    if case is None:
        raise NotACaseHistory(entries=0)
    return case


def advance(case: Case, kept: Kept) -> Case:
    """Say what is true after one more entry."""
    entry = kept.entry
    if entry.subject != case.subject:
        raise NotACaseHistory(subject=entry.subject, case=case.id)
    if "decision" in entry.facts and entry.kind.startswith("case."):
        changes = _decided(case, entry)
    else:
        turn = _TURNS.get(entry.kind)
        changes = turn(case, entry) if turn else {}
    return replace(case, **changes, last=kept.leaf.hex(), last_at=entry.at)  # type: ignore[arg-type]


def _received(kept: Kept) -> Case:
    entry = kept.entry
    if entry.kind != "case.received":
        raise NotACaseHistory(first=entry.kind)
    return Case(
        id=entry.subject.removeprefix("case/"),
        service=entry.service,
        definition=entry.definition,
        reference=_text(entry.facts, "reference"),
        door=_text(entry.facts, "door"),
        received_at=entry.at,
        received_by=_party(entry),
        synthetic=entry.synthetic,
        answers=cast("Mapping[str, object]", entry.facts.get("answers", {})),
        firm=entry.firm,
        last=kept.leaf.hex(),
        last_at=entry.at,
    )


def _decided(case: Case, entry: Entry) -> Changes:
    facts = entry.facts
    taken = Taken(
        decision=_text(facts, "decision"),
        to=entry.kind.removeprefix("case."),
        by=_party(entry),
        at=entry.at,
        reason=_maybe(facts, "reason"),
        considered=tuple(cast("Sequence[str]", facts.get("considered", ()))),
    )
    return {
        "state": taken.to,
        "decisions": (*case.decisions, taken),
        "code": _maybe(facts, "code") or case.code,
        "firm": entry.firm or case.firm,
        "assigned_to": None,
        "held": None,
    }


def _sorted(_: Case, entry: Entry) -> Changes:
    return {"sorted": entry.facts}


def _assigned(case: Case, entry: Entry) -> Changes:
    return {"assigned_to": _text(entry.facts, "to"), "firm": entry.firm or case.firm}


def _held(_: Case, entry: Entry) -> Changes:
    return {"held": _text(entry.facts, "reason")}


def _released(_case: Case, _entry: Entry) -> Changes:
    return {"held": None}


def _opened(case: Case, entry: Entry) -> Changes:
    read = Read(at=entry.at, by=_party(entry), purpose=_text(entry.facts, "purpose"))
    return {"reads": (*case.reads, read)}


def _added(case: Case, _: Entry) -> Changes:
    return {"additions": case.additions + 1}


def _sent(case: Case, entry: Entry) -> Changes:
    referral = Referral(
        id=_text(entry.facts, "referral"),
        recipient=_text(entry.facts, "recipient"),
        state="sent",
        sent_at=entry.at,
    )
    return {"referrals": {**case.referrals, referral.id: referral}}


def _delivered(case: Case, entry: Entry) -> Changes:
    moved = _with_referral(case, entry, state="delivered", delivered_at=entry.at)
    return {"referrals": moved}


def _accepted(case: Case, entry: Entry) -> Changes:
    moved = _with_referral(case, entry, state="accepted", answered_at=entry.at)
    return {"referrals": moved}


def _sent_back(case: Case, entry: Entry) -> Changes:
    moved = _with_referral(
        case,
        entry,
        state="returned",
        answered_at=entry.at,
        return_reason=_maybe(entry.facts, "reason"),
        better=_maybe(entry.facts, "better"),
    )
    return {"referrals": moved, "state": case.state if _still_out(moved) else RETURNED}


def _outcome(case: Case, entry: Entry) -> Changes:
    outcome = _text(entry.facts, "outcome")
    moved = case.referrals
    if "referral" in entry.facts:
        moved = _with_referral(case, entry, state="closed", outcome=outcome, outcome_at=entry.at)
    return {
        "referrals": moved,
        "state": case.state if _still_out(moved) else CLOSED,
        "outcome": outcome,
        "outcome_at": entry.at,
    }


def _review_requested(case: Case, entry: Entry) -> Changes:
    asked = Review(
        requested_at=entry.at, decision=_text(entry.facts, "of"), after=len(case.decisions)
    )
    return {"review": asked}


def _review_decided(case: Case, entry: Entry) -> Changes:
    if case.review is None:
        raise NotACaseHistory(missing="review.requested")
    answered = replace(
        case.review,
        decided_at=entry.at,
        result=_text(entry.facts, "result"),
        by=_party(entry),
    )
    return {"review": answered}


def _erased(_: Case, entry: Entry) -> Changes:
    return {"erased_at": entry.at}


_TURNS: Mapping[str, Callable[[Case, Entry], Changes]] = {
    "case.sorted": _sorted,
    "case.assigned": _assigned,
    "case.held": _held,
    "case.released": _released,
    "case.opened": _opened,
    "case.added": _added,
    "case.erased": _erased,
    "referral.sent": _sent,
    "referral.delivered": _delivered,
    "referral.accepted": _accepted,
    "referral.returned": _sent_back,
    "outcome.recorded": _outcome,
    "review.requested": _review_requested,
    "review.decided": _review_decided,
}

#: Kinds of entry the engine itself writes; decisions of a service add case.<to>.
KINDS = frozenset({"case.received", *_TURNS})


def _with_referral(case: Case, entry: Entry, **changes: object) -> Mapping[str, Referral]:
    name = _text(entry.facts, "referral")
    referral = case.referrals.get(name)
    if referral is None:
        raise NotACaseHistory(missing=f"referral/{name}")
    return {**case.referrals, name: replace(referral, **changes)}  # type: ignore[arg-type]


def _still_out(referrals: Mapping[str, Referral]) -> bool:
    return any(referral.open for referral in referrals.values())


def _party(entry: Entry) -> Party:
    return Party(name=entry.actor, role=entry.role, firm=entry.firm)


def _text(facts: Mapping[str, object], name: str) -> str:
    value = facts.get(name)
    if not isinstance(value, str):
        raise NotACaseHistory(missing=name)
    return value


def _maybe(facts: Mapping[str, object], name: str) -> str | None:
    value = facts.get(name)
    return value if isinstance(value, str) else None
