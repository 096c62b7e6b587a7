"""Folding: the same entries always tell the same case, one by one or all at once."""

import pytest

from fielding.cases.errors import NotACaseHistory
from fielding.cases.history import KINDS, advance, fold_case
from fielding.definitions.words import ENGINE_KINDS
from fielding.testing.hub import ASSESSOR, NORTH_OFFICER, OTHER_FIRM, REPORTER
from fielding.testing.story import Story


def test_the_engine_folds_every_kind_that_a_definition_may_name() -> None:
    assert set(ENGINE_KINDS) == KINDS


def test_a_case_begins_with_what_was_received(story: Story) -> None:
    case = fold_case(story.history)

    assert (case.state, case.reference, case.door) == ("received", "NOISE1", "web")
    assert case.answers == {"source": "music"}
    assert case.received_at == story.history[0].entry.at
    assert case.subject == story.history[0].entry.subject


def test_sorting_keeps_what_was_suggested(story: Story) -> None:
    case = fold_case(story.tell("case.sorted", code="N1", urgent=["at it now"]).history)

    assert case.sorted["code"] == "N1"
    assert case.urgent
    assert case.code is None


def test_who_has_it_and_why_it_waits_end_with_the_decision(story: Story) -> None:
    story.tell("case.assigned", to="assessor-2").tell("case.held", reason="waiting-for-advice")
    held = fold_case(story.history)

    decided = fold_case(story.tell("case.kept", decision="keep", code="N2").history)

    assert (held.assigned_to, held.held) == ("assessor-2", "waiting-for-advice")
    assert (decided.assigned_to, decided.held) == (None, None)
    assert (decided.state, decided.code) == ("kept", "N2")


def test_a_released_case_waits_for_nothing(story: Story) -> None:
    story.tell("case.held", reason="waiting-for-advice").tell("case.released")

    assert fold_case(story.history).held is None


def test_every_decision_is_remembered_with_who_took_it(story: Story) -> None:
    story.tell("case.kept", decision="keep", reason="nothing")
    story.tell("case.dismissed", by=OTHER_FIRM, decision="dismiss", considered=["answers"])

    first, second = fold_case(story.history).decisions

    assert (first.to, first.by.name, first.reason) == ("kept", ASSESSOR.name, "nothing")
    assert (second.to, second.by.firm, second.considered) == ("dismissed", "sub", ("answers",))


def test_reads_and_additions_are_counted_and_change_nothing_else(story: Story) -> None:
    before = fold_case(story.history)
    story.tell("case.opened", by=NORTH_OFFICER, purpose="investigate").tell("case.added")

    after = fold_case(story.history)

    assert [(read.by.name, read.purpose) for read in after.reads] == [("officer-n", "investigate")]
    assert after.additions == 1
    assert (after.state, after.firm) == (before.state, before.firm)


def referred(story: Story, *referrals: str) -> Story:
    story.tell("case.referred", decision="refer")
    for referral in referrals:
        story.tell("referral.sent", referral=referral, recipient=f"{referral}-council")
    return story


def test_a_referral_goes_from_sent_to_delivered_to_accepted_to_closed(story: Story) -> None:
    referred(story, "r1")
    states = [fold_case(story.history).referrals["r1"].state]
    for kind, facts in (
        ("referral.delivered", {}),
        ("referral.accepted", {}),
        ("outcome.recorded", {"outcome": "quiet"}),
    ):
        story.tell(kind, referral="r1", **facts)  # type: ignore[arg-type]
        states.append(fold_case(story.history).referrals["r1"].state)

    case = fold_case(story.history)

    assert states == ["sent", "delivered", "accepted", "closed"]
    assert (case.state, case.outcome) == ("closed", "quiet")


def test_a_case_comes_back_only_when_nobody_has_it_any_more(story: Story) -> None:
    referred(story, "r1", "r2").tell("referral.returned", referral="r1", reason="wrong-place")
    one_left = fold_case(story.history)
    story.tell("referral.returned", referral="r2", reason="wrong-place", better="r1-council")

    case = fold_case(story.history)

    assert one_left.state == "referred"
    assert case.state == "returned"
    assert case.referrals["r2"].better == "r1-council"


def test_a_case_closes_with_the_outcome_of_its_last_referral(story: Story) -> None:
    referred(story, "r1", "r2").tell("outcome.recorded", referral="r1", outcome="quiet")
    one_left = fold_case(story.history)

    case = fold_case(story.tell("outcome.recorded", referral="r2", outcome="fined").history)

    assert (one_left.state, one_left.outcome) == ("referred", "quiet")
    assert (case.state, case.outcome) == ("closed", "fined")


def test_the_hubs_own_outcome_closes_what_it_kept(story: Story) -> None:
    story.tell("case.kept", decision="keep").tell("outcome.recorded", outcome="filed")

    case = fold_case(story.history)

    assert (case.state, case.outcome) == ("closed", "filed")


def test_a_review_is_open_until_it_is_decided(story: Story) -> None:
    story.tell("case.dismissed", decision="dismiss")
    story.tell("review.requested", by=REPORTER, of="dismiss")
    asked = fold_case(story.history)
    story.tell("review.decided", by=OTHER_FIRM, of="dismiss", result="upheld")

    case = fold_case(story.history)

    assert asked.in_review
    assert not case.in_review
    assert case.review is not None
    assert case.review.by is not None
    assert (case.review.result, case.review.by.firm) == ("upheld", "sub")


def test_an_erasure_is_remembered(story: Story) -> None:
    case = fold_case(story.tell("case.erased", basis="court-order").history)

    assert case.erased_at == story.history[-1].entry.at


def test_an_entry_of_an_unknown_kind_moves_only_the_end_of_the_chain(story: Story) -> None:
    before = fold_case(story.history)

    after = advance(before, story.tell("case.linked", to="another").history[-1])

    assert after.last == story.history[-1].leaf.hex()
    assert after.state == before.state


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("case.assigned", {}),
        ("case.held", {"reason": 7}),
        ("referral.accepted", {"referral": "r9"}),
        ("referral.delivered", {}),
        ("outcome.recorded", {"outcome": None}),
        ("outcome.recorded", {"outcome": "quiet", "referral": "r9"}),
        ("review.decided", {"result": "upheld"}),
    ],
)
def test_an_entry_that_lacks_what_it_rests_on_is_no_history(
    story: Story, kind: str, facts: dict[str, object]
) -> None:
    story.tell(kind, **facts)  # type: ignore[arg-type]

    with pytest.raises(NotACaseHistory):
        fold_case(story.history)


def test_no_entries_are_no_case() -> None:
    with pytest.raises(NotACaseHistory):
        fold_case([])


def test_a_history_begins_with_its_receipt(story: Story) -> None:
    story.tell("case.added")

    with pytest.raises(NotACaseHistory):
        fold_case(story.history[1:])


def test_another_cases_entry_does_not_belong(story: Story) -> None:
    from_elsewhere = Story(case="019cadc6-0000-7000-8000-000000000002").tell("case.added")

    with pytest.raises(NotACaseHistory):
        advance(fold_case(story.history), from_elsewhere.history[0])
