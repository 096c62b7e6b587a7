"""The inbox of a body: what was referred to it, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from fielding.access.roles import Actor
from fielding.referral.errors import NoSuchReferral
from fielding.store.models import ReferralStanding
from fielding.store.queries.acting import reading_as

PAGE = 25
OPEN = ("sent", "delivered", "accepted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """One page of an inbox."""

    rows: Sequence[ReferralStanding]
    total: int
    page: int
    pages: int
    #: How many referrals stand in each state, and how many are overdue.
    counts: dict[str, int]


def inbox(actor: Actor, state: str, now: datetime, page: int = 1) -> Inbox:
    """List referrals in a state (`overdue` and `open` are words too), the first due first."""
    with reading_as(actor):
        mine = _mine(actor)
        rows = _in(mine, state, now).order_by(F("due_at").asc(nulls_last=True), "sent_at")
        total = rows.count()
        pages = max(1, -(-total // PAGE))
        page = min(max(1, page), pages)
        counts = {word: _in(mine, word, now).count() for word in (*OPEN, "closed", "overdue")}
        return Inbox(
            rows=list(rows[(page - 1) * PAGE : page * PAGE]),
            total=total,
            page=page,
            pages=pages,
            counts=counts,
        )


def referral_of(actor: Actor, referral: str) -> ReferralStanding:
    """Give a referral with its case; raise NoSuchReferral when it is not the reader's to see."""
    with reading_as(actor):
        found = ReferralStanding.objects.select_related("case").filter(referral_id=referral).first()
    if found is None:
        raise NoSuchReferral(referral=referral)
    return found


def _mine(actor: Actor) -> QuerySet[ReferralStanding]:
    return ReferralStanding.objects.select_related("case").filter(recipient=actor.firm or "")


def _in(rows: QuerySet[ReferralStanding], state: str, now: datetime) -> QuerySet[ReferralStanding]:
    match state:
        case "overdue":
            return rows.filter(state__in=OPEN, due_at__lt=now)
        case "open":
            return rows.filter(state__in=OPEN)
        case _:
            return rows.filter(state=state)
