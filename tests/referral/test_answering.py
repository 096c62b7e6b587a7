"""Referrals: who may accept, send back and record what, and when."""

from dataclasses import replace
from datetime import date

import pytest

from fielding.access.roles import Actor
from fielding.cases.case import Case
from fielding.cases.errors import Incomplete
from fielding.cases.history import fold_case
from fielding.definitions.service import Code, CodeTable, Service
from fielding.referral.answering import (
    Outcome,
    SentBack,
    accept,
    deliver,
    outcomes_allowed,
    record_outcome,
    referral_of,
    send,
    send_back,
)
from fielding.referral.errors import NoSuchReferral, OutcomeNotAllowed, ReferralMovedOn
from fielding.testing.hub import (
    ASSESSOR,
    DPO,
    HANDLER,
    IMPORTER,
    NORTH_OFFICER,
    SOUTH_OFFICER,
    SUPERVISOR,
)
from fielding.testing.services import sample_service, shipped
from fielding.testing.story import Story

NOISE = sample_service()
SHIPPED = shipped()
FRAUD, CRIME = SHIPPED["fraud"], SHIPPED["recorded-crime"]
DAY = date(2026, 3, 2)


def case_with(*told: str) -> Case:
    """A case sent to the north council, and what came after."""
    story = Story().tell("case.received", reference="NOISE1", door="web", answers={})
    story.tell("case.referred", decision="refer")
    for kind in ("referral.sent", *told):
        facts = {"referral": "r1", "recipient": "north-council", "outcome": "quiet"}
        story.tell(kind, **facts)  # type: ignore[arg-type]
    return fold_case(story.history)


@pytest.fixture
def sent() -> Case:
    return case_with()


@pytest.fixture
def accepted() -> Case:
    return case_with("referral.delivered", "referral.accepted")


def test_a_referral_is_named_apart_from_its_case() -> None:
    step = send("r1", "north-council")

    assert step.also == ("referral/r1",)
    assert step.facts == {"referral": "r1", "recipient": "north-council"}


def test_a_referral_is_delivered_once(sent: Case) -> None:
    step = deliver(sent, NORTH_OFFICER, "r1")

    assert step is not None
    assert step.kind == "referral.delivered"
    assert deliver(case_with("referral.delivered"), NORTH_OFFICER, "r1") is None


@pytest.mark.parametrize("referral", ["r1", "r2"])
def test_an_officer_finds_only_their_own_bodys_referrals(sent: Case, referral: str) -> None:
    with pytest.raises(NoSuchReferral):
        referral_of(sent, SOUTH_OFFICER, referral)


def test_a_referral_is_answered_once(accepted: Case) -> None:
    with pytest.raises(ReferralMovedOn):
        accept(accepted, NORTH_OFFICER, "r1")
    with pytest.raises(ReferralMovedOn):
        send_back(NOISE, accepted, NORTH_OFFICER, "r1", SentBack(reason="wrong-place"))


def test_sending_back_tells_why_and_who_would_be_better(sent: Case) -> None:
    back = SentBack(reason="wrong-place", better="south-council", note=" It is across the river. ")

    step = send_back(NOISE, sent, NORTH_OFFICER, "r1", back)

    assert step.facts == {
        "referral": "r1", "recipient": "north-council",
        "reason": "wrong-place", "better": "south-council",
    }  # fmt: skip
    assert step.sealed == {"note": "It is across the river."}


@pytest.mark.parametrize(
    ("back", "field"),
    [
        (SentBack(reason=""), "reason"),
        (SentBack(reason="no time"), "reason"),
        (SentBack(reason="wrong-place", better="north-council"), "better"),
        (SentBack(reason="wrong-place", note="x" * 20_001), "note"),
    ],
)
def test_sending_back_needs_a_listed_reason_and_another_body(
    sent: Case, back: SentBack, field: str
) -> None:
    with pytest.raises(Incomplete) as refused:
        send_back(NOISE, sent, NORTH_OFFICER, "r1", back)

    assert set(refused.value.faults) == {field}


def test_an_outcome_is_of_its_referral_and_says_whether_it_is_judicial(accepted: Case) -> None:
    outcome = Outcome(code="fined", on=DAY, referral="r1")

    step = record_outcome(NOISE, accepted, NORTH_OFFICER, outcome)

    assert step.also == ("referral/r1",)
    assert (step.facts["outcome"], step.facts["judicial"]) == ("fined", True)
    assert step.facts["on"] == "2026-03-02"


@pytest.mark.parametrize(
    ("actor", "state", "count"),
    [
        (NORTH_OFFICER, "accepted", 23),
        (NORTH_OFFICER, "delivered", 0),
        (NORTH_OFFICER, "kept", 0),
        (ASSESSOR, "kept", 1),
        (SUPERVISOR, "kept", 1),
        (ASSESSOR, "accepted", 0),
        (HANDLER, "kept", 0),
        (DPO, "kept", 0),
    ],
)
def test_who_may_record_how_many_of_the_home_offices_outcomes(
    actor: Actor, state: str, count: int
) -> None:
    assert len(outcomes_allowed(FRAUD, actor, state)) == count


def test_only_the_centre_files_a_report_as_outcome_19() -> None:
    assert outcomes_allowed(FRAUD, ASSESSOR, "kept") == ("19",)
    assert "19" not in outcomes_allowed(FRAUD, NORTH_OFFICER, "accepted")


def test_a_refused_outcome_says_why_in_the_services_own_words(accepted: Case) -> None:
    outcome = Outcome(code="19", on=DAY, referral="r1")

    with pytest.raises(OutcomeNotAllowed) as refused:
        record_outcome(FRAUD, accepted, NORTH_OFFICER, outcome)

    assert "Only the centre files a report" in str(refused.value)


@pytest.mark.parametrize("told", [(), ("referral.delivered",)])
def test_a_force_records_nothing_before_it_has_accepted(told: tuple[str, ...]) -> None:
    outcome = Outcome(code="14", on=DAY, referral="r1")

    with pytest.raises(OutcomeNotAllowed, match="once it has accepted"):
        record_outcome(FRAUD, case_with(*told), NORTH_OFFICER, outcome)


def test_an_outcome_outside_every_rule_is_refused(accepted: Case) -> None:
    with pytest.raises(OutcomeNotAllowed, match="no rule of the service allows it"):
        record_outcome(FRAUD, accepted, NORTH_OFFICER, Outcome(code="7", on=DAY, referral="r1"))


def test_an_outcome_that_the_service_does_not_have_is_refused(accepted: Case) -> None:
    with pytest.raises(OutcomeNotAllowed, match="no such outcome"):
        record_outcome(NOISE, accepted, NORTH_OFFICER, Outcome(code="99", on=DAY, referral="r1"))


def dated(valid_from: date | None, valid_to: date | None) -> Service:
    code = Code(code="quiet", title="Quiet", valid_from=valid_from, valid_to=valid_to)
    table = CodeTable(name="outcome", codes={"quiet": code})
    return replace(NOISE, tables={**NOISE.tables, "outcome": table})


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "because"),
    [
        (date(2026, 3, 3), None, "it exists from 2026-03-03"),
        (None, date(2026, 3, 1), "it ended on 2026-03-01"),
    ],
)
def test_a_code_counts_only_within_its_dates(
    accepted: Case, valid_from: date | None, valid_to: date | None, because: str
) -> None:
    outcome = Outcome(code="quiet", on=DAY, referral="r1")

    with pytest.raises(OutcomeNotAllowed, match=because):
        record_outcome(dated(valid_from, valid_to), accepted, NORTH_OFFICER, outcome)
    assert record_outcome(dated(DAY, DAY), accepted, NORTH_OFFICER, outcome)


def test_the_importer_records_what_the_police_publish_with_the_crime() -> None:
    received = fold_case(
        Story().tell("case.received", reference="RC1", door="file", answers={}).history
    )

    step = record_outcome(CRIME, received, IMPORTER, Outcome(code="caution", on=DAY))

    assert step.facts == {"outcome": "caution", "judicial": True, "on": "2026-03-02"}
    with pytest.raises(OutcomeNotAllowed):
        record_outcome(CRIME, received, ASSESSOR, Outcome(code="caution", on=DAY))


def test_a_closed_referral_takes_no_second_outcome() -> None:
    closed = case_with("referral.delivered", "referral.accepted", "outcome.recorded")

    with pytest.raises(OutcomeNotAllowed):
        record_outcome(NOISE, closed, NORTH_OFFICER, Outcome(code="fined", on=DAY, referral="r1"))
