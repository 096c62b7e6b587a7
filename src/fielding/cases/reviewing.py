"""Reviewing: a decision is looked at again, by somebody who had no part in it."""

from datetime import datetime, timedelta

from fielding.access.roles import Actor
from fielding.cases.case import Case, Taken
from fielding.cases.deciding import DecisionForm, decision_step, has_substance
from fielding.cases.errors import CaseErased, Incomplete, NotAllowedFromHere, NotTheirs
from fielding.cases.step import Step
from fielding.cases.wording import read_words
from fielding.definitions.service import ReviewRight, Service


def review_right(service: Service, case: Case) -> tuple[Taken, ReviewRight] | None:
    """Give the last decision and the right to have it looked at again, if there is one.

    Each decision is looked at again once. A later one, of whoever, can be looked at too: else
    what a review replaced could be decided as before, past any review.
    """
    if not case.decisions or case.erased_at or _was_asked_for(case):
        return None
    last = case.decisions[-1]
    decision = service.decisions.get(last.decision)
    if decision is None or decision.review is None or case.state != last.to:
        return None
    return last, decision.review


def ask_for_review(service: Service, case: Case, grounds: str, *, now: datetime) -> Step:
    """Ask, within the time the definition gives; the grounds are sealed."""
    found = review_right(service, case)
    if found is None:
        raise NotAllowedFromHere(state=case.state, because="there is no decision open to review")
    taken, right = found
    if now > taken.at + timedelta(days=right.within_days):
        raise NotAllowedFromHere(
            because=f"a review had to be asked for within {right.within_days} days"
        )
    words = read_words("grounds", grounds)
    sealed = {"grounds": words} if words else {}
    return Step(kind="review.requested", facts={"of": taken.decision}, sealed=sealed)


def require_independent(service: Service, case: Case, actor: Actor) -> None:
    """Refuse a reviewer who took any decision on the case, or who is of a firm that did.

    The right may ask for "another person" only; "another firm" is the stricter rule.
    """
    decision = service.decisions.get(case.review.decision) if case.review else None
    right = decision.review if decision else None
    if any(taken.by.name == actor.name for taken in case.decisions):
        raise NotTheirs(because="you took a decision on this case yourself")
    strict = right is None or right.by == "another firm"
    if strict and any(taken.by.firm == actor.firm for taken in case.decisions):
        raise NotTheirs(because="the first decision was taken by your own firm")


def answer_review(
    service: Service, case: Case, actor: Actor, explanation: str, replacement: DecisionForm | None
) -> tuple[Step, ...]:
    """Uphold the decision, or replace it by another; either way with an explanation."""
    if case.erased_at:
        raise CaseErased(case=case.reference)
    if not case.in_review:
        raise NotAllowedFromHere(state=case.state, because="no review is waiting")
    require_independent(service, case, actor)
    if not has_substance(explanation):
        raise Incomplete({"explanation": "Explain what you looked at and why you came to this"})
    result = "replaced" if replacement else "upheld"
    answer = Step(
        kind="review.decided",
        facts={"result": result, "of": case.review.decision if case.review else ""},
        sealed={"explanation": read_words("explanation", explanation)},
    )
    return (answer, _replacing(service, case, actor, replacement)) if replacement else (answer,)


def _was_asked_for(case: Case) -> bool:
    return case.review is not None and case.review.after == len(case.decisions)


def _replacing(service: Service, case: Case, actor: Actor, form: DecisionForm) -> Step:
    decision = service.decisions.get(form.decision)
    if decision is None or decision.to == case.state:
        raise Incomplete({"decision": "Choose a decision that differs from the one under review"})
    if actor.role.value not in decision.by:
        raise NotTheirs(decision=decision.name, by=", ".join(decision.by))
    return decision_step(service, case, decision, form)
