"""Who may do what in the database, as the web role: rights by table, sight by row."""

from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from psycopg import errors as pg

from fielding.access.roles import Actor
from fielding.app.ports import Hub
from fielding.store.transactions import act_as
from fielding.testing.hub import (
    ADMINISTRATOR,
    ASSESSOR,
    DPO,
    HANDLER,
    IMPORTER,
    NORTH_OFFICER,
    OVERSEER,
    REPORTER,
    SOUTH_OFFICER,
    SUPERVISOR,
)

SEEN = ("entry", "case_row", "referral_row", "promise_row")
SEALED = ("sealed", "case_key")
RIGHTS = {
    "entry": {"SELECT", "INSERT"},
    "definition": {"SELECT", "INSERT"},
    "service_key": {"SELECT", "INSERT"},
    "leaf": {"SELECT"},
    "tile": {"SELECT"},
    "edge": {"SELECT"},
    "checkpoint": {"SELECT"},
    "head": {"SELECT"},
    "pending": set[str](),
    "case_key": {"SELECT", "INSERT", "DELETE"},
    "sealed": {"SELECT", "INSERT", "DELETE"},
    "draft": {"SELECT", "INSERT", "UPDATE", "DELETE"},
    "remembered": {"SELECT", "INSERT", "DELETE"},
    "case_row": {"SELECT", "INSERT", "UPDATE"},
    "referral_row": {"SELECT", "INSERT", "UPDATE"},
    "promise_row": {"SELECT", "INSERT", "DELETE"},
    "case_grant": {"SELECT", "INSERT", "DELETE"},
}
ENTER = (
    "INSERT INTO entry (id, case_id, subject, kind, recorded_at, leaf, content)"
    " VALUES (gen_random_uuid(), %(case)s, 'x', 'x', now(), sha256('x'), 'x')"
)
VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


@pytest.fixture(scope="module")
def database(shared_database: str) -> str:
    return shared_database


@pytest.fixture(scope="module")
def cases(shared_cases: Any) -> Any:
    return shared_cases


def own(case: str) -> Actor:
    return Actor(name="reporter", role=REPORTER.role, case=case)


@pytest.mark.parametrize("table", sorted(RIGHTS))
def test_the_web_role_has_no_right_that_it_does_not_need(
    superuser: psycopg.Connection, table: str
) -> None:
    asked = "SELECT has_table_privilege('fielding_web', %s, %s)"

    held = {verb for verb in VERBS if superuser.execute(asked, (table, verb)).fetchone() == (True,)}

    assert held == RIGHTS[table]


@pytest.mark.parametrize("table", ["entry", "leaf", "tile", "checkpoint"])
@pytest.mark.parametrize("role", ["fielding_web", "fielding_sequencer", "fielding_owner"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_what_the_ledger_holds_is_final_for_every_role(
    superuser: psycopg.Connection, cases: Any, sequence: Any, table: str, role: str, verb: str
) -> None:
    sequence()
    column = {"entry": "kind = kind", "leaf": "index = index", "tile": "level = level",
              "checkpoint": "note = note"}[table]  # fmt: skip
    superuser.execute(f"SET ROLE {role}".encode())

    with pytest.raises((pg.InsufficientPrivilege, pg.RaiseException)):
        superuser.execute(verb.format(table, column).encode())


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO leaf (index, queued) VALUES (99, 1)",
        "INSERT INTO checkpoint VALUES (99, decode(repeat('00', 32), 'hex'), 'note', now())",
        "INSERT INTO tile VALUES (0, 0, decode(repeat('00', 8192), 'hex'))",
        "UPDATE head SET size = 0",
        "UPDATE edge SET hashes = ''",
        "DELETE FROM pending",
        "SELECT * FROM pending",
        "ALTER TABLE entry DISABLE TRIGGER ALL",
        "ALTER TABLE entry DISABLE ROW LEVEL SECURITY",
        "DROP TRIGGER entry_is_final ON entry",
        "CREATE TABLE public.mine (a int)",
        "SET ROLE fielding_owner",
        "SET session_replication_role = replica",
        "COPY entry TO PROGRAM 'true'",
    ],
)
def test_the_web_role_cannot_do_the_sequencers_or_the_owners_work(
    run_as: Any, database: str, statement: str
) -> None:
    with pytest.raises(pg.InsufficientPrivilege):
        run_as(ASSESSOR, statement)


@pytest.mark.parametrize("table", [*SEEN, *SEALED, "case_grant"])
def test_without_a_role_there_is_nothing_to_see(run_as: Any, cases: Any, table: str) -> None:
    assert run_as(None, f"SELECT * FROM {table}") == []
    assert run_as(ADMINISTRATOR, f"SELECT * FROM {table}") == []


@pytest.mark.parametrize("actor", [ASSESSOR, SUPERVISOR, HANDLER, DPO, IMPORTER],
                         ids=lambda actor: actor.role.value)  # fmt: skip
@pytest.mark.parametrize("table", [*SEEN, *SEALED])
def test_the_hubs_own_side_sees_every_case(
    run_as: Any, superuser: psycopg.Connection, cases: Any, actor: Actor, table: str
) -> None:
    there = superuser.execute(f"SELECT count(*) FROM {table}".encode()).fetchall()

    assert run_as(actor, f"SELECT count(*) FROM {table}") == there
    assert there != [(0,)]


@pytest.mark.parametrize("table", [*SEEN, *SEALED])
def test_an_officer_sees_what_was_sent_to_their_body_and_nothing_else(
    run_as: Any, cases: Any, table: str
) -> None:
    asked = f"SELECT DISTINCT case_id::text FROM {table}"

    assert run_as(NORTH_OFFICER, asked) == [(cases.sent.case,)]
    assert run_as(SOUTH_OFFICER, asked) == []


@pytest.mark.parametrize("table", ["entry", "case_row", "promise_row", *SEALED])
def test_a_reporter_sees_their_own_case_and_nothing_else(
    run_as: Any, cases: Any, table: str
) -> None:
    asked = f"SELECT DISTINCT case_id::text FROM {table}"

    assert run_as(own(cases.waiting.case), asked) == [(cases.waiting.case,)]
    assert run_as(REPORTER, asked) == []


def test_the_overseer_sees_entries_and_standings_and_no_sealed_word(
    run_as: Any, cases: Any
) -> None:
    assert all(run_as(OVERSEER, f"SELECT * FROM {table}") for table in SEEN)
    assert not any(run_as(OVERSEER, f"SELECT * FROM {table}") for table in SEALED)


@pytest.mark.parametrize("actor", [OVERSEER, ADMINISTRATOR, SOUTH_OFFICER, REPORTER, None],
                         ids=lambda actor: actor.role.value if actor else "nobody")  # fmt: skip
@pytest.mark.parametrize(
    "statement",
    [
        ENTER,
        "INSERT INTO sealed VALUES (gen_random_uuid(), %(case)s, 'x')",
        "INSERT INTO case_key SELECT %(case)s, month, 'x' FROM service_key",
        "INSERT INTO case_grant VALUES (%(case)s, 'south-council')",
        "INSERT INTO promise_row VALUES (%(case)s, 9, 'c', 'hub', NULL, now(), now())",
    ],
)
def test_whoever_does_not_see_a_case_adds_nothing_to_it(
    run_as: Any, cases: Any, actor: Actor | None, statement: str
) -> None:
    with pytest.raises(pg.InsufficientPrivilege, match="row-level security"):
        run_as(actor, statement, case=cases.waiting.case)


@pytest.mark.parametrize("actor", [OVERSEER, ADMINISTRATOR, SOUTH_OFFICER, REPORTER, None],
                         ids=lambda actor: actor.role.value if actor else "nobody")  # fmt: skip
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE case_row SET state = 'closed'",
        "UPDATE referral_row SET state = 'closed'",
        "DELETE FROM promise_row",
        "DELETE FROM case_key",
        "DELETE FROM sealed",
    ],
)
def test_whoever_does_not_see_a_case_changes_nothing_of_it(
    run_as: Any, cases: Any, actor: Actor | None, statement: str
) -> None:
    assert run_as(actor, statement) == [(0,)]


@pytest.mark.parametrize("table", SEALED)
def test_only_data_protection_destroys_what_is_sealed(run_as: Any, cases: Any, table: str) -> None:
    destroy = f"DELETE FROM {table} WHERE case_id = %(case)s"

    for actor in (ASSESSOR, SUPERVISOR, NORTH_OFFICER, own(cases.sent.case)):
        assert run_as(actor, destroy, case=cases.sent.case) == [(0,)]
    assert run_as(DPO, destroy, case=cases.sent.case) != [(0,)]


def test_an_officer_grants_nobody_sight_and_can_give_up_only_their_own(
    run_as: Any, cases: Any
) -> None:
    with pytest.raises(pg.InsufficientPrivilege):
        run_as(NORTH_OFFICER, "INSERT INTO case_grant VALUES (%(c)s, 'kent')", c=cases.sent.case)

    assert run_as(SOUTH_OFFICER, "DELETE FROM case_grant") == [(0,)]
    assert run_as(NORTH_OFFICER, "DELETE FROM case_grant") == [(1,)]


@pytest.mark.parametrize("actor", [None, REPORTER, NORTH_OFFICER])
def test_what_is_about_no_case_is_not_written_by_outsiders(
    run_as: Any, database: str, actor: Actor | None
) -> None:
    with pytest.raises(pg.InsufficientPrivilege):
        run_as(actor, ENTER, case=None)


@pytest.mark.parametrize("table", [*SEEN, *SEALED, "case_grant"])
def test_who_looks_and_who_writes_is_asked_once_for_a_statement_and_not_for_each_row(
    run_as: Any, database: str, table: str
) -> None:
    look = f"SELECT * FROM {table}"
    write = f"INSERT INTO {table} OVERRIDING USER VALUE {look}"

    to_look, to_write = (str(run_as(ASSESSOR, f"EXPLAIN {each}")) for each in (look, write))

    assert 0 < to_look.count("InitPlan") < to_write.count("InitPlan")


def test_who_acts_is_forgotten_with_the_transaction(cases: Any) -> None:
    with transaction.atomic():
        act_as(own(cases.sent.case))

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT acting_as(), acting_for(), acting_on()")
        assert cursor.fetchone() == (None, None, None)
        cursor.execute("SELECT count(*) FROM entry")
        assert cursor.fetchone() == (0,)


def test_who_acts_is_forgotten_after_a_failure_too(hub: Hub) -> None:
    def fail() -> None:
        with hub.store.transaction(ASSESSOR):
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    with connection.cursor() as cursor:
        cursor.execute("SELECT acting_as()")
        assert cursor.fetchone() == (None,)


def test_outside_a_transaction_nobody_acts(cases: Any) -> None:
    cursor = act_as(ASSESSOR)

    assert cursor.execute("SELECT count(*) FROM entry").fetchone() == (0,)
