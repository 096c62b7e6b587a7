"""A clock that moves only when it is asked, or told to."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

#: A Monday morning, in no nation's holidays.
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class TickingClock:
    """Tells a later moment each time, so that no two things happen at once."""

    moment: datetime = MONDAY
    tick: timedelta = timedelta(milliseconds=1)

    def now(self) -> datetime:
        """Give the next moment."""
        self.moment += self.tick
        return self.moment

    def advance(self, **time: float) -> None:
        """Let time pass: `advance(days=3)`."""
        self.moment += timedelta(**time)
