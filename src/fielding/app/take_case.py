"""Take a case that nobody has: of two people taking at once, each gets another."""

from collections.abc import Iterable

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.acting import act_on_case
from fielding.app.errors import TakenAlready
from fielding.app.pen import Pen
from fielding.app.ports import Hub
from fielding.cases.errors import NotAllowedFromHere
from fielding.cases.handling import assign


def take_case(hub: Hub, actor: Actor, case: str) -> None:
    """Take one case; raise TakenAlready when somebody else has it."""

    def act(pen: Pen, _: object) -> None:
        holder = pen.current.assigned_to
        if holder is not None and holder != actor.name:
            raise TakenAlready(by=holder)
        if holder is None:
            pen.write(actor, assign(pen.service, pen.current, actor.name))

    act_on_case(hub, actor, case, Action.ASSIGN, act)


def take_next(hub: Hub, actor: Actor, cases: Iterable[str]) -> str | None:
    """Take the first of these cases that is still free; None when none is."""
    for case in cases:
        try:
            take_case(hub, actor, case)
        except (TakenAlready, NotAllowedFromHere):
            continue
        return case
    return None
