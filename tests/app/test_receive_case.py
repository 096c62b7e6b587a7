"""Receiving: once per key, sorted at once, urgent ones sent only where nothing is in doubt."""

from dataclasses import replace

import pytest

from fielding.access.errors import NotPermitted
from fielding.app.errors import AnswersAtFault, KeyReused, UnknownService
from fielding.app.receive_case import Received, receive_case
from fielding.cases.case import Case
from fielding.cases.history import fold_case
from fielding.testing.forms import ANSWERS, a_report
from fielding.testing.hub import HANDLER, NORTH_OFFICER, REPORTER, World, a_world

URGENT = {"now": "yes", "when": ["night"]}


@pytest.fixture
def world() -> World:
    return a_world()


def case_of(world: World, report: Received) -> Case:
    made = receive_case(world.hub, REPORTER, report)
    return fold_case(world.store.contents.histories[made.case])


def test_the_same_report_under_the_same_key_is_one_case(world: World) -> None:
    once, again = (receive_case(world.hub, REPORTER, a_report()) for _ in range(2))

    assert once == again
    assert len(world.store.contents.histories) == 1


def test_spelling_an_answer_another_way_is_still_the_same_report(world: World) -> None:
    once = receive_case(world.hub, REPORTER, a_report(cost="£1,250"))
    again = receive_case(world.hub, REPORTER, a_report(cost=" 1250.00"))

    assert once == again


def test_another_report_under_the_same_key_is_refused(world: World) -> None:
    receive_case(world.hub, REPORTER, a_report())

    with pytest.raises(KeyReused):
        receive_case(world.hub, REPORTER, a_report(source="animal"))


def test_each_caller_has_keys_of_its_own(world: World) -> None:
    colleague = replace(HANDLER, name="handler-2")

    made = {
        receive_case(world.hub, REPORTER, a_report()).case,
        receive_case(world.hub, REPORTER, a_report(door="api")).case,
        receive_case(world.hub, HANDLER, a_report(door="phone")).case,
        receive_case(world.hub, colleague, a_report(door="phone")).case,
    }

    assert len(made) == 4


def test_the_progress_code_is_not_stored_and_comes_again(world: World) -> None:
    made = receive_case(world.hub, REPORTER, a_report())

    assert made.code not in repr(world.store.contents.remembered)
    assert made.code == receive_case(world.hub, REPORTER, a_report()).code


def test_answers_at_fault_make_no_case(world: World) -> None:
    with pytest.raises(AnswersAtFault) as refused:
        receive_case(world.hub, REPORTER, a_report(source="", cost="lots"))

    assert set(refused.value.faults) == {"source", "cost"}
    assert world.store.contents.histories == {}


def test_a_service_that_there_is_not_takes_no_report(world: World) -> None:
    with pytest.raises(UnknownService):
        receive_case(world.hub, REPORTER, replace(a_report(), service="smells"))


def test_an_officer_takes_no_reports(world: World) -> None:
    with pytest.raises(NotPermitted):
        receive_case(world.hub, NORTH_OFFICER, a_report())


def test_sealed_answers_stand_nowhere_in_the_entries(world: World) -> None:
    receive_case(world.hub, REPORTER, a_report())

    ledger = b"".join(kept.content for kept in world.store.contents.entries)
    assert b"songs" not in ledger
    assert b"N1 1AA" not in ledger
    assert str(ANSWERS["source"]).encode() in ledger


def test_a_report_is_sorted_in_the_same_breath(world: World) -> None:
    case = case_of(world, a_report())

    assert case.sorted["code"] == "N1"
    assert case.sorted["bodies"] == [["north-council", 1000]]
    assert case.sorted["nation"] == "england"


def test_an_urgent_report_goes_out_at_once_where_the_recipient_is_sure(world: World) -> None:
    case = case_of(world, a_report(**URGENT))  # type: ignore[arg-type]

    assert case.state == "referred"
    assert [r.recipient for r in case.referrals.values()] == ["north-council"]
    assert case.decisions[0].by.role == "system"


@pytest.mark.parametrize("postcode", ["B1 1AA", "EH1 1AA", "BFPO 1", "Q9 9ZZ", ""])
def test_an_urgent_report_waits_for_a_person_where_there_is_a_doubt(
    world: World, postcode: str
) -> None:
    case = case_of(world, a_report(postcode=postcode, **URGENT))  # type: ignore[arg-type]

    assert case.urgent
    assert case.state == "received"
    assert case.referrals == {}


def test_everything_in_a_synthetic_world_says_so(world: World) -> None:
    synthetic = replace(world.hub, synthetic=True)

    receive_case(synthetic, REPORTER, a_report(**URGENT))  # type: ignore[arg-type]

    assert all(kept.entry.synthetic for kept in world.store.contents.entries)
