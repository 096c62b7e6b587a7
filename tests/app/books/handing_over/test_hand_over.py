"""A handover through the use cases: listed, delivered, received, signed for; or told what lacks."""

import json
from collections.abc import Iterable

import pytest

from fielding.access.errors import NotPermitted
from fielding.access.permissions import Action
from fielding.access.roles import Actor, Role
from fielding.app.books.handing_over.hand_over import (
    begin_handover,
    handover_of,
    post_cases,
    sign_handover,
)
from fielding.app.books.handing_over.read_handovers import (
    read_handover,
    read_handovers,
    write_list,
)
from fielding.app.books.writing import write_in_folio
from fielding.app.decide_case import decide_case
from fielding.app.erase_case import erase_case
from fielding.app.handle_case import hold_case
from fielding.app.ports import Hub
from fielding.app.read_figures import Bookkeeper
from fielding.app.receive_case import receive_case
from fielding.cases.step import Step
from fielding.oversight.handovers.closures import Closures
from fielding.oversight.handovers.comparing import ALTERED, MISSING, STALE, Difference
from fielding.oversight.handovers.errors import (
    HandoverRefused,
    NoSuchHandover,
    NotAHandoverFile,
    NotYetEqual,
    NotYourPart,
    SignedAlready,
)
from fielding.oversight.handovers.handover import PACKAGE, RECEIPT, fold_handovers
from fielding.oversight.shares import CannotCompute
from fielding.testing.bookkeeping import bookkeeper_of
from fielding.testing.forms import DISMISS, a_report
from fielding.testing.hub import ASSESSOR, DPO, HANDLER, OTHER_FIRM, OVERSEER, a_world

MANAGER = Actor(name="manager-1", role=Role.CONTRACT_MANAGER, firm="authority")
PRIME = Actor(name="prime-1", role=Role.SUPPLIER, firm="prime")
NEXT = Actor(name="next-1", role=Role.SUPPLIER, firm="next")
STRANGER = Actor(name="sub-1", role=Role.SUPPLIER, firm="sub")


def register(hub: Hub, subject: str, kind: str, /, **facts: object) -> None:
    step = Step(kind=kind, facts=facts)
    write_in_folio(
        hub, MANAGER, subject, Action.KEEP_REGISTER, lambda folio: folio.write(MANAGER, step)
    )


def _register_all(hub: Hub) -> None:
    for slug in ("authority", "prime", "next"):
        register(hub, f"organisation/{slug}", "organisation.registered", kind="firm")
    register(
        hub, "contract/c-1", "contract.registered", buyer="authority", supplier="prime",
        begins="2020-01-01",
    )  # fmt: skip


@pytest.fixture
def keeper() -> Bookkeeper:
    """Six open cases of the contract, one dismissed, one erased, one of another contract."""
    world = a_world()
    hub = world.hub
    _register_all(hub)
    cases = [receive_case(hub, HANDLER, a_report(key=f"r-{n}")).case for n in range(9)]
    hold_case(hub, ASSESSOR, cases[0], reason="waiting-for-advice", note="Asked the caretaker.")
    decide_case(hub, ASSESSOR, cases[6], DISMISS)
    erase_case(hub, DPO, cases[7], basis="retention-ended")
    hold_case(hub, OTHER_FIRM, cases[8], reason="waiting-for-advice", note="Asked the caretaker.")
    return bookkeeper_of(world)


def begun(keeper: Bookkeeper) -> str:
    return begin_handover(keeper, MANAGER, ("c-1", "next"), "page").entry.subject.partition("/")[2]


def the_list(keeper: Bookkeeper, name: str) -> list[bytes]:
    return list(write_list(keeper, MANAGER, name))


def changed(line: bytes, **parts: object) -> bytes:
    return json.dumps({**json.loads(line), **parts}).encode()


def both_posted(keeper: Bookkeeper, name: str, lines: Iterable[bytes]) -> None:
    told = list(lines)
    post_cases(keeper, PRIME, name, PACKAGE, told)
    post_cases(keeper, NEXT, name, RECEIPT, told[::-1])


def test_open_cases_last_handled_under_the_contract_are_listed(keeper: Bookkeeper) -> None:
    name = begun(keeper)

    lines = the_list(keeper, name)

    assert len(lines) == handover_of(keeper.hub, MANAGER, name).cases == 6
    assert [json.loads(line)["case"] for line in lines] == sorted(
        json.loads(line)["case"] for line in lines
    )


def test_the_list_stays_what_it_was_at_the_cutoff(keeper: Bookkeeper) -> None:
    name = begun(keeper)
    before = the_list(keeper, name)

    decide_case(keeper.hub, ASSESSOR, json.loads(before[3])["case"], DISMISS)
    erase_case(keeper.hub, DPO, json.loads(before[4])["case"], basis="retention-ended")

    assert the_list(keeper, name) == before


def test_equal_roots_are_signed_for_by_three_parties(keeper: Bookkeeper) -> None:
    name = begun(keeper)
    both_posted(keeper, name, the_list(keeper, name))

    for actor in (PRIME, NEXT, MANAGER):
        assert not handover_of(keeper.hub, MANAGER, name).complete
        sign_handover(keeper.hub, actor, name)

    assert handover_of(keeper.hub, MANAGER, name).complete


def test_what_lacks_differs_or_is_old_is_named(keeper: Bookkeeper) -> None:
    name = begun(keeper)
    lines = the_list(keeper, name)
    with keeper.hub.store.transaction(ASSESSOR) as tx:
        first = tx.history(json.loads(lines[0])["case"])[0].leaf.hex()
    stale = changed(lines[0], last=first, documents=[])

    found, _ = post_cases(
        keeper, PRIME, name, PACKAGE, [stale, changed(lines[1], state="dismissed"), *lines[3:]]
    )

    case = [json.loads(line)["case"] for line in lines]
    assert found.differences == (
        Difference(kind=MISSING, case=case[2]),
        Difference(kind=ALTERED, case=case[1], parts=("state",)),
        Difference(kind=STALE, case=case[0], parts=("last", "documents")),
    )
    told = read_handover(keeper, NEXT, name)
    assert told.differences[PACKAGE] == found.differences
    assert told.handover.posted[PACKAGE].counts["missing"] == 1


def test_nobody_signs_before_the_roots_are_equal(keeper: Bookkeeper) -> None:
    name = begun(keeper)
    both_posted(keeper, name, the_list(keeper, name)[1:])

    with pytest.raises(NotYetEqual):
        sign_handover(keeper.hub, PRIME, name)


def test_the_same_file_posted_again_is_recorded_once(keeper: Bookkeeper) -> None:
    name = begun(keeper)
    lines = the_list(keeper, name)
    post_cases(keeper, PRIME, name, PACKAGE, lines)

    _, again = post_cases(keeper, PRIME, name, PACKAGE, lines)

    assert again is None


def test_a_corrected_file_takes_the_place_of_the_first_until_somebody_signs(
    keeper: Bookkeeper,
) -> None:
    name = begun(keeper)
    lines = the_list(keeper, name)
    both_posted(keeper, name, lines[1:])
    both_posted(keeper, name, lines)
    sign_handover(keeper.hub, NEXT, name)

    with pytest.raises(SignedAlready):
        post_cases(keeper, PRIME, name, PACKAGE, lines[1:])


def test_each_party_posts_its_own_file_and_signs_once(keeper: Bookkeeper) -> None:
    name = begun(keeper)
    lines = the_list(keeper, name)
    with pytest.raises(NotYourPart):
        post_cases(keeper, NEXT, name, PACKAGE, lines)
    both_posted(keeper, name, lines)
    sign_handover(keeper.hub, PRIME, name)

    with pytest.raises(SignedAlready):
        sign_handover(keeper.hub, PRIME, name)


def test_another_firm_does_not_see_the_handover(keeper: Bookkeeper) -> None:
    name = begun(keeper)

    assert [one.id for one in read_handovers(keeper, PRIME)] == [name]
    assert read_handovers(keeper, STRANGER) == []
    with pytest.raises(NoSuchHandover):
        read_handover(keeper, STRANGER, name)
    with pytest.raises(NoSuchHandover):
        post_cases(keeper, STRANGER, name, PACKAGE, [])


def test_the_hub_s_own_list_is_for_the_authority(keeper: Bookkeeper) -> None:
    name = begun(keeper)

    with pytest.raises(NotPermitted):
        write_list(keeper, PRIME, name)


def test_a_file_with_a_broken_line_records_nothing(keeper: Bookkeeper) -> None:
    name = begun(keeper)

    with pytest.raises(NotAHandoverFile):
        post_cases(keeper, PRIME, name, PACKAGE, [*the_list(keeper, name), b"{"])

    assert handover_of(keeper.hub, MANAGER, name).posted == {}


@pytest.mark.parametrize(
    ("contract", "successor"), [("c-9", "next"), ("c-1", "prime"), ("c-1", "unheard-of")]
)
def test_a_handover_needs_a_contract_and_another_successor(
    keeper: Bookkeeper, contract: str, successor: str
) -> None:
    with pytest.raises(HandoverRefused):
        begin_handover(keeper, MANAGER, (contract, successor), "page")


def test_a_handover_begins_once_however_often_its_page_is_sent(keeper: Bookkeeper) -> None:
    told = ("c-1", "next")

    first, again, later = (begin_handover(keeper, MANAGER, told, page) for page in "aab")

    assert again == first
    assert later.entry.subject != first.entry.subject
    assert len(keeper.figures().folded(fold_handovers)) == 2


@pytest.mark.parametrize("actor", [PRIME, OVERSEER, ASSESSOR])
def test_only_the_contract_manager_begins(keeper: Bookkeeper, actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        begin_handover(keeper, actor, ("c-1", "next"), "page")


def test_closures_under_the_contract_are_held_against_those_before() -> None:
    world = a_world()
    hub = world.hub
    cases = [receive_case(hub, HANDLER, a_report(key=f"r-{n}")).case for n in range(6)]
    for case in cases[:3]:
        decide_case(hub, ASSESSOR, case, DISMISS)
    world.clock.advance(days=60)
    decide_case(hub, OTHER_FIRM, cases[3], DISMISS)
    for case in cases[4:]:
        decide_case(hub, ASSESSOR, case, DISMISS)
    world.clock.advance(days=5)
    keeper = bookkeeper_of(world)
    _register_all(hub)

    name = begun(keeper)

    found = read_handover(keeper, OVERSEER, name).closures
    assert isinstance(found, Closures)
    assert (len(found.last), found.before) == (2, 3)
    kinds = {kept.entry.kind for kept in keeper.entries.at(found.last)}
    assert kinds == {"case.dismissed"}


def test_closures_are_for_the_authority_and_need_a_past(keeper: Bookkeeper) -> None:
    name = begun(keeper)

    assert read_handover(keeper, OVERSEER, name).closures == CannotCompute(because="no-past")
    assert read_handover(keeper, PRIME, name).closures is None
