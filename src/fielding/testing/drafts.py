"""Drafts in memory."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class MemoryDrafts:
    """Keeps boxes by locator."""

    _boxes: dict[bytes, tuple[bytes, datetime]] = field(default_factory=dict)

    def keep(self, locator: bytes, box: bytes, at: datetime) -> None:
        """Keep a box, in place of an earlier one."""
        self._boxes[locator] = (box, at)

    def read(self, locator: bytes, after: datetime) -> bytes | None:
        """Give a box that was kept after a moment."""
        box, at = self._boxes.get(locator, (None, after))
        return box if at > after else None

    def forget(self, locator: bytes) -> None:
        """Destroy a box."""
        self._boxes.pop(locator, None)

    def forget_old(self, before: datetime) -> None:
        """Destroy the boxes that nobody came back to."""
        self._boxes = {at: kept for at, kept in self._boxes.items() if kept[1] > before}
