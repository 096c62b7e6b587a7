"""Handling: who has a case, who opened it, and why it waits."""

from fielding.access.roles import Actor
from fielding.cases.case import RECEIVED, RETURNED, Case
from fielding.cases.errors import CaseErased, Incomplete, NotAllowedFromHere
from fielding.cases.step import Step
from fielding.cases.wording import read_words
from fielding.definitions.service import Service


def is_waiting(service: Service, case: Case) -> bool:
    """Does the case wait for a decision of the hub?

    It does when it came in or was sent back. From other states a decision may be open too (what
    was kept can still be referred), but nobody is waited for.
    """
    if case.erased_at or case.state not in {RECEIVED, RETURNED}:
        return False
    return any(case.state in decision.from_states for decision in service.decisions.values())


def assign(service: Service, case: Case, to: str) -> Step:
    """Give the case to somebody."""
    _require_waiting(service, case)
    if not to.strip():
        raise Incomplete({"to": "Choose who gets this case"})
    return Step(kind="case.assigned", facts={"to": to})


def hold(service: Service, case: Case, reason: str, note: str) -> Step:
    """Let the case wait, for a reason from a closed list; the note is sealed."""
    _require_waiting(service, case)
    if reason not in HOLD_REASONS:
        raise Incomplete({"reason": "Choose why this case has to wait"})
    words = read_words("note", note)
    return Step(kind="case.held", facts={"reason": reason}, sealed={"note": words} if words else {})


def release(case: Case) -> Step:
    """Take the case up again."""
    if case.erased_at:
        raise CaseErased(case=case.reference)
    if case.held is None:
        raise NotAllowedFromHere(state=case.state, because="the case is not on hold")
    return Step(kind="case.released")


def open_case(case: Case, actor: Actor, purpose: str) -> Step:
    """Record that somebody reads the case, before they see a word of it."""
    if case.erased_at:
        raise CaseErased(case=case.reference)
    if purpose not in PURPOSES:
        raise Incomplete({"purpose": "Say what you open the case for"})
    return Step(kind="case.opened", facts={"purpose": purpose, "role": actor.role.value})


#: Closed, because a read stands open in the ledger: nobody's words may get in this way.
PURPOSES = {
    "assess": "To assess it",
    "review": "To look at a decision again",
    "investigate": "To investigate it",
    "link": "To see which reports it belongs with",
    "answer-reporter": "To answer the person who reported",
    "protect-data": "To deal with a data protection request",
}

HOLD_REASONS = {
    "waiting-for-reporter": "Waiting for the person who reported",
    "waiting-for-evidence": "Waiting for evidence from somebody else",
    "waiting-for-advice": "Waiting for advice",
    "safeguarding-first": "Somebody's safety comes first",
}


def _require_waiting(service: Service, case: Case) -> None:
    if case.erased_at:
        raise CaseErased(case=case.reference)
    if not is_waiting(service, case):
        raise NotAllowedFromHere(state=case.state, because="no decision is waited for")
