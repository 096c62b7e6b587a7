"""Read dates and times as publishers write them, with and without a zone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from fielding.kernel.instants import LOCAL, local_day

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: Written for "that day", whatever the zone behind it: 00:00:00 and 23:59:59 (or 23:59:00).
_EDGES = frozenset({time(0, 0), time(23, 59), time(23, 59, 59)})


class Written(StrEnum):
    """How a date stood in the file."""

    UTC = "with Z"
    OFFSET = "with an offset"
    NO_ZONE = "without a zone, read as London time"
    DAY_ONLY = "a day without a time"
    UNREADABLE = "not a date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A date or time that was read; `at` is None where it could not be."""

    written: Written
    at: datetime | None = None
    day: date | None = None


def read_time(text: object) -> Told:
    """Read an ISO 8601 date or time.

    A contract's first and last days are published as edges of days, in whatever zone the
    publisher's system writes; an edge means the day as written, any other time the day in London.
    """
    if not isinstance(text, str):
        return Told(written=Written.UNREADABLE)
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return Told(written=Written.UNREADABLE)
    if _DAY.fullmatch(text.strip()):
        return Told(written=Written.DAY_ONLY, at=found.replace(tzinfo=LOCAL), day=found.date())
    if found.tzinfo is None:
        at = found.replace(tzinfo=LOCAL)
        return Told(written=Written.NO_ZONE, at=at, day=found.date())
    written = Written.UTC if found.utcoffset() == UTC.utcoffset(None) else Written.OFFSET
    edge = found.time().replace(microsecond=0) in _EDGES
    try:
        day = found.date() if edge else local_day(found)
    except OverflowError:
        return Told(written=Written.UNREADABLE)
    return Told(written=written, at=found, day=day)


def read_day(text: object) -> date | None:
    """Give the day that a date or time means, or None."""
    return read_time(text).day
