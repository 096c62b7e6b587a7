"""Keeping the register by hand: parties first, each thing once, by the rules."""

from datetime import date
from decimal import Decimal

import pytest

from fielding.access.errors import NotPermitted
from fielding.access.roles import Actor, Role
from fielding.app.books.registering.keeping import (
    Looked,
    NewOrganisation,
    NewTerms,
    add_contract,
    add_organisation,
    add_subcontract,
    agree,
    approve_subcontract,
    end_contract,
    note_owner,
    refuse_subcontract,
    rename_organisation,
    stop_subcontract,
)
from fielding.app.books.registering.opening import open_contracts
from fielding.oversight.register.chains import Place
from fielding.oversight.register.errors import (
    AlreadyDecided,
    AlreadyEnded,
    AlreadyRegistered,
    NotDefined,
    NotRegistered,
    OverlappingSubcontracts,
)
from fielding.oversight.register.owning import Share
from fielding.oversight.register.register import Register, fold_register
from fielding.oversight.register.registering import Deal
from fielding.testing.bookkeeping import bookkeeper_of
from fielding.testing.histories import SERVICES
from fielding.testing.hub import OVERSEER, World, a_world

MANAGER = Actor(name="manager-1", role=Role.CONTRACT_MANAGER, firm="authority")
APRIL, JUNE = date(2026, 4, 1), date(2026, 6, 1)
DEAL = Deal(buyer="authority", suppliers=("prime",), begins=APRIL)
PLACE = Place(link="", sub="sub-one", under="prime", begins=APRIL, share_cap=Decimal(30))
LOOKED = Looked(at=("accounts", "ownership"), note="Two years of accounts")


@pytest.fixture
def world() -> World:
    made = a_world()
    for slug in ("authority", "prime", "sub-one"):
        add_organisation(
            made.hub, MANAGER, NewOrganisation(slug=slug, kind="firm", name=slug.title())
        )
    add_contract(made.hub, MANAGER, "c-1", DEAL, "Call handling")
    return made


def register_of(world: World) -> Register:
    return bookkeeper_of(world).figures().folded(fold_register)


def linked(world: World) -> str:
    """Put the subcontractor into the chain and give the link's id."""
    return str(add_subcontract(world.hub, MANAGER, "c-1", PLACE).entry.facts["link"])


def test_a_contract_names_registered_parties_only(world: World) -> None:
    with pytest.raises(NotRegistered):
        add_contract(world.hub, MANAGER, "c-2", Deal(buyer="x1", suppliers=(), begins=APRIL), "")


def test_a_short_name_is_taken_once(world: World) -> None:
    with pytest.raises(AlreadyRegistered):
        add_contract(world.hub, MANAGER, "c-1", DEAL, "Again")
    with pytest.raises(AlreadyRegistered):
        add_organisation(world.hub, MANAGER, NewOrganisation(slug="prime", kind="firm", name="P"))


def test_an_approval_says_on_the_firm_what_was_looked_at(world: World) -> None:
    link = linked(world)

    approve_subcontract(world.hub, MANAGER, "c-1", link, LOOKED)

    register = register_of(world)
    assert register.contracts["c-1"].links[0].approved_by == "manager-1"
    (diligence,) = register.organisations["sub-one"].diligence
    assert (diligence.contract, diligence.looked_at) == ("c-1", ("accounts", "ownership"))
    with pytest.raises(AlreadyDecided):
        refuse_subcontract(world.hub, MANAGER, "c-1", link, LOOKED)


def test_a_refused_decision_leaves_nothing_on_the_firm(world: World) -> None:
    link = linked(world)
    refuse_subcontract(world.hub, MANAGER, "c-1", link, LOOKED)
    before = len(world.store.contents.entries)

    with pytest.raises(AlreadyDecided):
        approve_subcontract(world.hub, MANAGER, "c-1", link, LOOKED)

    assert len(world.store.contents.entries) == before


def test_overlapping_subcontracts_are_refused_until_the_first_has_ended(world: World) -> None:
    link = linked(world)
    with pytest.raises(OverlappingSubcontracts):
        linked(world)

    stop_subcontract(world.hub, MANAGER, "c-1", link, APRIL)

    assert linked(world) != link


def test_a_firm_that_is_not_registered_gets_no_place(world: World) -> None:
    place = Place(link="", sub="stranger", under="prime", begins=APRIL)

    with pytest.raises(NotRegistered):
        add_subcontract(world.hub, MANAGER, "c-1", place)


FIRST_LOOK = {"measure": "first look in time", "target": "95", "floor": "90"}
PRICED = {"unit": "Report-Referred", "amount": "12.50"}


def of_the_service(*named: str) -> World:
    """Make a hub that offers Fielding's own service, and a contract for a service so named."""
    made = a_world(*SERVICES.values())
    add_organisation(
        made.hub, MANAGER, NewOrganisation(slug="authority", kind="firm", name="Authority")
    )
    for slug in named:
        deal = Deal(buyer="authority", suppliers=("authority",), begins=APRIL, service=slug)
        add_contract(made.hub, MANAGER, slug, deal, "Call handling")
    return made


def agreeing(content: dict[str, object]) -> NewTerms:
    return NewTerms(effective=APRIL, agreed=APRIL, content=content)


def test_terms_are_kept_with_the_contract() -> None:
    world = of_the_service("fraud")

    agree(world.hub, MANAGER, "fraud", agreeing({"targets": [FIRST_LOOK], "prices": [PRICED]}))

    (found,) = register_of(world).contracts["fraud"].terms
    assert found.targets["first look in time"].target == 95
    assert found.prices["Report-Referred"].amount == Decimal("12.50")


@pytest.mark.parametrize(
    ("part", "item"),
    [
        ("targets", {**FIRST_LOOK, "measure": "first-look"}),
        ("credits", {"measure": "first-look", "percent": "2"}),
        ("prices", {"unit": "first-look", "amount": "2"}),
    ],
)
def test_terms_that_name_what_the_service_does_not_define_are_refused(
    part: str, item: dict[str, object]
) -> None:
    world = of_the_service("fraud")

    with pytest.raises(NotDefined) as refused:
        agree(world.hub, MANAGER, "fraud", agreeing({"targets": [FIRST_LOOK], part: [item]}))

    assert refused.value.facts["unknown"] == "first-look"
    assert "first look in time" in str(refused.value.facts["measures"])
    assert "report referred" in str(refused.value.facts["units"])
    assert not register_of(world).contracts["fraud"].terms


def test_terms_of_a_service_that_is_not_known_here_are_taken_as_they_are() -> None:
    world = of_the_service("elsewhere")
    target = {**FIRST_LOOK, "measure": "first-look"}

    agree(world.hub, MANAGER, "elsewhere", agreeing({"targets": [target]}))

    assert register_of(world).contracts["elsewhere"].terms[0].targets.keys() == {"first-look"}


def test_a_contract_ends_before_its_time_once(world: World) -> None:
    end_contract(world.hub, MANAGER, "c-1", JUNE, "mutual")

    with pytest.raises(AlreadyEnded):
        end_contract(world.hub, MANAGER, "c-1", JUNE, "mutual")


def test_an_owner_is_registered_or_a_sealed_person(world: World) -> None:
    half = Share(owner="authority", least=Decimal(50), most=Decimal(50))
    person = Share(owner=None, least=Decimal(50), most=Decimal(50))

    note_owner(world.hub, MANAGER, "prime", half, "")
    note_owner(world.hub, MANAGER, "prime", person, "Jane Smith")

    owners = register_of(world).organisations["prime"].owners
    assert [holding.owner for holding in owners] == ["authority", None]
    assert b"Jane" not in b"".join(kept.content for kept in world.store.contents.entries)
    stranger = Share(owner="stranger", least=Decimal(1), most=Decimal(1))
    with pytest.raises(NotRegistered):
        note_owner(world.hub, MANAGER, "prime", stranger, "")


def test_the_name_of_today_is_shown_and_who_keeps_no_register_writes_none(world: World) -> None:
    rename_organisation(world.hub, MANAGER, "prime", "Prime Two")

    register = register_of(world)
    opened = open_contracts(world.hub, OVERSEER, register, ["c-1", "unknown"])

    assert opened.names["prime"] == "Prime Two"
    assert opened.titles == {"c-1": "Call handling"}
    with pytest.raises(NotPermitted):
        rename_organisation(world.hub, OVERSEER, "prime", "Mine")
