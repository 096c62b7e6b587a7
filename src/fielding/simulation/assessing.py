"""What the firms do with a case: take it, open it, let it wait, decide, slip, decide again."""

from random import Random

from fielding.app.sort_case import new_referral, referring
from fielding.cases.deciding import DecisionForm, decide
from fielding.cases.handling import HOLD_REASONS, assign, hold, open_case, release
from fielding.definitions.service import Decision, Service
from fielding.referral.answering import Outcome, outcomes_allowed, record_outcome, send
from fielding.simulation.cast import Cast, Handler
from fielding.simulation.drawing import percent, some
from fielding.simulation.life import Life


def assess(life: Life, cast: Cast, wait: str) -> None:
    """Let somebody take the case and decide on it."""
    handler = draw_handler(life.rng, cast.assessors)
    life.wait(wait, handler.habits.pace)
    life.write(handler.actor, assign(life.service, life.case, handler.actor.name))
    life.pause(20)
    life.write(handler.actor, open_case(life.case, handler.actor, "assess"))
    if percent(life.rng, handler.habits.holds):
        _hold(life, handler)
    life.wait("decide", handler.habits.pace)
    form = choose(life, handler)
    life.write(handler.actor, decide(life.service, life.case, handler.actor, form))
    send_on(life, handler, form)
    if form.recipient is None:
        _file(life, handler)


def choose(life: Life, handler: Handler) -> DecisionForm:
    """Choose as this handler would: by the scores, by habit, and sometimes by mistake."""
    sending, dismissing, keeping = decisions_of(life.service)
    chance = life.world.funnel["high" if life.case.sorted.get("high") else "other"]
    if percent(life.rng, handler.habits.dismiss) and life.case.state in dismissing.from_states:
        return dismissal(life, dismissing, handler)
    recipient = _recipient(life)
    code = _code(life, handler)
    refers = percent(life.rng, chance) or life.case.state not in keeping.from_states
    decision = sending if recipient and refers else keeping
    return DecisionForm(
        decision=decision.name,
        code=code,
        reason=life.rng.choice(decision.reasons).code,
        recipient=recipient if decision is sending else None,
    )


def dismissal(life: Life, decision: Decision, handler: Handler) -> DecisionForm:
    """Fill in a dismissal; those who are quick with it consider less and explain less."""
    hasty = percent(life.rng, 3 * handler.habits.slips)
    considered = some(life.rng, decision.considered, 1 if hasty else 5)
    return DecisionForm(
        decision=decision.name,
        reason=life.rng.choice(decision.reasons).code,
        considered=tuple(option.code for option in considered),
        explanation=life.words("short" if hasty else "dismiss"),
    )


def send_on(life: Life, handler: Handler, form: DecisionForm) -> None:
    """Send the case to its recipient, if the decision names one."""
    if form.recipient:
        life.write(handler.actor, send(new_referral(life.pen.hub), form.recipient))


def decisions_of(service: Service) -> tuple[Decision, Decision, Decision]:
    """Tell a service's decisions apart: the one that sends on, the adverse one, the other."""
    sending = referring(service)
    adverse = next(d for d in service.decisions.values() if d.adverse)
    other = next(d for d in service.decisions.values() if d is not sending and d is not adverse)
    return sending or other, adverse, other


def _hold(life: Life, handler: Handler) -> None:
    reason = life.rng.choice(list(HOLD_REASONS))
    life.write(handler.actor, hold(life.service, life.case, reason, life.words("hold")))
    life.wait("hold")
    life.write(handler.actor, release(life.case))


def _code(life: Life, handler: Handler) -> str:
    table = life.service.tables[life.service.sorting.table or ""]
    suggested = life.case.sorted.get("code")
    if not isinstance(suggested, str) or percent(life.rng, handler.habits.slips):
        return life.rng.choice(list(table.codes))
    return suggested


def _recipient(life: Life) -> str | None:
    """Take the force that sorting thinks of, or the better one that a force has named."""
    for referral in reversed(list(life.case.referrals.values())):
        if referral.better:
            return referral.better
    bodies = life.case.sorted.get("bodies")
    return str(bodies[0][0]) if isinstance(bodies, list) and bodies else None


def _file(life: Life, handler: Handler) -> None:
    """Record the outcome of what is kept without being sent on, where the rules allow one."""
    allowed = outcomes_allowed(life.service, handler.actor, life.case.state)
    if allowed and percent(life.rng, life.world.funnel["filed by the hub"]):
        life.wait("file")
        outcome = Outcome(code=allowed[0], on=life.clock.moment.date())
        life.write(handler.actor, record_outcome(life.service, life.case, handler.actor, outcome))


def draw_handler(rng: Random, handlers: tuple[Handler, ...]) -> Handler:
    """Draw somebody; the quick ones do more."""
    return rng.choices(handlers, [1 / handler.habits.pace for handler in handlers])[0]
