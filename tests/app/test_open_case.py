"""Opening: the read is on the record before a word is seen."""

import pytest

from fielding.access.errors import NotFound, NotPermitted
from fielding.access.roles import Actor
from fielding.app.decide_case import decide_case
from fielding.app.erase_case import BASES, erase_case
from fielding.app.open_case import open_case
from fielding.app.receive_case import receive_case
from fielding.cases.errors import CaseErased, Incomplete
from fielding.testing.forms import ANSWERS, REFER, a_report
from fielding.testing.hub import (
    ADMINISTRATOR,
    ASSESSOR,
    DPO,
    HANDLER,
    NORTH_OFFICER,
    OVERSEER,
    REPORTER,
    SUPERVISOR,
    World,
    a_world,
)


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def case(world: World) -> str:
    return receive_case(world.hub, REPORTER, a_report()).case


def kinds(world: World, case: str) -> list[str]:
    return [kept.entry.kind for kept in world.store.contents.histories[case]]


def test_whoever_opens_a_case_is_on_its_record(world: World, case: str) -> None:
    opened = open_case(world.hub, ASSESSOR, case, purpose="assess")

    last = world.store.contents.histories[case][-1].entry
    assert (last.kind, last.actor, last.firm) == ("case.opened", ASSESSOR.name, ASSESSOR.firm)
    assert last.facts == {"purpose": "assess", "role": "assessor"}
    assert opened.answers() == ANSWERS


def test_a_read_that_is_refused_leaves_no_trace_and_shows_nothing(world: World, case: str) -> None:
    before = kinds(world, case)

    with pytest.raises(Incomplete):
        open_case(world.hub, ASSESSOR, case, purpose="curiosity")

    assert kinds(world, case) == before


def test_an_officers_first_opening_is_delivery(world: World, case: str) -> None:
    decide_case(world.hub, ASSESSOR, case, REFER)

    for _ in range(2):
        open_case(world.hub, NORTH_OFFICER, case, purpose="investigate")

    assert kinds(world, case).count("referral.delivered") == 1
    assert kinds(world, case).count("case.opened") == 2


@pytest.mark.parametrize("actor", [ADMINISTRATOR, OVERSEER, REPORTER], ids=lambda a: a.name)
def test_whoever_may_not_open_cases_is_told_so(world: World, case: str, actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        open_case(world.hub, actor, case, purpose="assess")


@pytest.mark.parametrize("name", ["", "none", "' OR 1=1", "00000000-0000-0000-0000-000000000000"])
def test_a_case_that_there_is_not_is_not_found(world: World, name: str) -> None:
    with pytest.raises(NotFound):
        open_case(world.hub, ASSESSOR, name, purpose="assess")


@pytest.mark.parametrize("basis", sorted(BASES))
def test_an_erased_case_is_opened_no_more(world: World, case: str, basis: str) -> None:
    erase_case(world.hub, DPO, case, basis=basis)

    with pytest.raises(CaseErased):
        open_case(world.hub, DPO, case, purpose="protect-data")
    with pytest.raises(CaseErased):
        erase_case(world.hub, DPO, case, basis=basis)
    assert world.store.contents.histories[case][-1].entry.facts == {"basis": basis}


def test_an_erasure_needs_a_listed_basis(world: World, case: str) -> None:
    with pytest.raises(Incomplete):
        erase_case(world.hub, DPO, case, basis="she asked nicely")

    assert case in world.store.contents.keys


@pytest.mark.parametrize("actor", [ASSESSOR, SUPERVISOR, HANDLER], ids=lambda a: a.name)
def test_only_data_protection_erases(world: World, case: str, actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        erase_case(world.hub, actor, case, basis="court-order")

    assert case in world.store.contents.keys
