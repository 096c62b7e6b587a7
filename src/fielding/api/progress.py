"""How a report goes on, as a document: only what its reporter may see, and nobody's name."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from fielding.app.follow_case import Progress
from fielding.cases.case import Read
from fielding.cases.clocks import Promise
from fielding.definitions.service import Service
from fielding.kernel.instants import write_instant
from fielding.ledger.entry import Entry

#: Told elsewhere in the document, or of no meaning to the reader.
_LEFT_OUT = frozenset({"case.opened", "case.sorted"})
#: Facts of entries that a reporter is told.
_TOLD = ("decision", "reason", "recipient", "outcome")


def progress_document(progress: Progress, now: datetime) -> dict[str, object]:
    """Write down a report's progress as of now."""
    opened = progress.opened
    service, case = opened.service, opened.standing.case
    return {
        "reference": case.reference,
        "service": case.service,
        "synthetic": case.synthetic,
        "state": "erased" if case.erased_at else case.state,
        "held": case.held,
        "with_bodies": [one.recipient for one in case.referrals.values() if one.open],
        "explanation": progress.explanation,
        "review_until": _review_until(progress, now),
        "steps": [_step(kept.entry) for kept in opened.history if kept.entry.kind not in _LEFT_OUT],
        "reads": [_read(read) for read in case.reads],
        "promises": [_promise(service, each, now) for each in opened.standing.promises],
    }


def promise_state(promise: Promise, now: datetime) -> str:
    """Say how a promise stands: due, paused, late, kept or missed."""
    if promise.kept is not None:
        return "kept" if promise.kept else "missed"
    if promise.paused_at:
        return "paused"
    return "late" if promise.is_overdue(now) else "due"


def _step(entry: Entry) -> dict[str, object]:
    return {
        "kind": entry.kind,
        "at": write_instant(entry.at),
        "role": entry.role,
        "body": entry.firm,
        **{name: _text(entry.facts, name) for name in _TOLD},
    }


def _read(read: Read) -> dict[str, object]:
    return {
        "at": write_instant(read.at),
        "role": read.by.role,
        "body": read.by.firm,
        "purpose": read.purpose,
    }


def _promise(service: Service, promise: Promise, now: datetime) -> dict[str, object]:
    clock = service.clocks[promise.clock]
    return {
        "name": promise.clock,
        "title": clock.title.en,
        "owed_by": promise.owed_by,
        "started_at": write_instant(promise.started_at),
        "due_at": write_instant(promise.due_at),
        "stopped_at": write_instant(promise.stopped_at) if promise.stopped_at else None,
        "state": promise_state(promise, now),
        "to_be_confirmed": clock.to_be_confirmed,
    }


def _review_until(progress: Progress, now: datetime) -> str | None:
    taken = progress.opened.standing.case.decisions
    if progress.review is None or not taken:
        return None
    until = taken[-1].at + timedelta(days=progress.review.within_days)
    return write_instant(until) if now <= until else None


def _text(facts: Mapping[str, object], name: str) -> str | None:
    value = facts.get(name)
    return value if isinstance(value, str) else None
