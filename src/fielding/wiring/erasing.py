"""Reports the erasures: since when each case cannot be read here, and when in no backup either."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import psycopg
from django.conf import settings
from django.db import connections

from fielding.store.restoring import erasures


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One case that was erased."""

    case: str
    basis: str
    at: datetime
    #: The day on which the last backup that holds the case's key is no longer kept.
    gone_from_backups: date


def erasure_report() -> Sequence[Erasure]:
    """List every erasure that the ledger knows."""
    owner = connections["owner"]
    owner.ensure_connection()
    raw: psycopg.Connection = owner.connection
    return [
        Erasure(
            case=entry.subject.removeprefix("case/"),
            basis=str(entry.facts.get("basis", "")),
            at=entry.recorded_at,
            gone_from_backups=gone_from_backups(entry.recorded_at),
        )
        for entry in erasures(raw)
    ]


def gone_from_backups(erased_at: datetime) -> date:
    """Give the day from which no backup holds the key, if backups are kept as the setting says."""
    return (erased_at + timedelta(days=settings.FIELDING_BACKUP_DAYS)).date()
