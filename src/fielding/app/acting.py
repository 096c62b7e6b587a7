"""Acting on a case: one transaction from history to next entries, tried again when overtaken."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from fielding.access.errors import NotFound
from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.errors import Overtaken
from fielding.app.pen import Pen
from fielding.app.ports import Hub, Transaction

Result = TypeVar("Result")
#: Reads and additions are entries too, so a decision may be overtaken by something harmless.
TRIES = 8


def act_on_case(
    hub: Hub,
    actor: Actor,
    case: str,
    action: Action | None,
    act: Callable[[Pen, Transaction], Result],
) -> Result:
    """Let `act` write to a case; the rules are asked anew on the newest history at every try.

    Raises NotPermitted, NotFound, and whatever the rules say. On Overtaken after the last try
    nothing was kept.
    """
    if action is not None:
        require(actor, action)
    _require_id(case)
    for tries_left in reversed(range(TRIES)):
        try:
            return _attempt(hub, actor, case, act)
        except Overtaken:
            if not tries_left:
                raise
    raise Overtaken(case=case)


def _require_id(case: str) -> None:
    """A name that is no case's is one that there is not, whatever was typed into an address."""
    try:
        UUID(case)
    except ValueError as fault:
        raise NotFound(case=case) from fault


def _attempt(
    hub: Hub, actor: Actor, case: str, act: Callable[[Pen, Transaction], Result]
) -> Result:
    with hub.store.transaction(actor) as tx:
        history = tx.history(case)
        if not history:
            raise NotFound(case=case)
        pen = Pen.take_up(hub, tx, history)
        result = act(pen, tx)
        written = pen.written()
        if written.new:
            tx.keep([written])
        return result
