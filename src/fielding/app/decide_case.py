"""Decide on a case, and send it on when the decision names a recipient."""

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.acting import act_on_case
from fielding.app.errors import DecidedMeanwhile
from fielding.app.pen import Pen
from fielding.app.ports import Hub
from fielding.app.recipients import require_body
from fielding.app.sort_case import new_referral
from fielding.cases.deciding import DecisionForm, decide
from fielding.referral.answering import send


def decide_case(
    hub: Hub, actor: Actor, case: str, form: DecisionForm, *, seen: int | None = None
) -> None:
    """Take a decision; of two people deciding at once, the second is told what happened.

    `seen` is the number of decisions that the person knew of; when there are more by now, this
    one was made in ignorance: DecidedMeanwhile is raised, even if the rules would allow it.
    """

    def act(pen: Pen, _: object) -> None:
        if seen is not None and len(pen.current.decisions) != seen:
            raise DecidedMeanwhile(state=pen.current.state)
        pen.write(actor, decide(pen.service, pen.current, actor, form))
        send_on(hub, pen, actor, form)

    act_on_case(hub, actor, case, Action.DECIDE, act)


def send_on(hub: Hub, pen: Pen, actor: Actor, form: DecisionForm) -> None:
    """Write the referral that a decision asks for."""
    decision = pen.service.decisions[form.decision]
    if "recipient" in decision.needs and form.recipient:
        require_body(hub, "recipient", form.recipient)
        pen.write(actor, send(new_referral(hub), form.recipient))
