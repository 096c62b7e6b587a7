"""Instants as the ledger writes them: UTC, six decimals, a Z."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from fielding.kernel.errors import FieldingError

#: Where the people are whom the hub serves: their day may have begun while UTC's has not.
LOCAL = ZoneInfo("Europe/London")


class NotAnInstant(FieldingError):
    """A time must look like 2026-11-22T01:05:00.123456Z."""

    code = "not_an_instant"


def write_instant(moment: datetime) -> str:
    """Write an aware moment; a naive one is refused, since nobody knows what it means."""
    if moment.tzinfo is None:
        raise NotAnInstant(found=moment.isoformat())
    told = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return told.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def read_instant(text: str) -> datetime:
    """Read what `write_instant` wrote, and nothing else."""
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError) as fault:
        raise NotAnInstant(found=text) from fault
    if found.tzinfo is None or write_instant(found) != text:
        raise NotAnInstant(found=text)
    return found


def local_day(moment: datetime) -> date:
    """Give the day it is for the people whom the hub serves."""
    return moment.astimezone(LOCAL).date()
