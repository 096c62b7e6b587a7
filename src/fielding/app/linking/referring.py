"""Hand a network to a lead force as one package."""

from collections.abc import Sequence

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.writing import write_in_folio
from fielding.app.ports import Hub
from fielding.ledger.entry import Kept
from fielding.linking.judgements.referring import network_subject, refer_network


def refer(
    hub: Hub, actor: Actor, network: tuple[str, Sequence[str]], recipient: str, reason: str
) -> tuple[Kept, ...]:
    """Refer a network (its id, its cases) to a body.

    Raises NotPermitted, ReasonMissing, AlreadyReferred.
    """
    name, cases = network

    def act(pen: FolioPen) -> tuple[Kept, ...]:
        steps = refer_network(pen.history, recipient, cases, reason)
        return tuple(pen.write(actor, step) for step in steps)

    return write_in_folio(hub, actor, network_subject(name), Action.REFER_NETWORK, act)
