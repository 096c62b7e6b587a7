"""Reviewing: in time, once per decision, by somebody who had no part in it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from fielding.access.roles import Actor
from fielding.cases.case import Case
from fielding.cases.deciding import DecisionForm
from fielding.cases.errors import CaseErased, Incomplete, NotAllowedFromHere, NotTheirs
from fielding.cases.history import fold_case
from fielding.cases.reviewing import answer_review, ask_for_review, review_right
from fielding.definitions.service import Decision, ReviewRight, Service
from fielding.testing.clock import MONDAY
from fielding.testing.forms import DISMISS, KEEP, REFER, WORDS
from fielding.testing.hub import ASSESSOR, COLLEAGUE, OTHER_FIRM, REPORTER, SUPERVISOR
from fielding.testing.story import Story


@pytest.fixture
def dismissed(story: Story) -> Story:
    return story.tell("case.dismissed", decision="dismiss", reason="lawful")


@pytest.fixture
def asked(dismissed: Story) -> Story:
    return dismissed.tell("review.requested", by=REPORTER, of="dismiss")


def with_right(service: Service, right: ReviewRight) -> Service:
    dismiss: Decision = replace(service.decisions["dismiss"], review=right)
    return replace(service, decisions={**service.decisions, "dismiss": dismiss})


def answer(
    service: Service, story: Story, actor: Actor, replacement: DecisionForm | None = None
) -> list[str]:
    case = fold_case(story.history)
    return [step.kind for step in answer_review(service, case, actor, WORDS, replacement)]


def test_a_dismissal_can_be_looked_at_again(noise: Service, dismissed: Story) -> None:
    case = fold_case(dismissed.history)

    step = ask_for_review(noise, case, " They never came. ", now=dismissed.clock.now())

    assert (step.kind, step.facts) == ("review.requested", {"of": "dismiss"})
    assert step.sealed == {"grounds": "They never came."}


def test_a_review_needs_no_grounds(noise: Service, dismissed: Story) -> None:
    step = ask_for_review(noise, fold_case(dismissed.history), "", now=dismissed.clock.now())

    assert step.sealed == {}


@pytest.mark.parametrize("late", [False, True])
def test_a_review_is_asked_for_to_the_last_moment_of_its_days(
    noise: Service, dismissed: Story, late: bool
) -> None:
    case = fold_case(dismissed.history)
    last = case.decisions[-1].at + timedelta(days=28)

    if not late:
        assert ask_for_review(noise, case, "", now=last)
        return
    with pytest.raises(NotAllowedFromHere, match="within 28 days"):
        ask_for_review(noise, case, "", now=last + timedelta(microseconds=1))


@pytest.mark.parametrize(
    "told",
    [
        [],
        [("case.kept", {"decision": "keep"})],
        [("case.dismissed", {"decision": "dismiss"}), ("review.requested", {"of": "dismiss"})],
        [("case.dismissed", {"decision": "dismiss"}), ("case.erased", {"basis": "court-order"})],
        [
            ("case.dismissed", {"decision": "dismiss"}),
            ("review.requested", {"of": "dismiss"}),
            ("review.decided", {"of": "dismiss", "result": "upheld"}),
        ],
    ],
    ids=["nothing decided", "not open to review", "asked already", "erased", "upheld already"],
)
def test_where_there_is_no_right_a_review_is_refused(
    noise: Service, story: Story, told: list[tuple[str, dict[str, Any]]]
) -> None:
    for kind, facts in told:
        story.tell(kind, **facts)
    case = fold_case(story.history)

    assert review_right(noise, case) is None
    with pytest.raises(NotAllowedFromHere, match="no decision open to review"):
        ask_for_review(noise, case, "", now=MONDAY)


def test_a_new_dismissal_after_a_review_can_be_looked_at_too(noise: Service, asked: Story) -> None:
    asked.tell("review.decided", by=OTHER_FIRM, of="dismiss", result="replaced")
    asked.tell("case.kept", by=OTHER_FIRM, decision="keep")
    asked.tell("case.dismissed", by=COLLEAGUE, decision="dismiss")

    found = review_right(noise, fold_case(asked.history))

    assert found is not None
    assert found[0].by.name == COLLEAGUE.name


def test_a_review_upholds_with_an_explanation(noise: Service, asked: Story) -> None:
    case = fold_case(asked.history)

    (step,) = answer_review(noise, case, OTHER_FIRM, WORDS, None)

    assert step.facts == {"result": "upheld", "of": "dismiss"}
    assert step.sealed == {"explanation": WORDS}


def test_a_review_replaces_by_another_decision(noise: Service, asked: Story) -> None:
    assert answer(noise, asked, OTHER_FIRM, REFER) == ["review.decided", "case.referred"]


def test_a_review_without_an_explanation_is_refused(noise: Service, asked: Story) -> None:
    with pytest.raises(Incomplete) as refused:
        answer_review(noise, fold_case(asked.history), OTHER_FIRM, "It is fine.", None)

    assert set(refused.value.faults) == {"explanation"}


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (DISMISS, "decision"),
        (DecisionForm(decision="burn"), "decision"),
        (replace(REFER, code=None), "code"),
    ],
)
def test_a_replacement_must_differ_and_be_complete(
    noise: Service, asked: Story, form: DecisionForm, field: str
) -> None:
    with pytest.raises(Incomplete) as refused:
        answer(noise, asked, OTHER_FIRM, form)

    assert set(refused.value.faults) == {field}


def test_a_replacement_is_one_that_the_reviewer_may_take(noise: Service, asked: Story) -> None:
    form = DecisionForm(decision="write-off")

    assert answer(noise, asked, SUPERVISOR, form) == ["review.decided", "case.written-off"]
    with pytest.raises(NotTheirs, match="by: supervisor"):
        answer(noise, asked, OTHER_FIRM, form)


def test_nobody_reviews_their_own_decision(noise: Service, asked: Story) -> None:
    moved_on = replace(ASSESSOR, firm="sub")

    with pytest.raises(NotTheirs, match="yourself"):
        answer(noise, asked, moved_on)


def test_a_colleague_of_the_first_decider_is_refused_where_another_firm_is_asked_for(
    noise: Service, asked: Story
) -> None:
    with pytest.raises(NotTheirs, match="your own firm"):
        answer(noise, asked, COLLEAGUE)


def test_a_colleague_may_where_another_person_is_enough(noise: Service, asked: Story) -> None:
    lenient = with_right(noise, ReviewRight(within_days=28, by="another person"))

    assert answer(lenient, asked, COLLEAGUE) == ["review.decided"]
    with pytest.raises(NotTheirs):
        answer(lenient, asked, ASSESSOR)


def test_whoever_took_an_earlier_decision_reviews_no_later_one(
    noise: Service, story: Story
) -> None:
    story.tell("case.kept", by=OTHER_FIRM, decision="keep")
    story.tell("case.dismissed", by=ASSESSOR, decision="dismiss")
    story.tell("review.requested", by=REPORTER, of="dismiss")

    with pytest.raises(NotTheirs):
        answer(noise, story, OTHER_FIRM)
    with pytest.raises(NotTheirs, match="your own firm"):
        answer(noise, story, SUPERVISOR)


def test_a_review_that_nobody_asked_for_is_refused(noise: Service, dismissed: Story) -> None:
    with pytest.raises(NotAllowedFromHere, match="no review is waiting"):
        answer(noise, dismissed, OTHER_FIRM)


def test_a_review_is_answered_once(noise: Service, asked: Story) -> None:
    asked.tell("review.decided", by=OTHER_FIRM, of="dismiss", result="upheld")

    with pytest.raises(NotAllowedFromHere, match="no review is waiting"):
        answer(noise, asked, OTHER_FIRM)


def test_a_review_of_an_erased_case_is_answered_no_more(noise: Service, asked: Story) -> None:
    case: Case = fold_case(asked.tell("case.erased", basis="court-order").history)

    with pytest.raises(CaseErased):
        answer_review(noise, case, OTHER_FIRM, WORDS, KEEP)
