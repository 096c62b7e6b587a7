"""Answer a referral: accept it, send it back, or record its outcome."""

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.acting import act_on_case
from fielding.app.ports import Hub
from fielding.referral import answering
from fielding.referral.answering import Outcome, SentBack


def accept_referral(hub: Hub, actor: Actor, case: str, referral: str) -> None:
    """Take the case on."""
    act_on_case(
        hub,
        actor,
        case,
        Action.ANSWER_REFERRAL,
        lambda pen, _: pen.write(actor, answering.accept(pen.current, actor, referral)),
    )


def return_referral(hub: Hub, actor: Actor, case: str, referral: str, back: SentBack) -> None:
    """Send the case back to the hub."""
    act_on_case(
        hub,
        actor,
        case,
        Action.ANSWER_REFERRAL,
        lambda pen, _: pen.write(
            actor, answering.send_back(pen.service, pen.current, actor, referral, back)
        ),
    )


def record_outcome(hub: Hub, actor: Actor, case: str, outcome: Outcome) -> None:
    """Record what came of a case: a recipient on its referral, the hub on what it kept itself."""
    act_on_case(
        hub,
        actor,
        case,
        Action.RECORD_OUTCOME,
        lambda pen, _: pen.write(
            actor, answering.record_outcome(pen.service, pen.current, actor, outcome)
        ),
    )
