"""Identifiers of a backlog wait, and meet those near them when all of it is read."""

from collections.abc import Callable

import psycopg
import pytest
from tests.store.linking.conftest import Tables

from fielding.app.erase_case import erase_case
from fielding.store.linking import linker
from fielding.store.linking.reaching import start_over
from fielding.testing.hub import DPO
from fielding.testing.linked_hub import LinkedHub

#: The slips: a digit wrong, two neighbours swapped, one too few; and one that is near nothing.
PHONES = ("07700 900123", "07700 900193", "07700 900213", "07700 90012", "07700 911777")
Hurry = Callable[[], None]
NEAR = """SELECT one.token, other.token FROM link_near
JOIN link_identifier AS one ON one.identifier = link_near.one
JOIN link_identifier AS other ON other.identifier = link_near.other"""


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> Hurry:
    """Give what makes a backlog of all that comes from then on, read two entries at a time."""

    def make_backlog() -> None:
        monkeypatch.setattr(linker, "STRETCH", 2)
        monkeypatch.setattr(linker, "OF_A_BACKLOG", 1)
        monkeypatch.setattr(linker, "BACKLOG", 0)

    return make_backlog


def test_a_backlog_keeps_the_forms_and_pairs_that_come_one_at_a_time(
    linked: LinkedHub, tables: Tables, superuser: psycopg.Connection, hurry: Hurry
) -> None:
    for phone in PHONES:
        linked.report(suspect_phone=phone, what_happened="Jo Bloggs from example-bank.shop")
        linked.link()
    kept = tables.rows("link_near_form"), _near(superuser)
    start_over(superuser)

    hurry()
    linked.link()

    assert len(kept[1]) == 3
    assert (tables.rows("link_near_form"), _near(superuser)) == kept
    assert tables.count("link_unmet") == 0


def test_a_backlog_meets_what_was_kept_before_it(
    linked: LinkedHub, superuser: psycopg.Connection, hurry: Hurry
) -> None:
    for phone in PHONES[:2]:
        linked.report(suspect_phone=phone)
        linked.link()

    hurry()
    for phone in PHONES[2:]:
        linked.report(suspect_phone=phone)
    linked.link()

    assert len(_near(superuser)) == 3


def test_a_linker_that_dies_over_a_backlog_leaves_those_that_wait_to_the_next(
    linked: LinkedHub, tables: Tables, superuser: psycopg.Connection, hurry: Hurry
) -> None:
    hurry()
    for phone in PHONES:
        linked.report(suspect_phone=phone)
    while linked.sequence():
        pass
    linked.linker.link_stretch()
    assert tables.count("link_unmet") > 0
    assert not _near(superuser)

    linked.linker = linked.another_linker()
    linked.link()

    assert len(_near(superuser)) == 3


def test_an_identifier_whose_report_is_erased_within_a_backlog_meets_nothing(
    linked: LinkedHub, tables: Tables, superuser: psycopg.Connection, hurry: Hurry
) -> None:
    hurry()
    gone = linked.report(suspect_phone=PHONES[0])
    for phone in PHONES[1:]:
        linked.report(suspect_phone=phone)
    while linked.sequence():
        pass
    linked.linker.link_stretch()

    erase_case(linked.hub, DPO, gone, basis="court-order")
    linked.link()

    assert tables.count("link_near") == 0
    assert tables.count("link_near_form") > 0
    assert tables.count("link_unmet") == 0


def _near(superuser: psycopg.Connection) -> set[frozenset[bytes]]:
    return {frozenset(pair) for pair in superuser.execute(NEAR)}
