"""Answer a referral: accept it, send it back, or record its outcome."""

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.acting import act_on_case
from fielding.app.pen import Pen
from fielding.app.ports import Hub
from fielding.app.recipients import require_body
from fielding.cases.errors import Incomplete
from fielding.kernel.instants import local_day
from fielding.referral import answering
from fielding.referral.answering import Outcome, SentBack


def accept_referral(hub: Hub, actor: Actor, case: str, referral: str) -> None:
    """Take the case on."""

    def act(pen: Pen, _: object) -> None:
        _deliver(pen, actor, referral)
        pen.write(actor, answering.accept(pen.current, actor, referral))

    act_on_case(hub, actor, case, Action.ANSWER_REFERRAL, act)


def return_referral(hub: Hub, actor: Actor, case: str, referral: str, back: SentBack) -> None:
    """Send the case back to the hub."""

    def act(pen: Pen, _: object) -> None:
        step = answering.send_back(pen.service, pen.current, actor, referral, back)
        if back.better:
            require_body(hub, "better", back.better)
        _deliver(pen, actor, referral)
        pen.write(actor, step)

    act_on_case(hub, actor, case, Action.ANSWER_REFERRAL, act)


def record_outcome(hub: Hub, actor: Actor, case: str, outcome: Outcome) -> None:
    """Record what came of a case: a recipient on its referral, the hub on what it kept itself."""

    def act(pen: Pen, _: object) -> None:
        if outcome.on > local_day(hub.clock.now()):
            raise Incomplete({"on": "Enter a date that is today or in the past"})
        step = answering.record_outcome(pen.service, pen.current, actor, outcome)
        pen.write(actor, step)

    act_on_case(hub, actor, case, Action.RECORD_OUTCOME, act)


def _deliver(pen: Pen, actor: Actor, referral: str) -> None:
    """Whoever answers has it: else its delivery would stay overdue for ever."""
    if step := answering.deliver(pen.current, actor, referral):
        pen.write(actor, step)
