"""Fetching a package is delivery, and gives the recipient what the definition promises them."""

from dataclasses import replace

import pytest

from fielding.access.errors import NotFound, NotPermitted
from fielding.app.answer_referral import return_referral
from fielding.app.decide_case import decide_case
from fielding.app.erase_case import erase_case
from fielding.app.fetch_package import fetch_package
from fielding.app.follow_case import add_to_case
from fielding.app.open_case import open_case
from fielding.app.receive_case import Acknowledged, receive_case
from fielding.cases.case import Case
from fielding.cases.errors import CaseErased
from fielding.referral.answering import SentBack
from fielding.referral.errors import NoSuchReferral
from fielding.testing.forms import KEEP, REFER, a_report
from fielding.testing.hub import (
    ASSESSOR,
    DPO,
    NORTH_OFFICER,
    REPORTER,
    SOUTH_OFFICER,
    World,
    a_world,
)
from fielding.testing.services import sample_service

WORDS = "They play at night and the council there knows them well already"


def received(world: World, **answers: object) -> Acknowledged:
    return receive_case(world.hub, REPORTER, a_report(key="key-1", door="web", **answers))


def case_of(world: World, case: str) -> Case:
    return open_case(world.hub, DPO, case, purpose="protect-data").standing.case


def referred(world: World, **answers: object) -> tuple[Acknowledged, str]:
    report = received(world, **answers)
    decide_case(world.hub, ASSESSOR, report.case, replace(REFER, explanation=WORDS))
    return report, next(iter(case_of(world, report.case).referrals))


def kinds(world: World, case: str) -> list[str]:
    return [kept.entry.kind for kept in world.store.contents.histories[case]]


def test_the_first_fetch_is_a_read_and_the_delivery() -> None:
    world = a_world()
    report, referral = referred(world)

    package = fetch_package(world.hub, NORTH_OFFICER, report.case, referral)

    assert kinds(world, report.case)[-2:] == ["case.opened", "referral.delivered"]
    assert package.referral.state == "delivered"


def test_a_second_fetch_is_another_read_and_no_other_delivery() -> None:
    world = a_world()
    report, referral = referred(world)
    fetch_package(world.hub, NORTH_OFFICER, report.case, referral)

    fetch_package(world.hub, NORTH_OFFICER, report.case, referral)

    assert kinds(world, report.case).count("referral.delivered") == 1
    assert case_of(world, report.case).reads[-2].purpose == "investigate"


def test_a_package_holds_the_answers_in_the_order_they_were_asked() -> None:
    world = a_world()
    report, referral = referred(world, **{"their-phones": ["0113 496 0000"]})

    package = fetch_package(world.hub, NORTH_OFFICER, report.case, referral)

    told = {question.name: answer for question, answer in package.answers}
    assert list(told) == ["source", "now", "when", "their-phones", "postcode", "story"]
    assert told["their-phones"] == ["0113 496 0000"]


def test_a_package_holds_only_what_the_definition_names() -> None:
    service = sample_service()
    narrow = replace(service.referral, package=("now", "machine-kind", "story"))
    world = a_world(replace(service, referral=narrow))
    report, referral = referred(world)

    package = fetch_package(world.hub, NORTH_OFFICER, report.case, referral)

    assert [question.name for question, _ in package.answers] == ["now", "story"]


def test_a_package_tells_the_decision_that_it_came_from_and_not_an_earlier_one() -> None:
    world = a_world()
    report = received(world)
    decide_case(world.hub, ASSESSOR, report.case, KEEP)
    decide_case(world.hub, ASSESSOR, report.case, replace(REFER, explanation=WORDS))
    referral = next(iter(case_of(world, report.case).referrals))

    decided = fetch_package(world.hub, NORTH_OFFICER, report.case, referral).decided

    assert decided
    assert (decided.decision, decided.code, decided.explanation) == ("refer", "N1", WORDS)


def test_a_package_tells_the_words_of_its_own_decision_and_not_of_an_earlier_referral() -> None:
    world = a_world()
    report, referral = referred(world)
    return_referral(world.hub, NORTH_OFFICER, report.case, referral, SentBack(reason="wrong-place"))
    decide_case(world.hub, ASSESSOR, report.case, replace(REFER, recipient="south-council"))
    later = list(case_of(world, report.case).referrals)[-1]

    decided = fetch_package(world.hub, SOUTH_OFFICER, report.case, later).decided

    assert decided
    assert decided.explanation == ""


def test_a_package_holds_what_the_reporter_added_later() -> None:
    world = a_world()
    report, referral = referred(world)
    add_to_case(world.hub, report.reference, report.code, "They moved out on Friday.")

    package = fetch_package(world.hub, NORTH_OFFICER, report.case, referral)

    assert [text for _, text in package.additions] == ["They moved out on Friday."]


def test_a_package_tells_what_happened_but_not_who_read_it() -> None:
    world = a_world()
    report, referral = referred(world)

    package = fetch_package(world.hub, NORTH_OFFICER, report.case, referral)

    assert [entry.kind for entry in package.history] == [
        "case.received",
        "case.sorted",
        "case.referred",
        "referral.sent",
        "referral.delivered",
    ]


def test_a_package_explains_what_sorting_suggests() -> None:
    world = a_world()
    report, referral = referred(world)

    suggestion = fetch_package(world.hub, NORTH_OFFICER, report.case, referral).suggestion

    assert suggestion.code
    assert suggestion.code.because.en == "It is music."
    assert [why.en for _, why in suggestion.scores[0].reasons] == ["It is at night."]


def test_another_body_gets_no_package_and_leaves_no_trace() -> None:
    world = a_world()
    report, referral = referred(world)
    before = kinds(world, report.case)

    with pytest.raises(NotFound):
        fetch_package(world.hub, SOUTH_OFFICER, report.case, referral)

    assert kinds(world, report.case) == before


def test_a_body_gets_no_package_of_an_earlier_recipient_s_referral() -> None:
    world = a_world()
    report, referral = referred(world)
    return_referral(world.hub, NORTH_OFFICER, report.case, referral, SentBack(reason="wrong-place"))
    decide_case(world.hub, ASSESSOR, report.case, replace(REFER, recipient="south-council"))

    with pytest.raises(NoSuchReferral):
        fetch_package(world.hub, SOUTH_OFFICER, report.case, referral)


def test_the_hub_s_own_staff_cannot_fetch_for_a_recipient() -> None:
    world = a_world()
    report, referral = referred(world)

    with pytest.raises(NotPermitted):
        fetch_package(world.hub, ASSESSOR, report.case, referral)


def test_an_erased_case_has_no_package() -> None:
    world = a_world()
    report, referral = referred(world)
    erase_case(world.hub, DPO, report.case, basis="court-order")

    with pytest.raises(CaseErased):
        fetch_package(world.hub, NORTH_OFFICER, report.case, referral)
