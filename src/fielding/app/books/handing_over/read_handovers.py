"""Read handovers with the differences of what was posted, and the closures before the cut-off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from fielding.access.errors import NotPermitted
from fielding.access.permissions import MAY, Action, require
from fielding.access.roles import Actor
from fielding.app.books.handing_over.hand_over import handover_of
from fielding.app.books.handing_over.list_cases import list_at
from fielding.app.books.texts import read_texts
from fielding.app.read_figures import Bookkeeper
from fielding.kernel.instants import local_day
from fielding.oversight.handovers.closures import Closures, closures_under, hold_against_past
from fielding.oversight.handovers.comparing import Difference
from fielding.oversight.handovers.files import write_lines
from fielding.oversight.handovers.handover import Handover, fold_handovers
from fielding.oversight.shares import CannotCompute


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldHandover:
    """A handover, and for each posted file the differences that were kept, by kind of entry."""

    handover: Handover
    differences: dict[str, tuple[Difference, ...]]
    #: None for who does not see the books.
    closures: Closures | CannotCompute | None


def read_handovers(bookkeeper: Bookkeeper, actor: Actor) -> list[Handover]:
    """Give the handovers that somebody may see, the newest first."""
    _require(actor)
    found = list(bookkeeper.figures().folded(fold_handovers).values())[::-1]
    if Action.SEE_BOOKS in MAY[actor.role]:
        return found
    own = [one for one in found if actor.firm in {one.supplier, one.successor}]
    with bookkeeper.hub.store.transaction(actor) as tx:
        return [one for one in own if tx.folio(one.subject)]


def read_handover(bookkeeper: Bookkeeper, actor: Actor, handover: str) -> ToldHandover:
    """Give one handover as it stands now; raise NoSuchHandover."""
    _require(actor)
    found = handover_of(bookkeeper.hub, actor, handover)
    texts = read_texts(bookkeeper.hub, actor, [found.subject])
    differences = {
        kind: tuple(_differences(texts.get(posted.act.entry, {}).get("differences", ())))
        for kind, posted in found.posted.items()
    }
    sees = Action.SEE_BOOKS in MAY[actor.role]
    return ToldHandover(
        handover=found,
        differences=differences,
        closures=_closures(bookkeeper, found) if sees else None,
    )


def write_list(bookkeeper: Bookkeeper, actor: Actor, handover: str) -> Iterator[bytes]:
    """Give the hub's own list of a handover, line by line, to the authority only."""
    require(actor, Action.HAND_OVER)
    found = handover_of(bookkeeper.hub, actor, handover)
    return write_lines(list_at(bookkeeper, found.contract, found.size).cases)


def _require(actor: Actor) -> None:
    if not MAY[actor.role] & {Action.SEE_BOOKS, Action.TAKE_PART}:
        raise NotPermitted(role=actor.role.value, action=Action.TAKE_PART.value)


def _closures(bookkeeper: Bookkeeper, found: Handover) -> Closures | CannotCompute:
    records = bookkeeper.figures().books.records
    closed = closures_under(records, found.contract, found.size)
    return hold_against_past(closed, local_day(found.begun.at))


def _differences(told: object) -> Iterator[Difference]:
    for kind, case, parts in cast("Sequence[tuple[str, str, list[str]]]", told):
        yield Difference(kind=kind, case=case, parts=tuple(parts))
