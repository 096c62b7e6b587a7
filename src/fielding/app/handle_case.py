"""Handle a case: assign it, hold it, take it up again."""

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.acting import act_on_case
from fielding.app.ports import Hub
from fielding.cases import handling


def assign_case(hub: Hub, actor: Actor, case: str, *, to: str) -> None:
    """Give a case to somebody, by pseudonym."""
    act_on_case(
        hub,
        actor,
        case,
        Action.ASSIGN,
        lambda pen, _: pen.write(actor, handling.assign(pen.service, pen.current, to)),
    )


def hold_case(hub: Hub, actor: Actor, case: str, *, reason: str, note: str) -> None:
    """Let a case wait, with a reason."""
    act_on_case(
        hub,
        actor,
        case,
        Action.ASSIGN,
        lambda pen, _: pen.write(actor, handling.hold(pen.service, pen.current, reason, note)),
    )


def release_case(hub: Hub, actor: Actor, case: str) -> None:
    """Take a case off hold."""
    act_on_case(
        hub,
        actor,
        case,
        Action.ASSIGN,
        lambda pen, _: pen.write(actor, handling.release(pen.current)),
    )
