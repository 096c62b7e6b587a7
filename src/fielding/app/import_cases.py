"""Import cases in batches: each batch is one transaction, and none is ever made twice.

A key that comes again with another outcome updates its case; each content counts once.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from fielding.access.permissions import Action, require
from fielding.access.roles import SYSTEM, Actor
from fielding.app.billed_person import name_person
from fielding.app.errors import InFlight, Overtaken
from fielding.app.incoming import Incoming, Unusable
from fielding.app.pen import Pen
from fielding.app.ports import Hub, Remembered, Transaction, Written
from fielding.app.receive_case import format_reference
from fielding.app.sort_case import sort_case
from fielding.app.update_case import update_case
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
    """What became of a batch; the four parts add up to it."""

    made: int
    updated: int  # were there already, and have a further outcome now
    known: int  # were there already, with nothing new
    unusable: tuple[Unusable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """An incoming case with its answers checked, and the digest of all it asks for."""

    incoming: Incoming
    answers: Mapping[str, object]
    marks: tuple[str, ...]
    digest: bytes


class _Fate(Enum):
    """What became of one that could be used."""

    MADE = "made"
    UPDATED = "updated"
    KNOWN = "known"


@dataclass(slots=True, kw_only=True)
class _Desk:
    """Where the cases of one batch are written: a transaction's scratch pad, like the pen."""

    hub: Hub
    actor: Actor
    service: Service
    tx: Transaction
    numbers: Iterator[int]
    #: What came before, by key; what this batch adds to it stands in `new` as well.
    known: dict[str, Remembered]
    new: dict[str, Remembered] = field(default_factory=dict)
    pens: dict[str, Pen] = field(default_factory=dict)

    def remember(self, key: str, remembered: Remembered) -> None:
        self.known[key] = self.new[key] = remembered

    def written(self) -> list[Written]:
        """Give the new cases in their order, then the others in one order everywhere.

        Two that update the same cases at once then wait for one another, and never in a ring.
        """
        pens = sorted(self.pens.values(), key=lambda pen: "" if pen.begun else pen.case_id)
        return [pen.written() for pen in pens]


def import_cases(
    hub: Hub, actor: Actor, service: Service, batch: Sequence[Incoming]
) -> BatchImported:
    """Make a case of each, or update the one that its key names, all in one transaction.

    A new case is sorted, and its outcome recorded. What cannot be used is given back with its
    reason and keeps nothing else from coming in.
    """
    require(actor, Action.RECEIVE)
    checked = [_check(hub, service, incoming) for incoming in batch]
    asked = [each for each in checked if isinstance(each, _Asked)]
    unusable = tuple(each for each in checked if isinstance(each, Unusable))
    for tries_left in reversed(range(TRIES)):
        try:
            done = _keep(hub, actor, service, asked)
            return replace(done, unusable=unusable + done.unusable)
        except (InFlight, Overtaken):
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
        known = dict(tx.recall_all([asked.incoming.key for asked in batch]))
        changed = [asked for asked in batch if _is_changed(asked, known)]
        missing = sum(asked.incoming.key not in known for asked in batch)
        desk = _Desk(
            hub=hub,
            actor=actor,
            service=service,
            tx=tx,
            numbers=iter(tx.next_numbers(missing)),
            known=known | dict(tx.recall_all([_version(asked) for asked in changed])),
        )
        results = [_take_in(desk, asked) for asked in batch]
        tx.keep(desk.written())
        tx.remember_all(desk.new)
    return BatchImported(
        made=results.count(_Fate.MADE),
        updated=results.count(_Fate.UPDATED),
        known=results.count(_Fate.KNOWN),
        unusable=tuple(result for result in results if isinstance(result, Unusable)),
    )


def _is_changed(asked: _Asked, known: Mapping[str, Remembered]) -> bool:
    before = known.get(asked.incoming.key)
    return before is not None and before.digest != asked.digest


def _version(asked: _Asked) -> str:
    """Name the key under which content is remembered that came after the first of its key."""
    return f"{asked.incoming.key}\n{asked.digest.hex()}"


def _take_in(desk: _Desk, asked: _Asked) -> _Fate | Unusable:
    try:
        if asked.incoming.key not in desk.known:
            return _make(desk, asked)
        if not _is_changed(asked, desk.known) or _version(asked) in desk.known:
            return _Fate.KNOWN
        return _update(desk, asked)
    except FieldingError as fault:
        return Unusable(number=asked.incoming.number, reason=str(fault))


def _make(desk: _Desk, asked: _Asked) -> _Fate:
    pen, reference = _write(desk, asked, next(desk.numbers))
    answer = f"{pen.case_id} {reference} {pen.history[0].entry.id}"
    desk.pens[pen.case_id] = pen
    desk.remember(asked.incoming.key, Remembered(digest=asked.digest, answer=answer))
    return _Fate.MADE


def _update(desk: _Desk, asked: _Asked) -> _Fate:
    answer = desk.known[asked.incoming.key].answer
    case = answer.partition(" ")[0]
    pen = desk.pens.get(case) or Pen.take_up(desk.hub, desk.tx, desk.tx.history(case))
    outcome = _outcome(desk, asked)
    if not update_case(pen, desk.tx, desk.actor, asked.answers, outcome):
        return _Fate.KNOWN
    desk.pens[case] = pen
    desk.remember(_version(asked), Remembered(digest=asked.digest, answer=answer))
    return _Fate.UPDATED


def _write(desk: _Desk, asked: _Asked, number: int) -> tuple[Pen, str]:
    hub, service, incoming = desk.hub, desk.service, asked.incoming
    pen = Pen.begin(hub, service, desk.tx)
    reference = format_reference(service, number, hub.clock.now())
    marks, door = asked.marks, incoming.door
    step = receive(service, asked.answers, reference=reference, door=door, marks=marks)
    step = name_person(hub.token_key, service, asked.answers, step)
    pen.write(desk.actor, replace(step, occurred_at=incoming.occurred_at))
    sort_case(hub, pen, SYSTEM, asked.answers)
    if outcome := _outcome(desk, asked):
        pen.write(desk.actor, record_outcome(service, pen.current, desk.actor, outcome))
    return pen, reference


def _outcome(desk: _Desk, asked: _Asked) -> Outcome | None:
    incoming = asked.incoming
    if not incoming.outcome:
        return None
    return Outcome(code=incoming.outcome, on=(incoming.occurred_at or desk.hub.clock.now()).date())
