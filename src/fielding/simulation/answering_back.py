"""What the others do: the force that gets a referral, and the reporter who is not content."""

from fielding.access.roles import Actor, Role
from fielding.app.follow_case import REPORTER
from fielding.cases.deciding import DecisionForm
from fielding.cases.handling import open_case
from fielding.cases.receiving import add_information
from fielding.cases.reviewing import answer_review, ask_for_review, review_right
from fielding.referral.answering import (
    Outcome,
    SentBack,
    accept,
    deliver,
    outcomes_allowed,
    record_outcome,
    send_back,
)
from fielding.simulation.assessing import decisions_of, draw_handler, send_on
from fielding.simulation.cast import Cast, Recipient
from fielding.simulation.drawing import by_weight, percent
from fielding.simulation.life import Life


def answer_referrals(life: Life, cast: Cast) -> None:
    """Let each force that waits for an answer fetch the case, and accept it or send it back."""
    for referral in list(life.case.referrals.values()):
        recipient = cast.recipients.get(referral.recipient)
        if recipient is None or referral.state != "sent" or referral.id in life.ignored:
            continue
        if percent(life.rng, life.world.recipients["never fetch"]):
            life.ignored.add(referral.id)
        else:
            _answer(life, cast, recipient, referral.id)


def _answer(life: Life, cast: Cast, recipient: Recipient, referral: str) -> None:
    officer = recipient.officer
    life.wait("fetch", recipient.pace)
    life.write(officer, open_case(life.case, officer, "investigate"))
    if step := deliver(life.case, officer, referral):
        life.write(officer, step)
    life.wait("answer", recipient.pace)
    if percent(life.rng, recipient.sends_back):
        back = _sent_back(life, cast, recipient)
        life.write(officer, send_back(life.service, life.case, officer, referral, back))
        return
    life.write(officer, accept(life.case, officer, referral))
    if percent(life.rng, life.world.recipients["no outcome"]):
        return
    life.wait("outcome", recipient.pace)
    outcome = Outcome(
        code=_outcome(life, recipient, officer), on=life.clock.moment.date(), referral=referral
    )
    life.write(officer, record_outcome(life.service, life.case, officer, outcome))


def _sent_back(life: Life, cast: Cast, recipient: Recipient) -> SentBack:
    better = ""
    if percent(life.rng, life.world.recipients["misdirected"]):
        others = [slug for slug in cast.recipients if slug != recipient.force.slug]
        better = life.rng.choice(others)
    reasons = life.service.referral.return_reasons
    reason = reasons[0] if better else life.rng.choice(reasons[1:] or reasons)
    return SentBack(reason=reason.code, better=better, note=life.words("back"))


def _outcome(life: Life, recipient: Recipient, officer: Actor) -> str:
    """Draw a code as the published figures of this force have it, among those allowed."""
    judicial = percent(life.rng, recipient.force.judicial_percent)
    weights = life.world.outcomes["judicial" if judicial else "other"]
    allowed = frozenset(outcomes_allowed(life.service, officer, "accepted"))
    return by_weight(life.rng, {code: w for code, w in weights.items() if code in allowed})


def add_something(life: Life) -> None:
    """Let the reporter add to what they told."""
    if percent(life.rng, life.world.funnel["adds"]):
        life.wait("add", at_work=False)
        life.write(_reporter(life), add_information(life.rng.choice(life.world.additions)))


def dispute(life: Life, cast: Cast) -> None:
    """Let the reporter ask for a review, and another firm answer it."""
    if review_right(life.service, life.case) is None:
        return
    if not percent(life.rng, life.world.funnel["asks for review"]):
        return
    life.wait("ask for review", at_work=False)
    grounds = life.rng.choice(life.world.additions)
    asked = ask_for_review(life.service, life.case, grounds, now=life.clock.moment)
    life.write(_reporter(life), asked)
    _answer_review(life, cast)


def _answer_review(life: Life, cast: Cast) -> None:
    firms = frozenset(taken.by.firm for taken in life.case.decisions)
    reviewer = draw_handler(life.rng, cast.independent_of(firms))
    life.wait("answer review", reviewer.habits.pace)
    life.write(reviewer.actor, open_case(life.case, reviewer.actor, "review"))
    life.pause(40)
    replaces = percent(life.rng, life.world.funnel["replaced on review"])
    form = _replacement(life) if replaces else None
    words = life.words("replace" if form else "uphold")
    for step in answer_review(life.service, life.case, reviewer.actor, words, form):
        life.write(reviewer.actor, step)
    if form:
        send_on(life, reviewer, form)


def _replacement(life: Life) -> DecisionForm:
    sending, _, keeping = decisions_of(life.service)
    bodies = life.case.sorted.get("bodies")
    recipient = str(bodies[0][0]) if isinstance(bodies, list) and bodies else None
    decision = sending if recipient else keeping
    code = life.case.sorted.get("code")
    table = life.service.tables[life.service.sorting.table or ""]
    return DecisionForm(
        decision=decision.name,
        code=code if isinstance(code, str) else life.rng.choice(list(table.codes)),
        reason=life.rng.choice(decision.reasons).code,
        recipient=recipient if decision is sending else None,
    )


def _reporter(life: Life) -> Actor:
    return Actor(name=REPORTER.name, role=Role.REPORTER, case=life.case.id)
