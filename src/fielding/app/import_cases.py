"""Import cases in batches: each batch is one transaction, and none is ever made twice."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fielding.access.permissions import Action, require
from fielding.access.roles import SYSTEM, Actor
from fielding.app.errors import InFlight
from fielding.app.incoming import Incoming, Unusable
from fielding.app.pen import Pen
from fielding.app.ports import Hub, Remembered, Transaction, Written
from fielding.app.receive_case import format_reference
from fielding.app.sort_case import sort_case
from fielding.cases.answers import check_answers
from fielding.cases.receiving import receive
from fielding.definitions.service import Service
from fielding.kernel.canonical import canonical_bytes
from fielding.kernel.errors import FieldingError
from fielding.kernel.instants import local_day, write_instant
from fielding.referral.answering import Outcome, record_outcome

#: Another importer of the same file may be a batch ahead of this one.
TRIES = 8
#: Not every question that had to be answered was, and nobody can be asked.
INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchImported:
    """What became of a batch; the three parts add up to it."""

    made: int
    known: int  # were there already, with the same content
    unusable: tuple[Unusable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """An incoming case with its answers checked, and the digest of all it asks for."""

    incoming: Incoming
    answers: Mapping[str, object]
    marks: tuple[str, ...]
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A case that a batch makes."""

    key: str
    written: Written
    remembered: Remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """Where the cases of one batch are written."""

    hub: Hub
    actor: Actor
    service: Service
    tx: Transaction


def import_cases(
    hub: Hub, actor: Actor, service: Service, batch: Sequence[Incoming]
) -> BatchImported:
    """Make a case of each, sort it and record its outcome, in one transaction.

    What cannot be used is given back with its reason and keeps nothing else from coming in.
    """
    require(actor, Action.RECEIVE)
    checked = [_check(hub, service, incoming) for incoming in batch]
    asked = [each for each in checked if isinstance(each, _Asked)]
    unusable = tuple(each for each in checked if isinstance(each, Unusable))
    for tries_left in reversed(range(TRIES)):
        try:
            done = _keep(hub, actor, service, asked)
            return replace(done, unusable=unusable + done.unusable)
        except InFlight:
            if not tries_left:
                raise
    raise InFlight


def _check(hub: Hub, service: Service, incoming: Incoming) -> _Asked | Unusable:
    checked = check_answers(service, incoming.answers, today=local_day(hub.clock.now()))
    if checked.faults and not incoming.as_told:
        reason = "; ".join(f"{name}: {fault}" for name, fault in checked.faults.items())
        return Unusable(number=incoming.number, reason=reason)
    occurred_at = write_instant(incoming.occurred_at) if incoming.occurred_at else None
    content = [service.code, dict(checked.answers), occurred_at, incoming.outcome]
    digest = hashlib.sha256(canonical_bytes(content)).digest()
    marks = (*incoming.marks, INCOMPLETE) if checked.faults else incoming.marks
    return _Asked(incoming=incoming, answers=checked.answers, marks=marks, digest=digest)


def _keep(hub: Hub, actor: Actor, service: Service, batch: Sequence[_Asked]) -> BatchImported:
    with hub.store.transaction(actor) as tx:
        earlier = tx.recall_all([asked.incoming.key for asked in batch])
        digests = {key: remembered.digest for key, remembered in earlier.items()}
        numbers = iter(tx.next_numbers(sum(each.incoming.key not in earlier for each in batch)))
        desk = _Desk(hub=hub, actor=actor, service=service, tx=tx)
        results: list[_Made | Unusable | None] = []
        for asked in batch:
            if asked.incoming.key in digests:
                results.append(_compare(asked, digests[asked.incoming.key]))
                continue
            made = _make(desk, asked, next(numbers))
            if isinstance(made, _Made):
                digests[made.key] = asked.digest
            results.append(made)
        cases = [result for result in results if isinstance(result, _Made)]
        tx.keep([case.written for case in cases])
        tx.remember_all({case.key: case.remembered for case in cases})
    unusable = tuple(result for result in results if isinstance(result, Unusable))
    return BatchImported(made=len(cases), known=results.count(None), unusable=unusable)


def _compare(asked: _Asked, digest: bytes) -> Unusable | None:
    """Say nothing when the same was asked before."""
    if asked.digest == digest:
        return None
    reason = "its key came before, with other content"
    return Unusable(number=asked.incoming.number, reason=reason)


def _make(desk: _Desk, asked: _Asked, number: int) -> _Made | Unusable:
    try:
        pen, reference = _write(desk, asked, number)
    except FieldingError as fault:
        return Unusable(number=asked.incoming.number, reason=str(fault))
    first = pen.history[0].entry
    answer = f"{pen.case_id} {reference} {first.id}"
    remembered = Remembered(digest=asked.digest, answer=answer)
    return _Made(key=asked.incoming.key, written=pen.written(), remembered=remembered)


def _write(desk: _Desk, asked: _Asked, number: int) -> tuple[Pen, str]:
    hub, service, incoming = desk.hub, desk.service, asked.incoming
    now = hub.clock.now()
    pen = Pen.begin(hub, service, desk.tx)
    reference = format_reference(service, number, now)
    marks, door = asked.marks, incoming.door
    step = receive(service, asked.answers, reference=reference, door=door, marks=marks)
    pen.write(desk.actor, replace(step, occurred_at=incoming.occurred_at))
    sort_case(hub, pen, SYSTEM, asked.answers)
    if incoming.outcome:
        day = (incoming.occurred_at or now).date()
        outcome = Outcome(code=incoming.outcome, on=day)
        pen.write(desk.actor, record_outcome(service, pen.current, desk.actor, outcome))
    return pen, reference
