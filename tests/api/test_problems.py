"""Every error that the rules can raise is told to a program, or known not to reach one."""

from types import ModuleType

import pytest

import fielding.access.errors
import fielding.app.errors
import fielding.cases.errors
import fielding.referral.errors
from fielding.api.errors import RequestAtFault
from fielding.api.problems import KINDS, pointer, problem_of
from fielding.app.errors import (
    DecidedMeanwhile,
    DraftGone,
    OtherContent,
    OutdatedOutcome,
    StoreUnreachable,
    TakenAlready,
)
from fielding.cases.errors import NotACaseHistory, UnknownDecision
from fielding.kernel.errors import FieldingError

#: Nothing that a program can ask for here raises these.
ELSEWHERE = {
    DecidedMeanwhile,
    DraftGone,
    NotACaseHistory,
    OtherContent,
    OutdatedOutcome,
    TakenAlready,
    UnknownDecision,
}


def errors_of(module: ModuleType) -> set[type[FieldingError]]:
    return {
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, FieldingError) and kind is not FieldingError
    }


@pytest.mark.parametrize(
    "module",
    [
        fielding.access.errors,
        fielding.app.errors,
        fielding.cases.errors,
        fielding.referral.errors,
    ],
)
def test_each_error_of_the_rules_has_a_problem_or_does_not_get_here(module: ModuleType) -> None:
    errors = errors_of(module)

    assert errors - set(KINDS) <= ELSEWHERE
    assert not ELSEWHERE & set(KINDS)


def test_an_error_that_no_caller_can_help_is_no_problem_of_theirs() -> None:
    assert problem_of(NotACaseHistory(entries=0)) is None


def test_a_problem_that_passes_says_when_to_ask_again() -> None:
    problem = problem_of(StoreUnreachable())

    assert problem
    assert (problem.status, problem.retry_after) == (503, 30)


def test_faults_stand_with_their_places() -> None:
    problem = problem_of(RequestAtFault({pointer("a/b", 0, "c~d"): "Leave it out"}))

    assert problem
    assert problem.faults == {"#/a~1b/0/c~0d": "Leave it out"}
