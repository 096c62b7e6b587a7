"""What a store promises of folios, on the memory and on PostgreSQL alike."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest

from fielding.access.errors import NotFound, NotPermitted
from fielding.access.permissions import Action
from fielding.access.roles import Actor, Role
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.texts import read_texts
from fielding.app.books.writing import write_in_folio, write_in_folios
from fielding.app.errors import Overtaken
from fielding.app.ports import Hub
from fielding.app.receive_case import receive_case
from fielding.cases.step import Step
from fielding.ledger.entry import Kept
from fielding.oversight.errors import UnknownKind
from fielding.testing.forms import a_report
from fielding.testing.hub import ASSESSOR, NORTH_OFFICER, OVERSEER, REPORTER

MANAGER = Actor(name="manager-1", role=Role.CONTRACT_MANAGER, firm="authority")
READER = Actor(name="reader-1", role=Role.SECOND_READER, firm="authority")
OTHER_READER = Actor(name="reader-2", role=Role.SECOND_READER, firm="prime")
FIRM = "organisation/harrier"
REGISTERED = Step(
    kind="organisation.registered", facts={"kind": "firm"}, sealed={"name": "Harrier Response"}
)


def registered(hub: Hub, subject: str = FIRM, bodies: Sequence[str] = ()) -> Kept:
    step = replace(REGISTERED, facts={**REGISTERED.facts, "for": [*bodies]})
    return write_in_folio(
        hub, MANAGER, subject, Action.KEEP_REGISTER, lambda folio: folio.write(MANAGER, step)
    )


def history(hub: Hub, actor: Actor, subject: str = FIRM) -> tuple[Kept, ...]:
    with hub.store.transaction(actor) as tx:
        return tx.folio(subject)


def test_a_folio_comes_back_as_a_chain_of_what_was_written(either_hub: Hub) -> None:
    first = registered(either_hub)
    renamed = Step(kind="organisation.renamed", sealed={"name": "Harrier"})

    second = write_in_folio(
        either_hub, MANAGER, FIRM, Action.KEEP_REGISTER, lambda folio: folio.write(MANAGER, renamed)
    )

    kept = history(either_hub, MANAGER)
    assert [one.content for one in kept] == [first.content, second.content]
    assert second.entry.previous == first.leaf.hex()
    assert first.entry.service == "books"


def test_texts_open_for_who_may_see_the_books_and_for_nobody_else(either_hub: Hub) -> None:
    kept = registered(either_hub)

    opened = {who: read_texts(either_hub, who, [FIRM]) for who in (MANAGER, OVERSEER, ASSESSOR)}

    assert opened[MANAGER] == opened[OVERSEER] == {kept.entry.id: {"name": "Harrier Response"}}
    assert opened[ASSESSOR] == {}


@pytest.mark.parametrize("who", [ASSESSOR, NORTH_OFFICER, REPORTER, READER])
def test_who_has_no_business_with_the_books_sees_no_folio(either_hub: Hub, who: Actor) -> None:
    registered(either_hub)

    assert history(either_hub, who) == ()


def test_a_supplier_sees_what_names_its_firm_and_nothing_else(either_hub: Hub) -> None:
    supplier = Actor(name="supplier-1", role=Role.SUPPLIER, firm="harrier")
    other = Actor(name="supplier-2", role=Role.SUPPLIER, firm="kestrel")
    registered(either_hub, bodies=["harrier"])
    registered(either_hub, "organisation/secret")

    seen = [
        len(history(either_hub, who, subject))
        for who in (supplier, other)
        for subject in (FIRM, "organisation/secret")
    ]

    assert seen == [1, 0, 0, 0]


def test_nobody_but_the_hub_itself_opens_the_seed_of_a_draw(either_hub: Hub) -> None:
    draw = f"draw/{UUID(int=1)}"
    step = Step(kind="draw.committed", sealed={"seed": "00" * 32})
    write_in_folio(
        either_hub, OVERSEER, draw, Action.DRAW, lambda folio: folio.write(OVERSEER, step)
    )

    opened = [
        len(read_texts(either_hub, Actor(name="somebody", role=role), [draw])) for role in Role
    ]

    assert dict(zip(Role, opened, strict=True)) == dict.fromkeys(Role, 0) | {Role.SYSTEM: 1}


def test_an_adjudicator_sees_readings_and_no_draw_nor_finding(either_hub: Hub) -> None:
    adjudicator = Actor(name="adjudicator-1", role=Role.ADJUDICATOR, firm="oversight")
    nouns = ("draw", "finding", "contract", "reading")
    for noun in nouns:
        registered(either_hub, f"{noun}/one", bodies=["oversight"])

    seen = {noun: len(history(either_hub, adjudicator, f"{noun}/one")) for noun in nouns}

    assert seen == {"draw": 0, "finding": 0, "contract": 0, "reading": 1}


def test_an_adjudicator_opens_no_reason_of_the_first_reader(either_hub: Hub) -> None:
    adjudicator = Actor(name="adjudicator-1", role=Role.ADJUDICATOR, firm="oversight")
    step = Step(kind="reading.answered", facts={"code": "act"}, sealed={"reason": "The hours."})
    write_in_folio(
        either_hub, OVERSEER, "reading/one", Action.DRAW, lambda folio: folio.write(OVERSEER, step)
    )

    opened = [
        len(read_texts(either_hub, who, ["reading/one"])) for who in (adjudicator, OVERSEER)
    ]

    assert opened == [0, 1]


def test_who_acts_for_one_organisation_sees_the_folios_of_their_own_work(either_hub: Hub) -> None:
    registered(either_hub, "reading/one", bodies=["prime"])
    registered(either_hub, "finding/one", bodies=["prime"])
    supplier = Actor(name="supplier-1", role=Role.SUPPLIER, firm="prime")

    seen = {
        who.role: [len(history(either_hub, who, one)) for one in ("reading/one", "finding/one")]
        for who in (OTHER_READER, supplier)
    }

    assert seen == {Role.SECOND_READER: [1, 0], Role.SUPPLIER: [0, 1]}


def test_who_may_not_is_refused_before_anything_is_written(either_hub: Hub) -> None:
    with pytest.raises(NotPermitted):
        write_in_folio(
            either_hub, OVERSEER, FIRM, Action.KEEP_REGISTER, lambda folio: folio.history
        )


def test_a_kind_without_a_rule_is_refused(either_hub: Hub) -> None:
    step = Step(kind="rumour.heard")

    with pytest.raises(UnknownKind):
        write_in_folio(
            either_hub,
            MANAGER,
            FIRM,
            Action.KEEP_REGISTER,
            lambda folio: folio.write(MANAGER, step),
        )

    assert history(either_hub, MANAGER) == ()


@pytest.mark.parametrize("name", ["organisation/", "organisation/Ä", "no-noun", "a/b/c", "a/B"])
def test_what_can_be_no_folio_is_not_found(either_hub: Hub, name: str) -> None:
    with pytest.raises(NotFound):
        registered(either_hub, name)


def test_of_two_that_write_at_once_the_second_is_overtaken(either_hub: Hub) -> None:
    registered(either_hub)
    step = Step(kind="organisation.renamed", sealed={"name": "Harrier"})
    with either_hub.store.transaction(MANAGER) as tx:
        pens = [FolioPen.take_up(either_hub, tx, FIRM) for _ in range(2)]
        for pen in pens:
            pen.write(MANAGER, step)
        tx.keep_folios([pens[0].written()])

    with pytest.raises(Overtaken), either_hub.store.transaction(MANAGER) as tx:
        tx.keep_folios([pens[1].written()])

    assert len(history(either_hub, MANAGER)) == 2


def test_several_folios_are_kept_together_or_not_at_all(either_hub: Hub) -> None:
    with pytest.raises(UnknownKind):
        write_in_folios(
            either_hub,
            MANAGER,
            Action.KEEP_REGISTER,
            lambda desk: [
                desk.folio(FIRM).write(MANAGER, REGISTERED),
                desk.folio("organisation/two").write(MANAGER, Step(kind="rumour.heard")),
            ],
        )

    assert history(either_hub, MANAGER) == ()


def test_a_second_reader_opens_the_answers_of_the_cases_drawn_for_them_and_no_decision(
    either_hub: Hub,
) -> None:
    drawn, other = (
        receive_case(either_hub, REPORTER, a_report(key=f"key-{n}")).case for n in (1, 2)
    )
    step = Step(
        kind="organisation.registered",
        facts={"kind": "firm", "for": ["authority"]},
        also=(f"case/{drawn}",),
    )
    reading = f"reading/{UUID(int=7)}"
    write_in_folio(
        either_hub,
        MANAGER,
        reading,
        Action.KEEP_REGISTER,
        lambda folio: folio.write(MANAGER, step),
    )

    seen: dict[str, list[str]] = {}
    for who in (READER, OTHER_READER):
        with either_hub.store.transaction(who) as tx:
            seen[who.name] = [kept.entry.kind for kept in tx.history(drawn)]
            assert tx.history(other) == ()
            assert len(tx.blobs(drawn)) == (1 if who is READER else 0)

    assert seen == {"reader-1": ["case.received"], "reader-2": []}
