"""Identifiers: UUIDs of version 7 (RFC 9562), which sort by the time they were made."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def new_id(moment: datetime, random: bytes) -> UUID:
    """Make a UUIDv7 of a moment (to the millisecond) and ten random bytes."""
    milliseconds = (moment - _EPOCH) // _MILLISECOND
    tail = int.from_bytes(random[:10], "big")
    number = (milliseconds << 80) | tail
    number = (number & ~(0xF << 76)) | (0x7 << 76)
    number = (number & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=number)
