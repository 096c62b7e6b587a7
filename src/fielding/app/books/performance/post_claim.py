"""Post what a supplier says of a measure: an entry beside which the hub's own figure will stand."""

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.writing import write_in_folio
from fielding.app.ports import Hub
from fielding.ledger.entry import Kept
from fielding.oversight.performance.closing import claim_value
from fielding.oversight.performance.errors import UnknownContract
from fielding.oversight.register.register import fold_register


def post_claim(hub: Hub, actor: Actor, slug: str, told: tuple[str, str, str]) -> Kept:
    """Post a claim (month, measure, percent) in the contract's folio.

    A later claim for the same month stands beside the earlier one. Raises NotPermitted,
    UnknownContract, ClaimAtFault and SameClaim.
    """
    require(actor, Action.KEEP_REGISTER)
    month, measure, value = told

    def act(folio: FolioPen) -> Kept:
        contract = fold_register(folio.history).contracts.get(slug)
        if contract is None:
            raise UnknownContract(contract=slug)
        step = claim_value(contract, month, measure, value, hub.clock.now())
        return folio.write(actor, step)

    return write_in_folio(hub, actor, f"contract/{slug}", Action.KEEP_REGISTER, act)
