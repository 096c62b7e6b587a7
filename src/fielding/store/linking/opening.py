"""Opens what a stretch of the ledger holds for linking, in memory: the longest of a backlog."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from fielding.app.linking.taking_up import TakenUp, take_up
from fielding.app.ports import Hub
from fielding.ledger.entry import read_entry
from fielding.ledger.errors import SealBroken

log = logging.getLogger("fielding.linker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """An entry as it stands in the ledger, its sealed part, and the key that opens it."""

    index: int
    content: bytes = field(repr=False)
    key: bytes = field(repr=False)
    blob: bytes | None = field(repr=False)


#: Opens many, in their order; None for one whose sealed part is not what was sealed.
OpenAll = Callable[[Hub, Sequence[Closed]], Iterable[TakenUp | None]]


def open_all(hub: Hub, closed: Sequence[Closed]) -> list[TakenUp | None]:
    """Open one after the other, in this process."""
    return [_open(hub, one) for one in closed]


def _open(hub: Hub, closed: Closed) -> TakenUp | None:
    entry = read_entry(closed.content, index=closed.index).entry
    try:
        return take_up(hub, entry, closed.key, closed.blob)
    except SealBroken:
        # One that was tampered with must not hold up all that come after it.
        log.warning(
            "entry %s is not linked: its sealed part is not what was sealed", closed.index
        )
        return None
