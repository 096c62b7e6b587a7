"""What each role may do at all; which cases it may do it to is decided by row-level security."""

from collections.abc import Mapping
from enum import StrEnum

from fielding.access.errors import NotPermitted
from fielding.access.roles import Actor, Role


class Action(StrEnum):
    """Something a person can ask the hub to do."""

    RECEIVE = "take a report"
    OPEN = "open a case"
    ASSIGN = "assign a case"
    DECIDE = "decide on a case"
    REVIEW = "look at a decision again"
    ANSWER_REFERRAL = "accept or return a referral"
    RECORD_OUTCOME = "record an outcome"
    SEE_FIGURES = "see the figures"
    ERASE = "erase a case"
    ADMINISTER = "manage accounts and bodies"


_HANDLING = frozenset({Action.RECEIVE, Action.OPEN})
_ASSESSING = _HANDLING | {Action.ASSIGN, Action.DECIDE, Action.REVIEW, Action.RECORD_OUTCOME}
MAY: Mapping[Role, frozenset[Action]] = {
    Role.REPORTER: frozenset({Action.RECEIVE}),
    Role.CALL_HANDLER: _HANDLING,
    Role.ASSESSOR: _ASSESSING,
    Role.SUPERVISOR: _ASSESSING | {Action.SEE_FIGURES},
    Role.OFFICER: frozenset({Action.OPEN, Action.ANSWER_REFERRAL, Action.RECORD_OUTCOME}),
    Role.OVERSEER: frozenset({Action.SEE_FIGURES}),
    Role.DATA_PROTECTION_OFFICER: frozenset({Action.OPEN, Action.ERASE, Action.SEE_FIGURES}),
    Role.ADMINISTRATOR: frozenset({Action.ADMINISTER}),
    Role.IMPORTER: frozenset({Action.RECEIVE, Action.RECORD_OUTCOME}),
    Role.SYSTEM: frozenset({Action.RECEIVE, Action.DECIDE}),
}


def require(actor: Actor, action: Action) -> None:
    """Let the actor pass, or raise NotPermitted."""
    if action not in MAY[actor.role]:
        raise NotPermitted(role=actor.role.value, action=action.value)
