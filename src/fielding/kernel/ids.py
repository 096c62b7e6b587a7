"""Identifiers: UUIDs of version 7 (RFC 9562), which sort by the time they were made."""

from datetime import datetime
from uuid import UUID


def new_id(moment: datetime, random: bytes) -> UUID:
    """Make a UUIDv7 of a moment (to the millisecond) and ten random bytes."""
    milliseconds = int(moment.timestamp() * 1000)
    tail = int.from_bytes(random[:10], "big")
    number = (milliseconds << 80) | tail
    number = (number & ~(0xF << 76)) | (0x7 << 76)
    number = (number & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=number)
