"""A request that is sent twice counts once."""

from dataclasses import replace

import pytest

from fielding.app.answer_referral import accept_referral, return_referral
from fielding.app.decide_case import decide_case
from fielding.app.errors import InFlight, KeyReused
from fielding.app.once import Asked, once
from fielding.app.open_case import open_case
from fielding.app.ports import Hub, Remembered
from fielding.app.receive_case import receive_case
from fielding.referral.answering import SentBack
from fielding.referral.errors import ReferralMovedOn
from fielding.testing.forms import REFER, a_report
from fielding.testing.hub import ASSESSOR, DPO, NORTH_OFFICER, REPORTER, World, a_world

ACCEPT = Asked(key="k-1", what="accept")
RETURN = Asked(key="k-2", what="return")


def a_referral(world: World) -> tuple[str, str]:
    report = receive_case(world.hub, REPORTER, a_report())
    decide_case(world.hub, ASSESSOR, report.case, REFER)
    case = open_case(world.hub, DPO, report.case, purpose="protect-data").standing.case
    return report.case, next(iter(case.referrals))


def test_the_same_request_under_the_same_key_is_done_once() -> None:
    world = a_world()
    case, referral = a_referral(world)
    for _ in range(2):
        once(
            world.hub,
            NORTH_OFFICER,
            ACCEPT,
            lambda hub: accept_referral(hub, NORTH_OFFICER, case, referral),
        )

    kinds = [kept.entry.kind for kept in world.store.contents.histories[case]]

    assert kinds.count("referral.accepted") == 1


def test_a_repeat_is_answered_even_when_the_case_is_no_longer_theirs_to_see() -> None:
    world = a_world()
    case, referral = a_referral(world)

    def send_back(hub: Hub) -> None:
        return_referral(hub, NORTH_OFFICER, case, referral, SentBack(reason="wrong-place"))

    once(world.hub, NORTH_OFFICER, RETURN, send_back)
    once(world.hub, NORTH_OFFICER, RETURN, send_back)

    kinds = [kept.entry.kind for kept in world.store.contents.histories[case]]
    assert kinds.count("referral.returned") == 1


def test_another_request_under_the_same_key_is_refused() -> None:
    world = a_world()
    case, referral = a_referral(world)
    once(
        world.hub,
        NORTH_OFFICER,
        ACCEPT,
        lambda hub: accept_referral(hub, NORTH_OFFICER, case, referral),
    )

    with pytest.raises(KeyReused):
        once(world.hub, NORTH_OFFICER, replace(ACCEPT, what="return"), lambda _: None)


def test_what_the_rules_refuse_leaves_the_key_unused() -> None:
    world = a_world()
    case, referral = a_referral(world)
    accept_referral(world.hub, NORTH_OFFICER, case, referral)

    with pytest.raises(ReferralMovedOn):
        once(
            world.hub,
            NORTH_OFFICER,
            ACCEPT,
            lambda hub: accept_referral(hub, NORTH_OFFICER, case, referral),
        )

    assert not [key for key in world.store.contents.remembered if key.endswith(ACCEPT.key)]


def test_of_two_at_once_the_second_is_told_so_and_does_nothing() -> None:
    world = a_world()
    case, referral = a_referral(world)
    before = world.store.contents.histories[case]

    def overtaken_by_the_same(hub: Hub) -> None:
        with world.store.transaction(NORTH_OFFICER) as tx:
            tx.remember(f"{NORTH_OFFICER.name}\n{ACCEPT.key}", Remembered(digest=b"", answer=""))
        accept_referral(hub, NORTH_OFFICER, case, referral)

    with pytest.raises(InFlight):
        once(world.hub, NORTH_OFFICER, ACCEPT, overtaken_by_the_same)

    assert world.store.contents.histories[case] == before
