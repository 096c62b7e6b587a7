"""Deciding: what a case allows, who may, and what must be there; every refusal says why."""

from dataclasses import replace

import pytest

from fielding.access.roles import Actor
from fielding.cases.case import Case
from fielding.cases.deciding import DecisionForm, decide, decisions_from, has_substance
from fielding.cases.errors import (
    CaseErased,
    Incomplete,
    NotAllowedFromHere,
    NotTheirs,
    UnknownDecision,
)
from fielding.cases.history import fold_case
from fielding.cases.wording import LONGEST
from fielding.definitions.service import Service
from fielding.testing.forms import DISMISS, KEEP, REFER, WORDS
from fielding.testing.hub import ASSESSOR, DPO, HANDLER, NORTH_OFFICER, SUPERVISOR
from fielding.testing.story import Story


@pytest.fixture
def received(story: Story) -> Case:
    return fold_case(story.history)


def faults(service: Service, case: Case, form: DecisionForm) -> dict[str, str]:
    with pytest.raises(Incomplete) as refused:
        decide(service, case, ASSESSOR, form)
    return refused.value.faults


def test_a_referral_records_reason_and_code_and_seals_nothing(
    noise: Service, received: Case
) -> None:
    step = decide(noise, received, ASSESSOR, REFER)

    assert step.kind == "case.referred"
    assert step.facts == {"decision": "refer", "from": "received", "code": "N1", "reason": "act"}
    assert step.sealed == {}


def test_a_dismissal_seals_its_explanation(noise: Service, received: Case) -> None:
    step = decide(noise, received, ASSESSOR, DISMISS)

    assert step.kind == "case.dismissed"
    assert step.facts["considered"] == ["answers", "neighbours"]
    assert step.sealed == {"explanation": WORDS}
    assert WORDS not in str(step.facts)


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        ("received", ["refer", "keep", "dismiss", "write-off"]),
        ("returned", ["refer", "keep", "dismiss"]),
        ("kept", ["refer", "dismiss"]),
        ("referred", []),
        ("dismissed", []),
        ("closed", []),
    ],
)
def test_each_state_allows_what_the_definition_says(
    noise: Service, received: Case, state: str, allowed: list[str]
) -> None:
    case = replace(received, state=state)

    assert [decision.name for decision in decisions_from(noise, case)] == allowed


def test_a_decision_not_allowed_from_here_says_which_would_be(
    noise: Service, received: Case
) -> None:
    with pytest.raises(NotAllowedFromHere) as refused:
        decide(noise, replace(received, state="kept"), ASSESSOR, KEEP)

    assert refused.value.facts == {
        "decision": "keep", "state": "kept", "allowed_now": "refer, dismiss",
    }  # fmt: skip


def test_where_nothing_is_allowed_the_refusal_says_none(noise: Service, received: Case) -> None:
    with pytest.raises(NotAllowedFromHere, match="allowed_now: none"):
        decide(noise, replace(received, state="closed"), ASSESSOR, KEEP)


def test_an_unknown_decision_is_told_the_known_ones(noise: Service, received: Case) -> None:
    with pytest.raises(UnknownDecision, match="known: refer, keep, dismiss, write-off"):
        decide(noise, received, ASSESSOR, DecisionForm(decision="burn"))


@pytest.mark.parametrize("actor", [HANDLER, DPO, NORTH_OFFICER], ids=lambda actor: actor.name)
def test_a_decision_of_another_role_is_refused(
    noise: Service, received: Case, actor: Actor
) -> None:
    with pytest.raises(NotTheirs, match="by: assessor, supervisor"):
        decide(noise, received, actor, REFER)


def test_a_supervisors_own_decision_is_not_an_assessors(noise: Service, received: Case) -> None:
    form = DecisionForm(decision="write-off")

    assert decide(noise, received, SUPERVISOR, form).kind == "case.written-off"
    with pytest.raises(NotTheirs):
        decide(noise, received, ASSESSOR, form)


def test_an_erased_case_is_decided_no_more(noise: Service, story: Story) -> None:
    case = fold_case(story.tell("case.erased", basis="court-order").history)

    assert decisions_from(noise, case) == ()
    with pytest.raises(CaseErased):
        decide(noise, case, ASSESSOR, KEEP)


def test_while_a_review_is_under_way_nothing_else_is_decided(noise: Service, story: Story) -> None:
    story.tell("case.kept", decision="keep").tell("review.requested", of="keep")
    case = fold_case(story.history)

    assert decisions_from(noise, case) == ()
    with pytest.raises(NotAllowedFromHere, match="a review is under way"):
        decide(noise, case, ASSESSOR, REFER)


@pytest.mark.parametrize(
    ("form", "missing"),
    [
        (DecisionForm(decision="refer"), {"reason", "code", "recipient"}),
        (DecisionForm(decision="keep"), {"reason"}),
        (DecisionForm(decision="dismiss"), {"reason", "considered", "explanation"}),
        (replace(REFER, recipient=""), {"recipient"}),
        (replace(REFER, code="N9"), {"code"}),
        (replace(DISMISS, reason="nothing"), {"reason"}),
        (replace(DISMISS, considered=("answers", "tea leaves")), {"considered"}),
        (replace(DISMISS, explanation="  \x00 \n"), {"explanation"}),
    ],
)
def test_what_is_missing_is_named_all_at_once(
    noise: Service, received: Case, form: DecisionForm, missing: set[str]
) -> None:
    assert set(faults(noise, received, form)) == missing


@pytest.mark.parametrize(
    "form",
    [
        replace(KEEP, code="Mrs Miller of 7 High Street"),
        replace(KEEP, considered=("she is always complaining",)),
        DecisionForm(decision="write-off", reason="Mrs Miller again"),
    ],
)
def test_no_free_words_get_into_the_open_facts_by_a_field_that_is_not_needed(
    noise: Service, received: Case, form: DecisionForm
) -> None:
    with pytest.raises(Incomplete):
        decide(noise, received, SUPERVISOR, form)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "not ours not ours not ours not ours not ours",
        "a b c d e f g h i j k l",
        "!!! ??? ... --- *** ,,, ;;; ::: /// ((( )))",
        "we looked at it and found nothing",
        "ACT Act act aCt AcT ACt acT aCT act act",
    ],
)
def test_a_few_words_typed_to_get_past_the_form_are_no_explanation(text: str) -> None:
    assert not has_substance(text)


def test_eight_different_words_are_the_least_of_an_explanation() -> None:
    assert has_substance("we read every answer, then asked two neighbours")
    assert has_substance("Rydym wedi darllen pob ateb ac wedi gofyn i'r cymdogion")


def test_an_explanation_too_long_to_keep_is_sent_back(noise: Service, received: Case) -> None:
    form = replace(DISMISS, explanation=WORDS + "x" * LONGEST)

    assert set(faults(noise, received, form)) == {"explanation"}


def test_considering_the_same_thing_twice_counts_once(noise: Service, received: Case) -> None:
    form = replace(DISMISS, considered=("answers", "answers"))

    assert decide(noise, received, ASSESSOR, form).facts["considered"] == ["answers"]
