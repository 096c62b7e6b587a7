"""Referrals for programs of their recipients: poll, fetch the package, answer, say what came of it.

The rules and the refusals are those of the screens; row-level security is the same.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated
from uuid import UUID

from ninja import Query, Router

from fielding.access.roles import Actor
from fielding.api import documents
from fielding.api.package import Package
from fielding.api.problems import FAILURES
from fielding.api.reports import DOOR, Key
from fielding.api.tokens import OfficerRequest, OfficerToken
from fielding.app.answer_referral import accept_referral, record_outcome, return_referral
from fielding.app.fetch_package import fetch_package
from fielding.app.once import Asked, once
from fielding.app.package_document import package_document
from fielding.app.ports import Hub
from fielding.kernel.instants import write_instant
from fielding.referral.answering import Outcome, SentBack
from fielding.store.queries.inbox import referral_of
from fielding.store.queries.polling import Polled, referrals_after
from fielding.wiring.hub import hub as the_hub

MOST = 500
#: Larger than any index: PostgreSQL counts with 63 bits.
LAST_CURSOR = 2**63 - 1
#: The hub in hand, who acts, the case and its referral.
Doing = Callable[[Hub, Actor, str, str], None]

router = Router(tags=["referrals"], auth=OfficerToken())
#: A way to answer a referral.
answering = partial(router.post, response=documents.Answered, openapi_extra=FAILURES)


@router.get(
    "/referrals",
    response=documents.Referrals,
    summary="List what was referred to you",
    operation_id="poll",
    openapi_extra=FAILURES,
)
def poll(
    request: OfficerRequest,
    after: Annotated[
        int | None, Query(None, ge=0, le=LAST_CURSOR, description="`next` of the last answer")
    ] = None,
    limit: Annotated[int, Query(100, ge=1, le=MOST)] = 100,
) -> dict[str, object]:
    """List referrals to your body in the order of the ledger.

    Ask again after `next`: nothing is missed and nothing comes twice. What was sent back is not
    listed. Being listed is not delivery.
    """
    found = referrals_after(request.auth, -1 if after is None else after, limit + 1)
    listed = found[:limit]
    return {
        "referrals": [_row(one) for one in listed],
        "next": listed[-1].index if listed else after,
        "more": len(found) > limit,
    }


@router.get(
    "/referrals/{uuid:referral}/package",
    response=Package,
    summary="Fetch a package",
    operation_id="fetch",
    openapi_extra=FAILURES,
)
def fetch(request: OfficerRequest, referral: UUID) -> dict[str, object]:
    """Fetch everything you get of a case. This is recorded as a read, and as the delivery."""
    actor = request.auth
    case = str(referral_of(actor, str(referral)).case_id)
    return package_document(fetch_package(the_hub(), actor, case, str(referral)))


@answering("/referrals/{uuid:referral}/accept", summary="Take a case on", operation_id="accept")
def accept(request: OfficerRequest, referral: UUID, key: Key) -> dict[str, object]:
    """Take the case on."""
    _do_once(request.auth, referral, key, ["accept"], accept_referral)
    return {"referral": str(referral), "state": "accepted"}


@answering("/referrals/{uuid:referral}/return", summary="Send a case back", operation_id="return")
def send_back(
    request: OfficerRequest, referral: UUID, back: documents.SentBack, key: Key
) -> dict[str, object]:
    """Send the case back, with the reason and who would be better. It is then no longer yours."""
    sent = SentBack(reason=back.reason, better=back.better or "", note=back.note)

    def act(hub: Hub, actor: Actor, case: str, referral: str) -> None:
        return_referral(hub, actor, case, referral, sent)

    _do_once(request.auth, referral, key, ["return", back.reason, back.better, back.note], act)
    return {"referral": str(referral), "state": "returned"}


@answering(
    "/referrals/{uuid:referral}/outcome", summary="Record an outcome", operation_id="outcome"
)
def outcome(
    request: OfficerRequest, referral: UUID, told: documents.Outcome, key: Key
) -> dict[str, object]:
    """Record what came of the case, where the service's rules allow this outcome."""

    def act(hub: Hub, actor: Actor, case: str, referral: str) -> None:
        known = Outcome(code=told.outcome, on=told.on, referral=referral)
        record_outcome(hub, actor, case, known)

    asked = ["outcome", told.outcome, told.on.isoformat()]
    _do_once(request.auth, referral, key, asked, act)
    return {"referral": str(referral), "state": "closed"}


def _do_once(
    actor: Actor, referral: UUID, key: str, asked: Sequence[str | None], doing: Doing
) -> None:
    """Do it, unless this body did the same under this key before."""
    request = Asked(key=f"{DOOR}/{actor.firm}/{key}", what=[str(referral), *asked])

    def act(hub: Hub) -> None:
        case = str(referral_of(actor, str(referral)).case_id)
        doing(hub, actor, case, str(referral))

    once(the_hub(), actor, request, act)


def _row(one: Polled) -> dict[str, object]:
    return {
        "cursor": one.index,
        "referral": one.referral,
        "service": one.service,
        "reference": one.reference,
        "urgent": one.urgent,
        "synthetic": one.synthetic,
        "state": one.state,
        "sent_at": write_instant(one.sent_at),
        "delivered_at": write_instant(one.delivered_at) if one.delivered_at else None,
        "answered_at": write_instant(one.answered_at) if one.answered_at else None,
        "due_at": write_instant(one.due_at) if one.due_at else None,
        "outcome": one.outcome,
    }
