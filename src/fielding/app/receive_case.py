"""Receive a case: through any door, once per idempotency key, sorted at once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fielding.access.permissions import Action, require
from fielding.access.roles import SYSTEM, Actor
from fielding.app.billed_person import name_person
from fielding.app.errors import AnswersAtFault, KeyReused
from fielding.app.pen import Pen
from fielding.app.ports import Hub, Remembered, Transaction
from fielding.app.progress_code import progress_code
from fielding.app.sort_case import sort_case
from fielding.cases.answers import check_answers
from fielding.cases.receiving import receive
from fielding.definitions.service import Service
from fielding.kernel.canonical import canonical_bytes
from fielding.kernel.instants import local_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came through a door."""

    service: str
    answers: Mapping[str, object]
    door: str  # web, phone, api, mail, file
    key: str  # idempotency: same key and answers, same receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """The case that was made. Say "received" only with a proof (`Proofs.prove`)."""

    case: str
    reference: str
    code: str
    entry: str  # id of the entry case.received


def receive_case(hub: Hub, actor: Actor, received: Received) -> Acknowledged:
    """Check the answers, record the case and sort it, in one transaction.

    Same key and answers: the same acknowledgement. Same key, other answers: KeyReused.
    Raises AnswersAtFault, InFlight.
    """
    require(actor, Action.RECEIVE)
    service = hub.services.current(received.service)
    checked = check_answers(service, received.answers, today=local_day(hub.clock.now()))
    if checked.faults:
        raise AnswersAtFault(dict(checked.faults))
    asked = hashlib.sha256(canonical_bytes([service.code, dict(checked.answers)])).digest()
    # Each caller has keys of its own: another's would give away a case that is not theirs.
    key = f"{received.door}\n{actor.name}\n{received.key}"
    with hub.store.transaction(actor) as tx:
        known = tx.recall(key)
        if known is not None:
            return _again(hub, known, asked)
        acknowledged = _begin(hub, tx, actor, service, (received.door, checked.answers))
        answer = f"{acknowledged.case} {acknowledged.reference} {acknowledged.entry}"
        tx.remember(key, Remembered(digest=asked, answer=answer))
    return acknowledged


def format_reference(service: Service, number: int, now: datetime) -> str:
    """Write a case's reference in the service's format."""
    year = f"{now.year:04}"
    return service.reference.format(yy=year[2:], yyyy=year, number=number)


def _begin(
    hub: Hub,
    tx: Transaction,
    actor: Actor,
    service: Service,
    told: tuple[str, Mapping[str, object]],
) -> Acknowledged:
    door, answers = told
    pen = Pen.begin(hub, service, tx)
    reference = format_reference(service, tx.next_numbers(1)[0], hub.clock.now())
    step = receive(service, answers, reference=reference, door=door)
    first = pen.write(actor, name_person(hub.token_key, service, answers, step))
    sort_case(hub, pen, SYSTEM, answers)
    tx.keep([pen.written()])
    return Acknowledged(
        case=pen.case_id,
        reference=reference,
        code=progress_code(hub.token_key, pen.case_id),
        entry=first.entry.id,
    )


def _again(hub: Hub, known: Remembered, asked: bytes) -> Acknowledged:
    if known.digest != asked:
        raise KeyReused
    case, reference, entry = known.answer.split(" ")
    code = progress_code(hub.token_key, case)
    return Acknowledged(case=case, reference=reference, code=code, entry=entry)
