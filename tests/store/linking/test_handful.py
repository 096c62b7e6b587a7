"""What one handful of entries brings and takes away: each finds what stood just before it."""

from collections.abc import Sequence

import psycopg
from tests.store.linking.conftest import Tables

from fielding.app.erase_case import erase_case
from fielding.app.linking.marking import mark_identifier, unmark_identifier
from fielding.app.linking.taking_up import TakenUp
from fielding.app.ports import Hub
from fielding.definitions.service import Kind
from fielding.linking.identifiers.reading import read_answer
from fielding.linking.judgements.marking import Mark
from fielding.linking.tokens import token_of
from fielding.store.linking.opening import Closed, open_all
from fielding.store.linking.reaching import start_over
from fielding.testing.hub import DPO
from fielding.testing.linked_hub import ANALYST, PHONE, LinkedHub

NEAR_PHONE = "07700 900124"


def test_a_number_near_one_that_an_erasure_takes_away_comes_in_the_same_handful(
    linked: LinkedHub, tables: Tables
) -> None:
    gone = linked.report(suspect_phone=PHONE)
    linked.link()

    erase_case(linked.hub, DPO, gone, basis="court-order")
    linked.report(suspect_phone=NEAR_PHONE)
    linked.link()

    assert (tables.count("link_report"), tables.count("link_near")) == (1, 0)


def test_a_number_that_comes_again_after_one_near_it_is_near_it_still(
    linked: LinkedHub, tables: Tables
) -> None:
    gone = linked.report(suspect_phone=PHONE)
    linked.link()

    erase_case(linked.hub, DPO, gone, basis="court-order")
    for phone in (NEAR_PHONE, PHONE):
        linked.report(suspect_phone=phone)
    linked.link()

    assert (tables.count("link_report"), tables.count("link_near")) == (2, 1)


def test_a_mark_set_while_nobody_mentions_the_number_holds_when_it_comes_again(
    linked: LinkedHub, tables: Tables
) -> None:
    gone = linked.report(suspect_phone=PHONE)
    linked.link()

    erase_case(linked.hub, DPO, gone, basis="court-order")
    mark_identifier(linked.hub, ANALYST, _token(linked), Mark.SHARED, "A bank's.")
    cases = [linked.report(suspect_phone=PHONE) for _ in range(2)]
    linked.link()

    assert tables.networks() == {frozenset({case}) for case in cases}


def test_a_mark_taken_away_while_nobody_mentions_the_number_is_gone_when_it_comes_again(
    linked: LinkedHub, tables: Tables
) -> None:
    gone = linked.report(suspect_phone=PHONE)
    mark_identifier(linked.hub, ANALYST, _token(linked), Mark.SHARED, "A bank's.")
    linked.link()

    erase_case(linked.hub, DPO, gone, basis="court-order")
    unmark_identifier(linked.hub, ANALYST, _token(linked), "It is not.")
    cases = [linked.report(suspect_phone=PHONE) for _ in range(2)]
    linked.link()

    assert tables.networks() == {frozenset(cases)}


def test_whoever_starts_over_waits_for_the_stretch_at_work_so_that_no_report_is_lost(
    linked: LinkedHub, tables: Tables, superuser: psycopg.Connection
) -> None:
    superuser.execute("SET lock_timeout = '100ms'")
    one = linked.report(suspect_phone=PHONE)
    linked.link()
    refused = []

    def open_while_another_starts_over(hub: Hub, closed: Sequence[Closed]) -> list[TakenUp | None]:
        try:
            start_over(superuser)
        except psycopg.errors.LockNotAvailable as fault:
            refused.append(fault)
        return open_all(hub, closed)

    linked.linker.opened = open_while_another_starts_over
    other = linked.report(suspect_phone=PHONE)
    linked.link()

    assert tables.networks() == {frozenset({one, other})}
    assert refused


def _token(linked: LinkedHub) -> bytes:
    (identifier,) = read_answer(Kind.PHONE, PHONE).identifiers
    return token_of(linked.hub.token_key, identifier.kind, identifier.canonical)
