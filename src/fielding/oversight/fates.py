"""Fates: where each case is now, so that every case is counted once and the parts add up."""

from collections.abc import Iterable

from fielding.cases.case import CLOSED, RECEIVED, RETURNED, Case
from fielding.definitions.service import Service

WAITING = "waiting"
HELD = "on-hold"
IN_REVIEW = "in-review"
SENT_BACK = "sent-back"
NOT_ANSWERED = "not-answered"
ACCEPTED = "accepted"
JUDICIAL = "judicial-outcome"
OTHER_OUTCOME = "other-outcome"
#: What a fate begins with that is the state a decision led to.
DECIDED = "decided."

#: Fates in which somebody still has to act.
OPEN = (WAITING, HELD, IN_REVIEW, SENT_BACK, NOT_ANSWERED, ACCEPTED)


def fate_of(service: Service, case: Case, *, judicial: bool) -> str:
    """Say the one fate of a case. Erasure leaves it what it was.

    `judicial`: has any outcome recorded on the case been a judicial one?
    """
    if case.in_review:
        return IN_REVIEW
    if case.held is not None:
        return HELD
    if case.state == CLOSED:
        return JUDICIAL if judicial else OTHER_OUTCOME
    if case.state == RETURNED:
        return SENT_BACK
    if case.state == RECEIVED:
        return WAITING
    if case.state in sending_states(service):
        return _with_recipient(case)
    return DECIDED + case.state


def sending_states(service: Service) -> frozenset[str]:
    """List the states that a decision leads to which names a recipient."""
    return frozenset(d.to for d in service.decisions.values() if "recipient" in d.needs)


def all_fates(services: Iterable[Service]) -> tuple[str, ...]:
    """List every fate there can be, in the order in which a case comes to them."""
    decided = {
        DECIDED + decision.to: None
        for service in services
        for decision in service.decisions.values()
        if decision.to not in sending_states(service)
    }
    return (*OPEN[:4], *decided, *OPEN[4:], JUDICIAL, OTHER_OUTCOME)


def _with_recipient(case: Case) -> str:
    accepted = any(referral.state == "accepted" for referral in case.referrals.values())
    return ACCEPTED if accepted else NOT_ANSWERED
