"""What is promised of judgements, marks and referrals of networks, in memory and on PostgreSQL."""

import pytest

from fielding.access.errors import NotFound, NotPermitted
from fielding.access.roles import Actor, Role
from fielding.app.books.texts import read_texts
from fielding.app.erase_case import erase_case
from fielding.app.linking.judging import judge_reports, withdraw_from
from fielding.app.linking.marking import mark_identifier, unmark_identifier
from fielding.app.linking.referring import refer
from fielding.app.ports import Hub
from fielding.app.receive_case import receive_case
from fielding.kernel.errors import FieldingError
from fielding.linking.errors import (
    AlreadyJudged,
    AlreadyMarked,
    AlreadyReferred,
    NothingToWithdraw,
    NotTwoReports,
    ReasonMissing,
    ReportErased,
)
from fielding.linking.judgements.judging import Verdict, judgement_subject, standing_verdict
from fielding.linking.judgements.marking import Mark, identifier_subject, standing_mark
from fielding.linking.judgements.referring import MOST_IN_ENTRY, network_subject
from fielding.testing.forms import a_report
from fielding.testing.hub import ASSESSOR, NORTH_OFFICER, OVERSEER, REPORTER, SUPERVISOR

ANALYST = Actor(name="analyst-1", role=Role.ANALYST, firm="authority")
MANAGER = Actor(name="manager-1", role=Role.CONTRACT_MANAGER, firm="authority")
ERASER = Actor(name="dpo", role=Role.DATA_PROTECTION_OFFICER)
TOKEN = bytes(range(16))


def two_cases(hub: Hub) -> tuple[str, str]:
    one, other = (receive_case(hub, REPORTER, a_report(key=key)).case for key in ("k-1", "k-2"))
    return one, other


def test_a_judgement_stands_until_it_is_withdrawn_and_can_then_be_made_anew(
    either_hub: Hub,
) -> None:
    cases = two_cases(either_hub)
    subject = judgement_subject(*cases)

    stood = []
    for _ in range(2):
        judge_reports(either_hub, ASSESSOR, Verdict.SAME, cases, "One script, word for word.")
        stood.append(_verdict(either_hub, subject))
        withdraw_from(either_hub, ANALYST, cases[::-1], "The script is a bank's own warning.")
        stood.append(_verdict(either_hub, subject))

    assert stood == [Verdict.SAME, None, Verdict.SAME, None]


def _verdict(hub: Hub, subject: str) -> Verdict | None:
    with hub.store.transaction(ANALYST) as tx:
        return standing_verdict(tx.folio(subject))


def test_a_second_judgement_on_the_same_two_is_refused_whoever_names_which_first(
    either_hub: Hub,
) -> None:
    one, other = two_cases(either_hub)
    judge_reports(either_hub, ASSESSOR, Verdict.SAME, (one, other), "One account.")

    with pytest.raises(AlreadyJudged):
        judge_reports(either_hub, SUPERVISOR, Verdict.DIFFERENT, (other, one), "Two accounts.")


@pytest.mark.parametrize(
    ("reason", "missing", "refused"),
    [("  ", False, ReasonMissing), ("Same words.", True, NotFound)],
)
def test_a_judgement_needs_a_reason_and_two_reports_that_are_there(
    either_hub: Hub, reason: str, missing: bool, refused: type[FieldingError]
) -> None:
    one, other = two_cases(either_hub)
    gone = "01900000-0000-7000-8000-000000000000"

    with pytest.raises(refused):
        judge_reports(
            either_hub, ASSESSOR, Verdict.SAME, (one, gone if missing else other), reason
        )


def test_nothing_is_said_of_a_report_that_was_erased(either_hub: Hub) -> None:
    one, other = two_cases(either_hub)
    erase_case(either_hub, ERASER, other, basis="court-order")

    with pytest.raises(ReportErased):
        judge_reports(either_hub, ASSESSOR, Verdict.SAME, (one, other), "Same words.")


def test_a_report_is_not_judged_against_itself(either_hub: Hub) -> None:
    one, _ = two_cases(either_hub)

    with pytest.raises(NotTwoReports):
        judge_reports(either_hub, ASSESSOR, Verdict.SAME, (one, one), "It is.")


def test_nothing_is_withdrawn_twice(either_hub: Hub) -> None:
    cases = two_cases(either_hub)

    with pytest.raises(NothingToWithdraw):
        withdraw_from(either_hub, ASSESSOR, cases, "A mistake.")


def test_an_identifier_is_marked_once_and_the_mark_can_be_taken_away(either_hub: Hub) -> None:
    mark_identifier(either_hub, ANALYST, TOKEN, Mark.SHARED, "The bank's switchboard.")
    with pytest.raises(AlreadyMarked):
        mark_identifier(either_hub, ASSESSOR, TOKEN, Mark.OFFENDER, "Theirs.")

    unmark_identifier(either_hub, ASSESSOR, TOKEN, "The bank gave the number up.")

    with either_hub.store.transaction(ANALYST) as tx:
        history = tx.folio(identifier_subject(TOKEN))
    assert [kept.entry.kind for kept in history] == ["identifier.marked", "identifier.unmarked"]
    assert standing_mark(history[:1]) is Mark.SHARED
    assert standing_mark(history) is None


def test_a_large_network_is_referred_in_as_many_entries_as_it_needs_and_once_to_each_force(
    either_hub: Hub,
) -> None:
    cases = [f"01900000-0000-7000-8000-{number:012d}" for number in range(MOST_IN_ENTRY + 1)]
    refer(either_hub, ANALYST, (cases[0], cases), "metropolitan", "One script, one account.")

    with pytest.raises(AlreadyReferred):
        refer(either_hub, ANALYST, (cases[0], cases), "metropolitan", "Again.")

    with either_hub.store.transaction(ANALYST) as tx:
        history = tx.folio(network_subject(cases[0]))
    assert [len(kept.entry.also) for kept in history] == [MOST_IN_ENTRY, 1]
    assert {kept.entry.facts["reports"] for kept in history} == {MOST_IN_ENTRY + 1}


@pytest.mark.parametrize("who", [OVERSEER, MANAGER, NORTH_OFFICER, REPORTER])
def test_nobody_judges_who_does_not_work_on_links(either_hub: Hub, who: Actor) -> None:
    cases = two_cases(either_hub)

    with pytest.raises(NotPermitted):
        judge_reports(either_hub, who, Verdict.SAME, cases, "So it seems.")


def test_reasons_are_read_by_those_who_link_and_by_nobody_else(either_hub: Hub) -> None:
    cases = two_cases(either_hub)
    kept = judge_reports(either_hub, ASSESSOR, Verdict.SAME, cases, "Both name Mr Marker.")
    subject = judgement_subject(*cases)

    readers = (ANALYST, SUPERVISOR, OVERSEER, MANAGER, NORTH_OFFICER)
    read = [read_texts(either_hub, who, [subject]) for who in readers]

    reason = {kept.entry.id: {"reason": "Both name Mr Marker."}}
    assert read == [reason, reason, {}, {}, {}]


def test_the_overseer_sees_that_there_is_a_judgement_and_the_contract_manager_does_not(
    either_hub: Hub,
) -> None:
    cases = two_cases(either_hub)
    judge_reports(either_hub, ASSESSOR, Verdict.SAME, cases, "One account.")

    seen = []
    for who in (OVERSEER, MANAGER):
        with either_hub.store.transaction(who) as tx:
            seen.append(len(tx.folio(judgement_subject(*cases))))

    assert seen == [1, 0]
