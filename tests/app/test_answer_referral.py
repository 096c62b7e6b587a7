"""Answering a referral: by its recipient, in words that may stand open."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fielding.access.errors import NotFound, NotPermitted
from fielding.app.answer_referral import accept_referral, record_outcome, return_referral
from fielding.app.decide_case import decide_case
from fielding.app.receive_case import receive_case
from fielding.cases.case import Case
from fielding.cases.errors import Incomplete
from fielding.cases.history import fold_case
from fielding.kernel.instants import local_day
from fielding.referral.answering import Outcome, SentBack
from fielding.testing.forms import REFER, a_report
from fielding.testing.hub import ASSESSOR, NORTH_OFFICER, REPORTER, SOUTH_OFFICER, World, a_world


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def case(world: World) -> str:
    made = receive_case(world.hub, REPORTER, a_report())
    decide_case(world.hub, ASSESSOR, made.case, REFER)
    return made.case


def now(world: World, case: str) -> Case:
    return fold_case(world.store.contents.histories[case])


def referral(world: World, case: str) -> str:
    return next(iter(now(world, case).referrals))


@pytest.mark.parametrize("recipient", ["South Council", "nobody", "Mrs Miller", ""])
def test_a_case_is_sent_only_to_a_body_of_the_register(world: World, recipient: str) -> None:
    made = receive_case(world.hub, REPORTER, a_report())

    with pytest.raises(Incomplete) as refused:
        decide_case(world.hub, ASSESSOR, made.case, replace(REFER, recipient=recipient))

    assert set(refused.value.faults) == {"recipient"}
    assert now(world, made.case).state == "received"


def test_a_better_recipient_is_a_body_of_the_register(world: World, case: str) -> None:
    back = SentBack(reason="wrong-place", better="the ones across the river")

    with pytest.raises(Incomplete) as refused:
        return_referral(world.hub, NORTH_OFFICER, case, referral(world, case), back)

    assert set(refused.value.faults) == {"better"}


def test_whoever_answers_a_referral_has_got_it(world: World, case: str) -> None:
    accept_referral(world.hub, NORTH_OFFICER, case, referral(world, case))

    (answered,) = now(world, case).referrals.values()
    assert answered.delivered_at is not None
    delivery = next(
        p for p in world.store.contents.standings[case].promises if p.clock == "delivery"
    )
    assert delivery.kept is True


def test_another_bodys_officer_does_not_even_find_the_case(world: World, case: str) -> None:
    with pytest.raises(NotFound):
        accept_referral(world.hub, SOUTH_OFFICER, case, referral(world, case))


def test_an_assessor_answers_no_referral(world: World, case: str) -> None:
    with pytest.raises(NotPermitted):
        accept_referral(world.hub, ASSESSOR, case, referral(world, case))


def test_no_outcome_is_of_a_day_to_come(world: World, case: str) -> None:
    accept_referral(world.hub, NORTH_OFFICER, case, referral(world, case))
    today = local_day(world.clock.moment)
    told = Outcome(code="quiet", on=today, referral=referral(world, case))

    with pytest.raises(Incomplete) as refused:
        record_outcome(world.hub, NORTH_OFFICER, case, replace(told, on=today + timedelta(days=1)))
    record_outcome(world.hub, NORTH_OFFICER, case, told)

    assert set(refused.value.faults) == {"on"}
    assert now(world, case).outcome == "quiet"
