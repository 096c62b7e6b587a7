"""Measures over a hub in memory: agreed, counted, claimed, closed, and counted again."""

from dataclasses import replace
from datetime import date

import pytest

from fielding.access.errors import NotPermitted
from fielding.access.permissions import Action
from fielding.access.roles import Actor, Role
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.performance.close_period import check_close, close_period
from fielding.app.books.performance.post_claim import list_claimable, post_claim
from fielding.app.books.performance.read_funnel import read_funnel
from fielding.app.books.performance.read_measures import (
    list_contracts,
    read_contract,
)
from fielding.app.books.registering.keeping import NewTerms, agree
from fielding.app.books.writing import write_in_folio
from fielding.app.decide_case import decide_case
from fielding.app.read_figures import Bookkeeper
from fielding.app.receive_case import receive_case
from fielding.cases.step import Step
from fielding.definitions.service import Form, Measure, Service, Text
from fielding.ledger.entry import Kept
from fielding.oversight.performance.agreed import Agreed
from fielding.oversight.performance.counted import Which
from fielding.oversight.performance.errors import (
    PeriodClosed,
    PeriodNotOver,
    SameClaim,
    UnknownContract,
    UnknownGroup,
    UnknownPeriod,
)
from fielding.oversight.performance.funnels import Funnel, Grouped
from fielding.oversight.register.agreeing import agree_terms
from fielding.oversight.register.registering import Deal, register_contract
from fielding.oversight.shares import Share
from fielding.testing.bookkeeping import bookkeeper_of
from fielding.testing.forms import DISMISS, a_report
from fielding.testing.hub import ASSESSOR, COLLEAGUE, OVERSEER, REPORTER, World, a_world
from fielding.testing.services import sample_service

MANAGER = Actor(name="manager-1", role=Role.CONTRACT_MANAGER, firm="authority")
PRIME = Actor(name="prime-1", role=Role.SUPPLIER, firm="prime")
IN_TIME = "first look in time"
MONTH = "2026-03"
TERMS = NewTerms(
    effective=date(2026, 4, 1),
    agreed=date(2026, 3, 20),
    content={"targets": [{"measure": IN_TIME, "target": "95", "floor": "80"}]},
)


def a_service_with_a_measure() -> Service:
    measure = Measure(
        name=IN_TIME,
        title=Text(en="In time"),
        form=Form.SHARE,
        of="case.received",
        meeting="first look",
    )
    return replace(sample_service(), measures={IN_TIME: measure})


@pytest.fixture
def world() -> World:
    return a_world(a_service_with_a_measure())


@pytest.fixture
def keeper(world: World) -> Bookkeeper:
    """A hub with a contract agreed in February and a March of work."""
    world.clock.advance(days=-20)
    deal = Deal(buyer="authority", suppliers=("prime",), begins=date(2026, 2, 1), service="noise")
    content = {"targets": [{"measure": IN_TIME, "target": "90", "floor": "80"}]}
    for step in (
        register_contract(deal, {"title": "Noise"}),
        agree_terms(date(2026, 2, 1), date(2026, 2, 1), content),
    ):
        write(world, step)
    world.clock.advance(days=20)
    decide(world, 12, "on-time")
    return bookkeeper_of(world)


def write(world: World, step: Step) -> None:
    def act(folio: FolioPen) -> Kept:
        return folio.write(MANAGER, step)

    write_in_folio(world.hub, MANAGER, "contract/c-1", Action.KEEP_REGISTER, act)


def decide(world: World, many: int, name: str) -> None:
    for number in range(many):
        case = receive_case(world.hub, REPORTER, a_report(key=f"{name}-{number}")).case
        decide_case(world.hub, ASSESSOR if number % 3 else COLLEAGUE, case, DISMISS)


def late(world: World, many: int) -> None:
    """Receive reports that are decided on too late."""
    cases = [receive_case(world.hub, REPORTER, a_report(key=f"late-{n}")).case for n in range(many)]
    world.clock.advance(days=20)
    for case in cases:
        decide_case(world.hub, ASSESSOR, case, DISMISS)


def test_the_month_shows_what_was_agreed_counted_and_claimed(
    world: World, keeper: Bookkeeper
) -> None:
    late(world, 3)
    world.clock.advance(days=20)
    post_claim(keeper, MANAGER, "c-1", (MONTH, IN_TIME, "100"))

    found = read_contract(keeper, OVERSEER, "c-1", MONTH)

    (reading,) = found.readings
    assert isinstance(reading.value, Share)
    assert isinstance(reading.agreed, Agreed)
    assert (reading.value.met, reading.value.of, str(reading.gap)) == (12, 15, "20.00")
    assert [one.slug for one in list_contracts(keeper, OVERSEER)] == ["c-1"]
    assert [one.month for one in found.history[IN_TIME]] == ["2026-02", "2026-03"]


def test_a_closed_month_keeps_its_figure_is_restated_and_can_be_counted_again(
    world: World, keeper: Bookkeeper
) -> None:
    world.clock.advance(days=28)
    receive_case(world.hub, REPORTER, a_report(key="waiting"))
    world.clock.advance(days=2)
    close_period(keeper, MANAGER, "c-1", MONTH)
    world.clock.advance(days=20)

    found = read_contract(keeper, OVERSEER, "c-1", MONTH)
    closed, again = check_close(keeper, OVERSEER, "c-1", MONTH)

    # At the close it was not due; now it is overdue, and counts against.
    (restated,) = found.restated
    assert isinstance(restated.now, Share)
    assert (restated.closed.met, restated.closed.of, restated.now.of) == (12, 12, 13)
    assert found.closed == closed
    assert [(one.figure, one.is_equal) for one in again] == [(restated.closed, True)]


def test_a_month_is_closed_once_when_it_is_over_and_by_the_contract_manager(
    world: World, keeper: Bookkeeper
) -> None:
    with pytest.raises(PeriodNotOver):
        close_period(keeper, MANAGER, "c-1", MONTH)
    with pytest.raises(PeriodNotOver):
        close_period(keeper, MANAGER, "c-1", "nonsense")
    world.clock.advance(days=35)
    with pytest.raises(NotPermitted):
        close_period(keeper, OVERSEER, "c-1", MONTH)
    close_period(keeper, MANAGER, "c-1", MONTH)
    with pytest.raises(PeriodClosed):
        close_period(keeper, MANAGER, "c-1", MONTH)


def test_what_is_not_there_is_said_so(world: World, keeper: Bookkeeper) -> None:
    with pytest.raises(UnknownContract):
        read_contract(keeper, OVERSEER, "nobody")
    with pytest.raises(UnknownContract):
        post_claim(keeper, MANAGER, "nobody", (MONTH, IN_TIME, "1"))
    with pytest.raises(UnknownPeriod):
        check_close(keeper, OVERSEER, "c-1", MONTH)
    with pytest.raises(UnknownGroup):
        read_funnel(keeper, OVERSEER, "funnel", Grouped.FIRM, Which(synthetic=False))
    with pytest.raises(NotPermitted):
        read_contract(keeper, ASSESSOR, "c-1")


def test_a_claim_posted_twice_is_told_so_and_a_new_one_stands_beside_it(
    world: World, keeper: Bookkeeper
) -> None:
    world.clock.advance(days=35)
    post_claim(keeper, MANAGER, "c-1", (MONTH, IN_TIME, "99"))

    with pytest.raises(SameClaim):
        post_claim(keeper, MANAGER, "c-1", (MONTH, IN_TIME, "99.0"))
    post_claim(keeper, MANAGER, "c-1", (MONTH, IN_TIME, "97"))

    (reading,) = read_contract(keeper, OVERSEER, "c-1", MONTH).readings
    assert [str(claim.value) for claim in reading.claims] == ["99", "97"]


def test_a_supplier_posts_its_own_claim_and_the_record_says_who_did(
    world: World, keeper: Bookkeeper
) -> None:
    agree(world.hub, MANAGER, "c-1", TERMS)
    world.clock.advance(days=35)
    post_claim(keeper, PRIME, "c-1", (MONTH, IN_TIME, "99"))
    post_claim(keeper, MANAGER, "c-1", (MONTH, IN_TIME, "97"))

    (reading,) = read_contract(keeper, OVERSEER, "c-1", MONTH).readings

    told = [(str(claim.value), claim.by_supplier) for claim in reading.claims]
    assert told == [("99", True), ("97", False)]
    assert [one.contract.slug for one in list_claimable(keeper, PRIME)] == ["c-1"]


def test_a_supplier_posts_nothing_about_another_s_contract_or_where_nobody_asked(
    world: World, keeper: Bookkeeper
) -> None:
    told = (MONTH, IN_TIME, "99")
    world.clock.advance(days=35)
    with pytest.raises(UnknownContract):
        post_claim(keeper, PRIME, "c-1", told)
    agree(world.hub, MANAGER, "c-1", TERMS)
    with pytest.raises(UnknownContract):
        post_claim(keeper, replace(PRIME, firm="other"), "c-1", told)
    with pytest.raises(NotPermitted):
        post_claim(keeper, OVERSEER, "c-1", told)

    assert list_claimable(keeper, replace(PRIME, firm="other")) == []


def test_a_funnel_of_handlers_at_the_newest_checkpoint(keeper: Bookkeeper) -> None:
    figures, funnel = read_funnel(
        keeper, OVERSEER, "measure.noise.first-look-in-time", Grouped.HANDLER,
        Which(synthetic=False),
    )  # fmt: skip

    assert figures.books.standpoint.size > 0
    assert isinstance(funnel, Funnel)
    assert [(one.group, one.share.of) for one in funnel.groups] == [
        ("assessor-1", 8),
        ("assessor-2", 4),
    ]
