"""The linker: what it keeps of the ledger, and that nothing is lost, kept twice or left behind."""

import json
from collections.abc import Mapping

import psycopg
import pytest
from tests.store.linking.conftest import Tables

from fielding.app.erase_case import erase_case
from fielding.app.linking.judging import judge_reports, withdraw_from
from fielding.app.linking.marking import mark_identifier, unmark_identifier
from fielding.app.linking.referring import refer
from fielding.definitions.service import Kind
from fielding.linking.identifiers.reading import read_answer
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.rule import VERSION
from fielding.linking.tokens import token_of
from fielding.store.linking import keeping, linker, stretch, workings
from fielding.store.linking.asking import ask
from fielding.store.linking.reaching import start_over
from fielding.store.queries.networks import (
    identifiers_by_token,
    journal,
    members,
    network_of,
    referred_on,
)
from fielding.testing.hub import DPO
from fielding.testing.linked_hub import ANALYST, OTHER_PHONE, PHONE, LinkedHub
from fielding.wiring import linking_backlog

TABLES = (
    "link_report", "link_identifier", "link_mention", "link_near_form", "link_journal",
    "link_judgement", "link_mark", "link_referral",
)  # fmt: skip


def test_reports_that_name_one_number_in_two_ways_are_one_network(
    linked: LinkedHub, tables: Tables
) -> None:
    one = linked.report(suspect_phone="07700 900123")
    other = linked.report(suspect_phone="+44 (0)7700-900123")
    alone = linked.report(suspect_phone=OTHER_PHONE)

    linked.link()

    assert tables.networks() == {frozenset({one, other}), frozenset({alone})}
    found = network_of(ANALYST, other)
    assert found
    assert (found.network, found.reports) == (one, 2)
    assert [member.case for member in members(ANALYST, one)] == [one, other]


def test_a_number_that_a_reporter_gives_as_their_own_joins_nothing(
    linked: LinkedHub, tables: Tables
) -> None:
    linked.report(reporter_phone=PHONE, suspect_phone=PHONE)
    linked.report(suspect_phone=PHONE)

    linked.link()

    assert [len(network) for network in tables.networks()] == [1, 1]


def test_what_a_reporter_adds_later_joins_too_and_is_counted_once(
    linked: LinkedHub, tables: Tables
) -> None:
    one = linked.report(suspect_phone=PHONE)
    other = linked.report(suspect_phone=OTHER_PHONE)
    linked.link()

    for _ in range(2):
        linked.add(other, f"They rang again, from {PHONE}.")
        linked.link()

    assert tables.networks() == {frozenset({one, other})}
    assert _counts(linked, PHONE) == (2, 0)


def test_judgements_join_until_they_are_withdrawn(linked: LinkedHub, tables: Tables) -> None:
    one = linked.report(suspect_phone=PHONE)
    other = linked.report(suspect_phone=OTHER_PHONE)
    linked.link()
    before = tables.networks()

    judge_reports(linked.hub, ANALYST, Verdict.SAME, (other, one), "One voice, one script.")
    linked.link()
    joined = tables.networks()
    withdraw_from(linked.hub, ANALYST, (one, other), "Two voices.")
    linked.link()

    assert joined == {frozenset({one, other})}
    assert tables.networks() == before
    happened = [one.happened for one in journal(ANALYST, one)]
    assert happened == ["dissolved", "formed"]


def test_a_marked_identifier_joins_nothing_until_the_mark_is_taken_away(
    linked: LinkedHub, tables: Tables
) -> None:
    cases = {linked.report(suspect_phone=PHONE) for _ in range(2)}
    linked.link()

    mark_identifier(linked.hub, ANALYST, _token(linked, PHONE), Mark.SHARED, "A bank's.")
    linked.link()
    parted = tables.networks()
    unmark_identifier(linked.hub, ANALYST, _token(linked, PHONE), "It is not.")
    linked.link()

    assert parted == {frozenset({case}) for case in cases}
    assert tables.networks() == {frozenset(cases)}


def test_after_an_erasure_all_is_as_if_the_report_had_never_come_but_for_the_journal(
    linked: LinkedHub, tables: Tables
) -> None:
    one = linked.report(suspect_phone=PHONE)
    linked.report(suspect_phone=PHONE)
    linked.link()
    before = {table: tables.rows(table) for table in TABLES if table != "link_journal"}
    gone = linked.report(suspect_phone=PHONE, what_happened=f"They also rang from {OTHER_PHONE}.")
    linked.link()
    assert tables.count("link_identifier") > len(before["link_identifier"])

    erase_case(linked.hub, DPO, gone, basis="court-order")
    linked.link()

    assert {table: tables.rows(table) for table in before} == before
    found = network_of(ANALYST, one)
    assert found
    assert found.reports == 2


def test_an_identifier_that_an_erasure_takes_away_can_come_again_in_the_same_stretch(
    linked: LinkedHub, tables: Tables
) -> None:
    gone = linked.report(suspect_phone=PHONE)
    linked.link()

    erase_case(linked.hub, DPO, gone, basis="court-order")
    cases = {linked.report(suspect_phone=PHONE) for _ in range(2)}
    linked.link()

    assert tables.networks() == {frozenset(cases)}
    assert _counts(linked, PHONE) == (2, 0)


def test_a_network_is_named_anew_when_its_first_report_is_erased(
    linked: LinkedHub, tables: Tables
) -> None:
    first, second, third = (linked.report(suspect_phone=PHONE) for _ in range(3))
    linked.link()

    erase_case(linked.hub, DPO, first, basis="court-order")
    linked.link()

    found = network_of(ANALYST, third)
    assert found
    assert (found.network, found.reports) == (second, 2)
    assert tables.networks() == {frozenset({second, third})}


def test_one_stretch_or_many_and_a_linker_that_starts_anew_keep_the_same(
    linked: LinkedHub, tables: Tables, superuser: psycopg.Connection
) -> None:
    cases = [linked.report(suspect_phone=phone) for phone in (PHONE, OTHER_PHONE) * 2]
    linked.link()
    judge_reports(linked.hub, ANALYST, Verdict.SAME, (cases[0], cases[1]), "One script.")
    refer(linked.hub, ANALYST, (cases[0], cases), "metropolitan", "One script.")
    linked.link()
    linked.linker = linked.another_linker()
    cases.append(linked.report(suspect_phone=PHONE))
    linked.link()
    kept = {table: tables.rows(table) for table in TABLES}

    superuser.execute("UPDATE link_head SET upto = 0")
    superuser.execute(f"TRUNCATE {', '.join(TABLES)}, link_near")
    linked.linker = linked.another_linker()
    linked.link()

    assert {table: tables.rows(table) for table in TABLES} == kept
    assert [len(network) for network in tables.networks()] == [5]


def test_networks_of_another_version_of_the_rules_are_to_be_worked_out_anew(
    linked: LinkedHub, tables: Tables, superuser: psycopg.Connection
) -> None:
    cases = frozenset(linked.report(suspect_phone=PHONE) for _ in range(2))
    linked.link()
    superuser.execute("UPDATE link_head SET version = version - 1")
    linked.linker = linked.another_linker()

    with pytest.raises(linker.UnderOtherRules):
        linked.link()
    start_over(superuser)
    linked.link()

    assert superuser.execute("SELECT version FROM link_head").fetchone() == (VERSION,)
    assert tables.networks() == {cases}


def test_a_backlog_is_worked_out_all_at_once_to_the_same_networks(
    linked: LinkedHub,
    tables: Tables,
    superuser: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workings, "FIRST_MEASURED", 3)
    for number in range(7):
        linked.report(suspect_phone=PHONE if number % 2 else f"07700 9001{number:02}")
        linked.link()
    kept = {table: tables.rows(table) for table in ("link_report", "link_identifier")}

    superuser.execute("UPDATE link_head SET upto = 0, measured = 0")
    superuser.execute(f"TRUNCATE {', '.join(TABLES)}, link_near")
    monkeypatch.setattr(linker, "STRETCH", 3)
    monkeypatch.setattr(linker, "OF_A_BACKLOG", 1)
    monkeypatch.setattr(linker, "BACKLOG", 0)
    linked.linker = linked.another_linker()
    linked.link()

    assert {table: tables.rows(table) for table in kept} == kept
    assert superuser.execute("SELECT measured, unplaced FROM link_head").fetchone() == (6, False)


def test_several_processes_open_a_backlog_to_the_same_networks(
    linked: LinkedHub, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking_backlog, "MANY", 3)
    monkeypatch.setattr(linking_backlog, "HANDFUL", 2)
    monkeypatch.setattr(stretch, "HANDFUL", 3)
    cases = {linked.report(suspect_phone=PHONE) for _ in range(5)}
    alone = linked.report(suspect_phone="07700 900999")
    linked.linker.opened = openers = linking_backlog.Openers()

    while linked.sequence():
        pass
    linked.linker.link_stretch()

    assert tables.networks() == {frozenset(cases), frozenset({alone})}
    assert openers.at_work
    openers(linked.hub, [])
    assert not openers.at_work


def test_a_backlog_is_written_in_values_of_so_many_rows(
    linked: LinkedHub, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    monkeypatch.setattr(linker, "BACKLOG", 0)
    monkeypatch.setattr(linker, "STRETCH", 4)
    monkeypatch.setattr(linker, "OF_A_BACKLOG", 1)
    moved = list[int]()

    def spied(
        connection: psycopg.Connection, statement: str, asked: Mapping[str, object] | None = None
    ) -> psycopg.Cursor:
        if asked and statement == "place_reports":
            moved.append(len(json.loads(str(asked["rows"]))))
        return ask(connection, statement, asked)

    monkeypatch.setattr(keeping, "ask", spied)
    cases = frozenset(linked.report(suspect_phone=PHONE) for _ in range(8))

    linked.link()

    assert max(moved) == 2 < sum(moved)
    assert tables.networks() == {cases}


def test_a_linker_that_dies_over_a_backlog_leaves_it_to_the_next_to_place(
    linked: LinkedHub,
    tables: Tables,
    superuser: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(linker, "STRETCH", 3)
    monkeypatch.setattr(linker, "OF_A_BACKLOG", 1)
    monkeypatch.setattr(linker, "BACKLOG", 0)
    cases = {linked.report(suspect_phone=PHONE) for _ in range(3)}
    while linked.sequence():
        pass
    linked.linker.link_stretch()
    assert superuser.execute("SELECT unplaced FROM link_head").fetchone() == (True,)

    linked.linker = linked.another_linker()
    linked.link()

    assert tables.networks() == {frozenset(cases)}


def test_a_stretch_that_fails_is_taken_up_whole_by_the_next_try(
    linked: LinkedHub, tables: Tables, superuser: psycopg.Connection
) -> None:
    cases = {linked.report(suspect_phone=PHONE) for _ in range(2)}
    superuser.execute("ALTER TABLE link_journal ADD CONSTRAINT never CHECK (reports < 0)")
    with pytest.raises(psycopg.errors.CheckViolation):
        linked.link()
    assert tables.count("link_report") == 0

    superuser.execute("ALTER TABLE link_journal DROP CONSTRAINT never")
    linked.link()

    assert tables.networks() == {frozenset(cases)}


def test_a_report_that_was_tampered_with_holds_up_no_other(
    linked: LinkedHub,
    tables: Tables,
    superuser: psycopg.Connection,
    caplog: pytest.LogCaptureFixture,
) -> None:
    spoilt = linked.report(suspect_phone=PHONE)
    cases = {linked.report(suspect_phone=PHONE) for _ in range(2)}
    superuser.execute("UPDATE sealed SET blob = '\\x00' WHERE case_id = %s", (spoilt,))

    linked.link()

    assert tables.networks() == {frozenset(cases)}
    assert "is not linked" in caplog.text


def test_a_linker_at_rest_is_woken_by_the_sequencer(
    linked: LinkedHub, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever is not woken rests for longer than any test may take.
    monkeypatch.setattr(linker, "RESTING", 600)
    case = linked.report(suspect_phone=PHONE)
    look = linker.Linker.link_stretch

    def look_too_early(one: linker.Linker) -> int:
        found = look(one)
        linked.sequence()
        return found

    monkeypatch.setattr(linker.Linker, "link_stretch", look_too_early)

    linked.linker.run(lambda: bool(tables.networks()))

    assert tables.networks() == {frozenset({case})}


def test_nothing_that_linking_keeps_says_which_number_it_is(
    linked: LinkedHub, superuser: psycopg.Connection
) -> None:
    linked.report(suspect_phone=PHONE, what_happened="Write to marker-person@example.com.")
    linked.link()

    dump = ""
    for table in (*TABLES, "link_near"):
        for row in superuser.execute(f"SELECT {table}::text FROM {table}"):
            dump += row[0]

    assert "07700" not in dump
    assert "7700900123" not in dump
    assert "marker" not in dump
    assert PHONE.encode().hex() not in dump


def test_a_reporter_may_know_that_their_report_was_in_a_network_handed_over(
    linked: LinkedHub,
) -> None:
    one = linked.report(suspect_phone=PHONE)
    other = linked.report(suspect_phone=OTHER_PHONE)
    linked.link()

    refer(linked.hub, ANALYST, (one, [one]), "metropolitan", "One script.")
    linked.link()

    assert referred_on(ANALYST, one) == linked.hub.clock.now().date()
    assert referred_on(ANALYST, other) is None


def _token(linked: LinkedHub, phone: str) -> bytes:
    (identifier,) = read_answer(Kind.PHONE, phone).identifiers
    return token_of(linked.hub.token_key, identifier.kind, identifier.canonical)


def _counts(linked: LinkedHub, phone: str) -> tuple[int, int]:
    (row,) = identifiers_by_token(ANALYST, [_token(linked, phone)])
    return row.reports, row.owners


def test_few_reports_that_were_measured_to_be_strangers_are_so_for_a_linker_that_comes_anew(
    linked: LinkedHub, tables: Tables, superuser: psycopg.Connection
) -> None:
    superuser.execute("UPDATE link_head SET few = '{3}'")
    linked.linker = linked.another_linker()
    cases = [linked.report(suspect_phone=PHONE) for _ in range(3)]
    for case, name in zip(cases, ("quillon", "brasted", "ottomar"), strict=True):
        linked.add(case, f"They also wrote to me from {name}@example.org")

    linked.link()

    assert tables.networks() == {frozenset({case}) for case in cases}
