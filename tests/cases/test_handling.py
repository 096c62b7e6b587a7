"""Handling: assigned, held with a reason, taken up again, opened for a purpose."""

import pytest

from fielding.access.roles import Role
from fielding.cases.errors import CaseErased, Incomplete, NotAllowedFromHere
from fielding.cases.handling import (
    HOLD_REASONS,
    PURPOSES,
    assign,
    hold,
    is_waiting,
    open_case,
    release,
)
from fielding.cases.history import fold_case
from fielding.definitions.service import Service
from fielding.testing.hub import ASSESSOR, NORTH_OFFICER
from fielding.testing.story import Story


@pytest.fixture
def decided(story: Story) -> Story:
    return story.tell("case.referred", decision="refer")


def test_a_case_waits_as_long_as_a_decision_is_possible(noise: Service, story: Story) -> None:
    assert is_waiting(noise, fold_case(story.history))
    story.tell("case.referred", decision="refer")
    assert not is_waiting(noise, fold_case(story.history))


def test_assigning_names_the_new_holder_by_pseudonym(noise: Service, story: Story) -> None:
    step = assign(noise, fold_case(story.history), "assessor-2")

    assert (step.kind, step.facts) == ("case.assigned", {"to": "assessor-2"})


def test_assigning_to_nobody_is_refused(noise: Service, story: Story) -> None:
    with pytest.raises(Incomplete):
        assign(noise, fold_case(story.history), " ")


@pytest.mark.parametrize("reason", sorted(HOLD_REASONS))
def test_a_hold_has_an_open_reason_and_a_sealed_note(
    noise: Service, story: Story, reason: str
) -> None:
    step = hold(noise, fold_case(story.history), reason, "  She asked us to wait.\x00 ")

    assert step.facts == {"reason": reason}
    assert step.sealed == {"note": "She asked us to wait."}


def test_a_hold_needs_no_note(noise: Service, story: Story) -> None:
    step = hold(noise, fold_case(story.history), "waiting-for-advice", " ")

    assert step.sealed == {}


@pytest.mark.parametrize("reason", ["", "tired", "Waiting for advice"])
def test_a_hold_for_no_listed_reason_is_refused(noise: Service, story: Story, reason: str) -> None:
    with pytest.raises(Incomplete) as refused:
        hold(noise, fold_case(story.history), reason, "")

    assert set(refused.value.faults) == {"reason"}


def test_a_case_that_nobody_waits_for_is_neither_assigned_nor_held(
    noise: Service, decided: Story
) -> None:
    case = fold_case(decided.history)

    with pytest.raises(NotAllowedFromHere, match="no decision is waited for"):
        assign(noise, case, "assessor-2")
    with pytest.raises(NotAllowedFromHere, match="no decision is waited for"):
        hold(noise, case, "waiting-for-advice", "")


def test_only_a_case_on_hold_is_taken_up_again(story: Story) -> None:
    with pytest.raises(NotAllowedFromHere, match="not on hold"):
        release(fold_case(story.history))

    story.tell("case.held", reason="waiting-for-advice")

    assert release(fold_case(story.history)).kind == "case.released"


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
def test_a_read_says_who_and_what_for(story: Story, purpose: str) -> None:
    step = open_case(fold_case(story.history), NORTH_OFFICER, purpose)

    assert step.kind == "case.opened"
    assert step.facts == {"purpose": purpose, "role": Role.OFFICER.value}


@pytest.mark.parametrize("purpose", ["", "curiosity", "To assess it"])
def test_a_read_for_no_listed_purpose_is_refused(story: Story, purpose: str) -> None:
    with pytest.raises(Incomplete):
        open_case(fold_case(story.history), ASSESSOR, purpose)


def test_an_erased_case_is_not_handled_any_more(noise: Service, story: Story) -> None:
    story.tell("case.held", reason="waiting-for-advice").tell("case.erased", basis="court-order")
    case = fold_case(story.history)

    with pytest.raises(CaseErased):
        assign(noise, case, "assessor-2")
    with pytest.raises(CaseErased):
        hold(noise, case, "waiting-for-advice", "")
    with pytest.raises(CaseErased):
        release(case)
    with pytest.raises(CaseErased):
        open_case(case, ASSESSOR, "assess")
