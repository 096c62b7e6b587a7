"""Post what a supplier says of a measure: an entry beside which the hub's own figure will stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from fielding.access.permissions import MAY, Action, require
from fielding.access.roles import Actor
from fielding.app.books.performance.read_measures import contract_in, months_of
from fielding.app.books.writing import FolioDesk, write_in_folios
from fielding.app.read_figures import Bookkeeper
from fielding.ledger.entry import Kept
from fielding.oversight.performance.claiming import ask_supplier, claims_of
from fielding.oversight.performance.closing import claim_value
from fielding.oversight.performance.errors import UnknownContract
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.folding_contracts import fold_contract
from fielding.oversight.register.register import fold_register


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimable:
    """A contract whose measures somebody may say something of, and the months it has had."""

    contract: Contract
    months: tuple[str, ...]  # the oldest first


def list_claimable(bookkeeper: Bookkeeper, actor: Actor) -> Sequence[Claimable]:
    """List the contracts that somebody may post claims of: a supplier's are its own."""
    require(actor, Action.CLAIM)
    known = bookkeeper.figures().folded(fold_register).contracts
    found = (known[slug] for slug in sorted(known) if any(one.targets for one in known[slug].terms))
    return [_claimable(bookkeeper, one) for one in found if _is_theirs(bookkeeper, actor, one)]


def read_claimable(bookkeeper: Bookkeeper, actor: Actor, slug: str) -> Claimable:
    """Give one of these contracts; raise UnknownContract, also for another supplier's."""
    require(actor, Action.CLAIM)
    contract = contract_in(bookkeeper.figures(), slug)
    if not _is_theirs(bookkeeper, actor, contract):
        raise UnknownContract(contract=slug)
    return _claimable(bookkeeper, contract)


def post_claim(
    bookkeeper: Bookkeeper, actor: Actor, slug: str, told: tuple[str, str, str]
) -> Kept:
    """Post a claim (month, measure, percent): as the supplier, or as the manager on its behalf.

    The entry says which of them did. A later claim for the same month stands beside the earlier
    one. Raises NotPermitted, UnknownContract, ClaimAtFault and SameClaim.
    """
    contract = read_claimable(bookkeeper, actor, slug).contract
    month, measure, value = told

    def act(desk: FolioDesk) -> Kept:
        folio = desk.folio(claims_of(slug))
        asking = ask_supplier(contract, folio.history)
        if asking and Action.KEEP_REGISTER in MAY[actor.role]:
            folio.write(actor, asking)
        newest = contract
        for kept in folio.history:
            newest = fold_contract(newest, kept) or newest
        step = claim_value(newest, month, measure, value, bookkeeper.hub.clock.now())
        return folio.write(actor, step)

    return write_in_folios(bookkeeper.hub, actor, Action.CLAIM, act)


def _claimable(bookkeeper: Bookkeeper, contract: Contract) -> Claimable:
    standpoint = bookkeeper.figures().books.standpoint
    return Claimable(contract=contract, months=months_of(contract, standpoint))


def _is_theirs(bookkeeper: Bookkeeper, actor: Actor, contract: Contract) -> bool:
    """Is it for them to see? A supplier's own contract, where the store shows it the folio too."""
    if Action.SEE_BOOKS in MAY[actor.role]:
        return True
    if not actor.firm or contract.supplier != actor.firm:
        return False
    with bookkeeper.hub.store.transaction(actor) as tx:
        return bool(tx.folio(claims_of(contract.slug)))
