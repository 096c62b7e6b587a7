"""A finding in time: raised, replied to, decided on, withdrawn, expired; and who may do what."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fielding.access.roles import Actor, Role
from fielding.cases.step import Step
from fielding.ledger.entry import Entry, Kept, keep_entry
from fielding.oversight.findings.errors import (
    AnothersFinding,
    FindingClosed,
    NotAProposal,
    NotImpartial,
    ReplyAnswered,
    ReplyMissing,
    UnknownFindingCode,
    UnknownReply,
)
from fielding.oversight.findings.finding import (
    ACCEPTED,
    EXPIRED,
    GONE,
    OPEN,
    REBUTTED,
    Finding,
    fold_finding,
    fold_findings,
    read_period,
)
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.oversight.findings.raising import (
    MOST_NAMED,
    answer_reply,
    raise_finding,
    reply,
    withdraw,
)
from fielding.oversight.findings.wording import OBSERVED

TODAY = date(2026, 11, 22)
MANAGER = Actor(name="manager-1", role=Role.CONTRACT_MANAGER)
OVERSEER = Actor(name="overseer-1", role=Role.OVERSEER, firm="authority")
HERON = Actor(name="heron-1", role=Role.SUPPLIER, firm="heron")
EGRET = Actor(name="egret-1", role=Role.SUPPLIER, firm="egret")
PROPOSAL = Proposal(
    instrument="F3", rule="ab" * 32, supplier="heron", contract="helpline",
    severity=Severity.HIGH, code="dismissals-overturned",
    figure={"value": "15", "n": "140", "low": "9", "high": "22", "limit": "5"},
    evidence=(3, 5, 8), stands_at=20, period="2026-06",
)  # fmt: skip
SUBJECT = "finding/019cadc6-0000-7000-8000-000000000001"


class Told:
    """A finding's folio, told step by step."""

    def __init__(self, subject: str = SUBJECT) -> None:
        self.subject = subject
        self.history: list[Kept] = []

    def tell(self, actor: Actor, step: Step) -> Finding:
        number = len(self.history)
        kept = keep_entry(
            Entry(
                id=f"e-{number}", service="books", definition="00" * 32, kind=step.kind,
                subject=self.subject, also=step.also, previous=None,
                occurred_at=datetime(2026, 11, 22, tzinfo=UTC),
                recorded_at=datetime(2026, 11, 22, tzinfo=UTC),
                actor=actor.name, role=actor.role.value, firm=actor.firm, facts=step.facts,
            )
        )  # fmt: skip
        self.history.append(replace(kept, index=100 + number))
        found = fold_finding(self.history)
        assert found
        return found


def raised() -> tuple[Told, Finding]:
    told = Told()
    return told, told.tell(MANAGER, raise_finding(PROPOSAL, TODAY))


def test_a_finding_says_everything_that_was_proposed() -> None:
    _, finding = raised()

    said = (finding.rule, finding.severity, finding.figure, finding.evidence, finding.stands_at)
    assert said == (PROPOSAL.rule, Severity.HIGH, PROPOSAL.figure, (3, 5, 8), 20)
    assert finding.sameness == PROPOSAL.sameness
    assert finding.days == (date(2026, 6, 1), date(2026, 6, 30))


def test_a_finding_is_shown_to_the_supplier_it_is_about() -> None:
    step = raise_finding(PROPOSAL, TODAY)

    assert step.facts["for"] == ["heron"]
    assert step.also == ("organisation/heron", "contract/helpline")


def test_a_finding_on_more_entries_than_an_entry_can_name_says_how_many_there_are() -> None:
    step = raise_finding(replace(PROPOSAL, evidence=tuple(range(9_000))), TODAY)

    finding = Told().tell(MANAGER, step)

    assert (len(finding.evidence), finding.rests_on) == (MOST_NAMED, 9_000)


@pytest.mark.parametrize(
    "proposal",
    [
        replace(PROPOSAL, evidence=()),
        replace(PROPOSAL, figure={"n": "3"}),
        replace(PROPOSAL, figure={"value": "Mr Brown was billed"}),
        replace(PROPOSAL, supplier=""),
        replace(PROPOSAL, period="June"),
        replace(PROPOSAL, period="2026-06-30/2026-06-01"),
    ],
)
def test_what_lacks_entries_value_supplier_or_period_is_no_finding(proposal: Proposal) -> None:
    with pytest.raises(NotAProposal):
        raise_finding(proposal, TODAY)


def test_a_code_without_a_sentence_is_refused() -> None:
    with pytest.raises(UnknownFindingCode):
        raise_finding(replace(PROPOSAL, code="worst-of-all"), TODAY)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2025-12", ("2025-12-01", "2025-12-31")),
        ("2026-06-03", ("2026-06-03", "2026-06-03")),
        ("2026-06-03/2026-07-02", ("2026-06-03", "2026-07-02")),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period: str, days: tuple[str, str]) -> None:
    assert read_period(period) == tuple(date.fromisoformat(day) for day in days)


def test_a_reply_by_the_supplier_stands_with_the_finding() -> None:
    told, finding = raised()
    step = reply(finding, HERON, "We retrained everybody.", [], TODAY)
    assert step

    after = told.tell(HERON, step)

    assert step.sealed == {"reply": "We retrained everybody."}
    assert [one.made.by for one in after.replies] == ["heron-1"]
    assert after.state_on(TODAY) == OPEN


def test_the_same_reply_posted_twice_counts_once() -> None:
    _, finding = raised()

    assert reply(finding, HERON, " We retrained. ", ["We retrained."], TODAY) is None


@pytest.mark.parametrize("actor", [EGRET, OVERSEER, replace(HERON, role=Role.ASSESSOR)])
def test_nobody_else_replies_for_a_supplier(actor: Actor) -> None:
    _, finding = raised()

    with pytest.raises(AnothersFinding):
        reply(finding, actor, "It was not us.", [], TODAY)


def test_an_empty_reply_is_refused() -> None:
    _, finding = raised()

    with pytest.raises(ReplyMissing):
        reply(finding, HERON, " \n ", [], TODAY)


def replied() -> tuple[Told, Finding]:
    told, finding = raised()
    step = reply(finding, HERON, "We retrained everybody.", [], TODAY)
    assert step
    return told, told.tell(HERON, step)


def test_an_accepted_reply_closes_the_finding_and_a_declined_one_does_not() -> None:
    told, finding = replied()
    name = finding.replies[0].id
    declined = answer_reply(finding, OVERSEER, (name, "No evidence."), TODAY, accept=False)
    assert told.tell(OVERSEER, declined).state_on(TODAY) == OPEN
    told, finding = replied()

    accepted = answer_reply(finding, OVERSEER, (name, "We checked it."), TODAY, accept=True)

    after = told.tell(OVERSEER, accepted)
    assert after.state_on(TODAY) == REBUTTED
    assert after.rebuttal
    assert after.rebuttal.decided
    assert after.rebuttal.decided.by == "overseer-1"


@pytest.mark.parametrize(
    "actor",
    [Actor(name="officer-1", role=Role.AWARD_OFFICER), replace(OVERSEER, firm="heron")],
)
def test_who_awards_or_acts_for_the_supplier_decides_no_reply(actor: Actor) -> None:
    _, finding = replied()

    with pytest.raises(NotImpartial):
        answer_reply(finding, actor, (finding.replies[0].id, "Fine."), TODAY, accept=True)


def test_who_noted_a_finding_decides_on_no_reply_to_it_and_a_colleague_does() -> None:
    told = Told()
    noted = told.tell(OVERSEER, raise_finding(replace(PROPOSAL, code=OBSERVED), TODAY))
    step = reply(noted, HERON, "We retrained everybody.", [], TODAY)
    assert step
    finding = told.tell(HERON, step)
    answer = (finding.replies[0].id, "Fine.")

    with pytest.raises(NotImpartial):
        answer_reply(finding, OVERSEER, answer, TODAY, accept=True)

    colleague = replace(OVERSEER, name="overseer-2")
    assert answer_reply(finding, colleague, answer, TODAY, accept=True).kind == ACCEPTED


def test_who_raised_what_a_rule_computed_decides_on_the_reply() -> None:
    told = Told()
    finding = told.tell(OVERSEER, raise_finding(PROPOSAL, TODAY))
    step = reply(finding, HERON, "We retrained everybody.", [], TODAY)
    assert step
    finding = told.tell(HERON, step)

    step = answer_reply(finding, OVERSEER, (finding.replies[0].id, "Fine."), TODAY, accept=True)

    assert step.kind == ACCEPTED


def test_a_reply_is_decided_once_with_reasons_and_only_if_it_is_there() -> None:
    told, finding = replied()
    name = finding.replies[0].id
    with pytest.raises(ReplyMissing):
        answer_reply(finding, OVERSEER, (name, ""), TODAY, accept=True)
    with pytest.raises(UnknownReply):
        answer_reply(finding, OVERSEER, ("e-9", "Fine."), TODAY, accept=True)
    step = answer_reply(finding, OVERSEER, (name, "Fine."), TODAY, accept=False)

    after = told.tell(OVERSEER, step)

    with pytest.raises(ReplyAnswered):
        answer_reply(after, OVERSEER, (name, "Fine after all."), TODAY, accept=True)


def test_a_withdrawn_finding_is_closed_for_good() -> None:
    told, finding = raised()

    after = told.tell(OVERSEER, withdraw(finding, "The figure was wrong.", TODAY))

    assert after.state_on(TODAY) == GONE
    with pytest.raises(FindingClosed):
        withdraw(after, "Again.", TODAY)
    with pytest.raises(FindingClosed):
        reply(after, HERON, "Thank you.", [], TODAY)


def test_a_finding_expires_after_five_years_even_from_the_29_february() -> None:
    leap = Told().tell(MANAGER, raise_finding(PROPOSAL, date(2028, 2, 29)))
    _, finding = raised()

    assert finding.state_on(date(2031, 11, 21)) == OPEN
    assert finding.state_on(date(2031, 11, 22)) == EXPIRED
    assert leap.expires == date(2033, 3, 1)


def test_findings_fold_by_their_folio_and_others_entries_change_nothing() -> None:
    first, finding = raised()
    second = Told("finding/019cadc6-0000-7000-8000-000000000002")
    second.tell(MANAGER, raise_finding(replace(PROPOSAL, period="2026-07"), TODAY))
    other = keep_entry(
        replace(second.history[0].entry, subject="contract/helpline", kind="terms.agreed")
    )

    found = fold_findings([*first.history, other, *second.history])

    assert list(found) == [finding.id, "019cadc6-0000-7000-8000-000000000002"]
