"""Instants as the ledger writes them: UTC, six decimals, a Z."""

from datetime import UTC, datetime

from fielding.kernel.errors import FieldingError


class NotAnInstant(FieldingError):
    """A time must look like 2026-11-22T01:05:00.123456Z."""

    code = "not_an_instant"


def write_instant(moment: datetime) -> str:
    """Write an aware moment; a naive one is refused, since nobody knows what it means."""
    if moment.tzinfo is None:
        raise NotAnInstant(found=moment.isoformat())
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_instant(text: str) -> datetime:
    """Read what `write_instant` wrote, and nothing else."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except ValueError as fault:
        raise NotAnInstant(found=text) from fault
