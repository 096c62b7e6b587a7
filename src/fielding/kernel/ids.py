"""Identifiers (RFC 9562): of version 7, which sort by the time they were made, or of content."""

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def new_id(moment: datetime, random: bytes) -> UUID:
    """Make a UUIDv7 of a moment (to the millisecond) and ten random bytes."""
    milliseconds = (moment - _EPOCH) // _MILLISECOND
    tail = int.from_bytes(random[:10], "big")
    number = (milliseconds << 80) | tail
    return _of_version(7, number)


def named_id(content: bytes) -> UUID:
    """Make a UUIDv8 of what something consists of: always the same for the same bytes (SHA-256)."""
    return _of_version(8, int.from_bytes(hashlib.sha256(content).digest()[:16], "big"))


def _of_version(version: int, number: int) -> UUID:
    number = (number & ~(0xF << 76)) | (version << 76)
    number = (number & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=number)
