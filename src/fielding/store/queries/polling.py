"""What was referred to a body, for programs that ask again and again.

The order is the ledger's: only one process hands out indexes, each after the one before, so that
whoever asks from an index on misses nothing and gets nothing twice.
"""

from dataclasses import dataclass
from datetime import datetime

import psycopg
from django.db import OperationalError, transaction

from fielding.access.roles import Actor
from fielding.app.errors import StoreUnreachable
from fielding.store.statements import read_statements
from fielding.store.transactions import act_as

SQL = read_statements("polling_statements")


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """A referral as its recipient's programs see it before they fetch the package."""

    index: int  # of the entry referral.sent
    referral: str
    service: str
    reference: str
    urgent: bool
    synthetic: bool
    state: str
    sent_at: datetime
    delivered_at: datetime | None
    answered_at: datetime | None
    due_at: datetime | None
    outcome: str | None


def referrals_after(actor: Actor, after: int, most: int) -> list[Polled]:
    """List the referrals to the actor's body that were sent after an index of the ledger.

    One that was sent back is no longer the body's to see. Raises StoreUnreachable.
    """
    asked = {"body": actor.firm or "", "after": after, "most": most}
    try:
        with transaction.atomic():
            rows = act_as(actor).execute(SQL["referrals_after"], asked).fetchall()
    except (OperationalError, psycopg.OperationalError) as fault:
        raise StoreUnreachable from fault
    return [Polled(**dict(zip(Polled.__dataclass_fields__, row, strict=True))) for row in rows]
