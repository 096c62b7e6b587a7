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
    SEE_NETWORKS = "see which reports belong together"
    JUDGE = "judge whether reports belong together"
    REFER_NETWORK = "hand a network to a lead force"
    SEE_HANDED = "see the networks that were handed to their body"
    SEE_LINKING = "see how linking does"
    SEE_FIGURES = "see the figures"
    ERASE = "erase a case"
    ADMINISTER = "manage accounts and bodies"
    SEE_BOOKS = "see the books"
    KEEP_REGISTER = "keep the register of contracts"
    CHECK_BILLS = "check invoices"
    HAND_OVER = "hand a contract over"
    CLAIM = "say what a measure came to"
    TAKE_PART = "deliver or take over the cases of a contract"
    AWARD = "award a contract"
    RAISE_FINDING = "raise a finding"
    REPLY = "reply to a finding"
    DECIDE_REPLY = "decide on a reply"
    DRAW = "draw cases for a second reading"
    READ_AGAIN = "read a case again"
    ADJUDICATE = "settle where readings differ"


_HANDLING = frozenset({Action.RECEIVE, Action.OPEN})
_OVERSEEING = frozenset({Action.SEE_FIGURES, Action.SEE_BOOKS})
_LINKING = frozenset({Action.SEE_NETWORKS, Action.JUDGE})
_ASSESSING = (
    _HANDLING
    | _LINKING
    | {Action.ASSIGN, Action.DECIDE, Action.REVIEW, Action.RECORD_OUTCOME}
)
MAY: Mapping[Role, frozenset[Action]] = {
    Role.REPORTER: frozenset({Action.RECEIVE}),
    Role.CALL_HANDLER: _HANDLING,
    Role.ASSESSOR: _ASSESSING,
    Role.SUPERVISOR: _ASSESSING | {Action.SEE_FIGURES, Action.SEE_LINKING},
    Role.ANALYST: _LINKING | {Action.OPEN, Action.REFER_NETWORK, Action.SEE_LINKING},
    Role.OFFICER: frozenset(
        {Action.OPEN, Action.ANSWER_REFERRAL, Action.RECORD_OUTCOME, Action.SEE_HANDED}
    ),
    Role.OVERSEER: _OVERSEEING
    | {Action.DRAW, Action.RAISE_FINDING, Action.DECIDE_REPLY, Action.SEE_LINKING},
    Role.CONTRACT_MANAGER: _OVERSEEING
    | {
        Action.KEEP_REGISTER,
        Action.CHECK_BILLS,
        Action.HAND_OVER,
        Action.CLAIM,
        Action.TAKE_PART,
        Action.RAISE_FINDING,
    },
    Role.AWARD_OFFICER: frozenset({Action.SEE_BOOKS, Action.AWARD}),
    Role.SECOND_READER: frozenset({Action.READ_AGAIN}),
    Role.ADJUDICATOR: frozenset({Action.ADJUDICATE}),
    Role.SUPPLIER: frozenset({Action.REPLY, Action.CLAIM, Action.TAKE_PART}),
    Role.DATA_PROTECTION_OFFICER: frozenset({Action.OPEN, Action.ERASE}) | _OVERSEEING,
    Role.ADMINISTRATOR: frozenset({Action.ADMINISTER}),
    Role.IMPORTER: frozenset({Action.RECEIVE, Action.RECORD_OUTCOME}),
    Role.SYSTEM: frozenset({Action.RECEIVE, Action.DECIDE}),
}


def require(actor: Actor, action: Action) -> None:
    """Let the actor pass, or raise NotPermitted."""
    if action not in MAY[actor.role]:
        raise NotPermitted(role=actor.role.value, action=action.value)
