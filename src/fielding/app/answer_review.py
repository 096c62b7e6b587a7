"""Answer a request that a decision be looked at again."""

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.acting import act_on_case
from fielding.app.decide_case import send_on
from fielding.app.pen import Pen
from fielding.app.ports import Hub
from fielding.cases import reviewing
from fielding.cases.deciding import DecisionForm


def answer_review(
    hub: Hub, actor: Actor, case: str, *, explanation: str, replacement: DecisionForm | None
) -> None:
    """Uphold or replace; refused to whoever took part in the first decision, and to their firm."""

    def act(pen: Pen, _: object) -> None:
        steps = reviewing.answer_review(pen.service, pen.current, actor, explanation, replacement)
        for step in steps:
            pen.write(actor, step)
        if replacement is not None:
            send_on(hub, pen, actor, replacement)

    act_on_case(hub, actor, case, Action.REVIEW, act)
