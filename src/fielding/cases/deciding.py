"""Deciding: which decisions a case allows from here, and what must be present with each."""

import re
from dataclasses import dataclass

from fielding.access.roles import Actor
from fielding.cases.case import Case
from fielding.cases.errors import (
    CaseErased,
    Incomplete,
    NotAllowedFromHere,
    NotTheirs,
    UnknownDecision,
)
from fielding.cases.step import Step
from fielding.cases.wording import read_words
from fielding.definitions.service import Decision, Service

#: An explanation of substance: a dismissal "for no reason" was the failure the texts describe.
FEWEST_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionForm:
    """What a person filled in when deciding."""

    decision: str
    code: str | None = None
    reason: str | None = None
    considered: tuple[str, ...] = ()
    explanation: str = ""
    recipient: str | None = None


def decisions_from(service: Service, case: Case) -> tuple[Decision, ...]:
    """List the decisions that the case's state allows, whoever may take them.

    During a review there are none: its answer upholds the decision or replaces it.
    """
    if case.erased_at or case.in_review:
        return ()
    return tuple(d for d in service.decisions.values() if case.state in d.from_states)


def decide(service: Service, case: Case, actor: Actor, form: DecisionForm) -> Step:
    """Take a decision, or raise: not known, not from here, not theirs, or incomplete."""
    decision = _allowed(service, case, form.decision)
    if actor.role.value not in decision.by:
        raise NotTheirs(decision=decision.name, by=", ".join(decision.by))
    return decision_step(service, case, decision, form)


def decision_step(service: Service, case: Case, decision: Decision, form: DecisionForm) -> Step:
    """Check that everything the decision needs is there, and record it."""
    faults = _faults(service, decision, form)
    if faults:
        raise Incomplete(faults)
    facts: dict[str, object] = {"decision": decision.name, "from": case.state}
    if form.code:
        facts["code"] = form.code
    if form.reason:
        facts["reason"] = form.reason
    if form.considered:
        facts["considered"] = list(dict.fromkeys(form.considered))
    explanation = read_words("explanation", form.explanation)
    sealed = {"explanation": explanation} if explanation else {}
    return Step(kind=f"case.{decision.to}", facts=facts, sealed=sealed)


def _allowed(service: Service, case: Case, name: str) -> Decision:
    decision = service.decisions.get(name)
    if decision is None:
        raise UnknownDecision(decision=name, known=", ".join(service.decisions))
    if case.erased_at:
        raise CaseErased(case=case.reference)
    if case.in_review:
        raise NotAllowedFromHere(state=case.state, because="a review is under way")
    if case.state not in decision.from_states:
        would_be = ", ".join(d.name for d in decisions_from(service, case)) or "none"
        raise NotAllowedFromHere(decision=name, state=case.state, allowed_now=would_be)
    return decision


def _faults(service: Service, decision: Decision, form: DecisionForm) -> dict[str, str]:
    """Name what is missing, and what is not on the lists: the facts of a decision stand open."""
    faults: dict[str, str] = {}
    needs = decision.needs
    reasons = {o.code for o in decision.reasons}
    if (form.reason or "reason" in needs) and form.reason not in reasons:
        faults["reason"] = "Choose the reason for this decision"
    known = {o.code for o in decision.considered}
    told = set(form.considered)
    if not told <= known or ("considered" in needs and not told):
        faults["considered"] = "Choose what you considered before you decided"
    if "explanation" in needs and not has_substance(form.explanation):
        faults["explanation"] = (
            f"Explain the decision in your own words, in at least {FEWEST_WORDS} different words, "
            "so that the person who reported can understand it"
        )
    if (form.code or "code" in needs) and form.code not in _codes(service):
        faults["code"] = "Choose the code that fits best"
    if "recipient" in needs and not form.recipient:
        faults["recipient"] = "Choose who this goes to"
    return faults


def _codes(service: Service) -> frozenset[str]:
    table = service.tables.get(service.sorting.table or "")
    return frozenset(table.codes) if table else frozenset()


def has_substance(text: str) -> bool:
    """Tell an explanation from a few words typed to get past the form."""
    return len(set(re.findall(r"\w{2,}", text.lower()))) >= FEWEST_WORDS
