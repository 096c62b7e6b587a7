"""The machine's clock and its randomness: the only place that asks for either."""

import os
from datetime import UTC, datetime


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """Give the present moment."""
        return datetime.now(UTC)


class SystemRandomness:
    """The operating system's randomness, fit for keys."""

    def bytes(self, count: int) -> bytes:
        """Draw so many bytes."""
        return os.urandom(count)
