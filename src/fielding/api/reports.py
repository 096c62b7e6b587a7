"""Reports by programs: the same door as the public's form, and no account needed."""

import json
import re
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Header, Path, Router, Status

from fielding.api import documents
from fielding.api.answers import not_asked, odd_answers
from fielding.api.errors import TooManyTries
from fielding.api.problems import FAILURES
from fielding.api.progress import progress_document
from fielding.app.errors import AnswersAtFault, UnknownService, WrongCode
from fielding.app.follow_case import REPORTER, follow_case
from fielding.app.ports import Hub, LatePromise
from fielding.app.receive_case import Received, receive_case
from fielding.cases.answers import check_answers
from fielding.definitions.service import Service
from fielding.kernel.instants import local_day, write_instant
from fielding.ledger import proofs
from fielding.store.tries import may_try, note_wrong_try
from fielding.wiring.demonstration_mark import marked_hub
from fielding.wiring.hub import hub as the_hub

DOOR = "api"
#: Long enough that nobody meets somebody else's key by chance; a UUID is 36 letters.
KEY_PATTERN = r"^[\x21-\x7e]{16,200}$"
Key = Annotated[
    str,
    Header(
        ...,
        alias="Idempotency-Key",
        pattern=KEY_PATTERN,
        description="Draw a new one, such as a UUID, for each new request, and send it again with "
        "each repeat: 16 to 200 visible ASCII characters",
    ),
]
#: One address, two methods: a description may not hold two that differ by a parameter's name.
NAME = "To send: the code of a service. To follow: the reference of a report"
_REFERENCE = re.compile(r"[\x20-\x7e]{1,100}")

router = Router(tags=["reports"])


@router.post(
    "/reports/{name}",
    response={201: documents.Received, 202: documents.Promised},
    summary="Report something",
    operation_id="report",
    openapi_extra=FAILURES,
)
def report(
    request: HttpRequest,  # noqa: ARG001
    response: HttpResponse,
    name: Annotated[str, Path(..., description=NAME)],
    report: documents.Report,
    key: Key,
) -> Status[dict[str, object]]:
    """Send a report to a service. The same key and answers again give the same report."""
    hub = the_hub()
    definition = _public(hub, name)
    _refuse_odd(hub, definition, report)
    received = Received(service=definition.code, answers=report.answers, door=DOOR, key=key)
    done = receive_case(marked_hub(), REPORTER, received)
    response.headers["Location"] = f"/api/v1/reports/{done.reference}"
    known = {
        "reference": done.reference,
        "progress_code": done.code,
        "not_asked": not_asked(definition, report.answers),
    }
    proof = hub.proofs.prove(done.entry)
    if isinstance(proof, LatePromise):
        promise = {
            "leaf": proof.leaf.hex(),
            "deadline": write_instant(proof.deadline),
            "note": proof.note,
        }
        return Status(202, {**known, "promise": promise})
    receipt = proofs.receipt_file(proofs.Receipt(entry=proof.entry, proof=proof.proof))
    return Status(201, {**known, "receipt": json.loads(receipt)})


@router.get(
    "/reports/{name}",
    response=documents.Progress,
    summary="Follow a report",
    operation_id="follow",
    openapi_extra=FAILURES,
)
def follow(
    request: HttpRequest,  # noqa: ARG001
    name: Annotated[str, Path(..., description=NAME)],
    code: Annotated[
        str, Header(..., alias="Progress-Code", description="As given when it was sent")
    ],
) -> dict[str, object]:
    """Show how a report goes on: what happened, who has it, what is promised by when."""
    if not _REFERENCE.fullmatch(name):
        raise WrongCode
    if not may_try(name):
        raise TooManyTries
    hub = the_hub()
    try:
        progress = follow_case(hub, name, code)
    except WrongCode:
        note_wrong_try(name)
        raise
    return progress_document(progress, hub.clock.now())


def _public(hub: Hub, code: str) -> Service:
    service = hub.services.current(code)
    if not service.pages:
        raise UnknownService(service=code)
    return service


def _refuse_odd(hub: Hub, service: Service, report: documents.Report) -> None:
    """Tell faults of shape together with all others: nobody wants to hear them one by one."""
    odd = odd_answers(service, report.answers)
    if odd:
        usable = {name: answer for name, answer in report.answers.items() if name not in odd}
        today = local_day(hub.clock.now())
        known = check_answers(service, usable, today=today).faults
        raise AnswersAtFault({**known, **odd})
