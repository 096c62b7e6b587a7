"""Hand a contract over: begin at a cut-off, post package and receipt, sign for equal roots."""

import hashlib
from collections.abc import Callable, Iterable, Iterator

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.handing_over.list_cases import list_at
from fielding.app.books.writing import write_in_folio
from fielding.app.ports import Hub
from fielding.app.read_figures import Bookkeeper
from fielding.cases.step import Step
from fielding.kernel.canonical import canonical_bytes
from fielding.kernel.ids import named_id
from fielding.ledger.entry import Kept
from fielding.oversight.handovers.comparing import Comparison, compare
from fielding.oversight.handovers.errors import HandoverRefused, NoSuchHandover
from fielding.oversight.handovers.files import read_lines
from fielding.oversight.handovers.handing_over import begin, post, sign
from fielding.oversight.handovers.handover import Handover, fold_handover
from fielding.oversight.register.register import fold_register


def begin_handover(
    bookkeeper: Bookkeeper, actor: Actor, told: tuple[str, str], mark: str
) -> Kept:
    """Begin to hand a contract over to a successor at the newest checkpoint; raise HandoverRefused.

    Asked again by the same person under the same mark, it gives what was begun then.
    """
    contract, successor = told
    require(actor, Action.HAND_OVER)
    hub, figures = bookkeeper.hub, bookkeeper.figures()
    register = figures.folded(fold_register)
    known = register.contracts.get(contract)
    if known is None:
        raise HandoverRefused(because="the contract is not registered", contract=contract)
    if successor not in register.organisations:
        raise HandoverRefused(because="the successor is not registered", successor=successor)
    size = figures.books.standpoint.size
    step = begin(known, successor, size, list_at(bookkeeper, contract, size))
    name = named_id(canonical_bytes(["handover", actor.name, contract, successor, mark]))

    def act(folio: FolioPen) -> Kept:
        return folio.history[0] if folio.history else folio.write(actor, step)

    return write_in_folio(hub, actor, f"handover/{name}", Action.HAND_OVER, act)


def post_cases(
    bookkeeper: Bookkeeper, actor: Actor, handover: str, kind: str, lines: Iterable[bytes]
) -> tuple[Comparison, Kept | None]:
    """Hold a posted file against the list and record what came of it.

    Gives no new entry when the very same file is there already. Raises NotAHandoverFile with the
    line, NoSuchHandover, NotYourPart and SignedAlready.
    """
    require(actor, Action.TAKE_PART)
    known = handover_of(bookkeeper.hub, actor, handover)
    digest = hashlib.sha256()
    posted = list(read_lines(_hashed(lines, digest.update)))
    found = compare(list_at(bookkeeper, known.contract, known.size), posted)
    told = (found, digest.hexdigest())
    kept = _write(bookkeeper.hub, actor, handover, lambda now: post(now, actor, kind, told))
    return found, kept


def sign_handover(hub: Hub, actor: Actor, handover: str) -> Kept | None:
    """Sign for equal roots as one of the three parties.

    Raises NotPermitted, NoSuchHandover, NotYetEqual, NotYourPart and SignedAlready.
    """
    return _write(hub, actor, handover, lambda known: sign(known, actor))


def handover_of(hub: Hub, actor: Actor, handover: str) -> Handover:
    """Give a handover as it stands now to who may see it; raise NoSuchHandover."""
    with hub.store.transaction(actor) as tx:
        found = fold_handover(tx.folio(f"handover/{handover}"))
    if found is None:
        raise NoSuchHandover(handover=handover)
    return found


def _write(
    hub: Hub, actor: Actor, handover: str, rule: Callable[[Handover], Step | None]
) -> Kept | None:
    def act(folio: FolioPen) -> Kept | None:
        known = fold_handover(folio.history)
        if known is None:
            raise NoSuchHandover(handover=handover)
        step = rule(known)
        return folio.write(actor, step) if step else None

    return write_in_folio(hub, actor, f"handover/{handover}", Action.TAKE_PART, act)


def _hashed(lines: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for line in lines:
        update(line)
        yield line
