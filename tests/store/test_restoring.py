"""What was erased stays erased, even when an old key comes back."""

from random import Random

import psycopg
import pytest

from fielding.access.permissions import Action
from fielding.app.books.writing import write_in_folio
from fielding.app.erase_case import erase_case
from fielding.app.ports import Hub
from fielding.cases.step import Step
from fielding.store.errors import DatabaseInUse
from fielding.store.restoring import erase_again, erasures, require_empty
from fielding.testing.hub import DPO, OVERSEER
from fielding.testing.walk import Walk


def test_a_key_and_its_texts_that_came_back_are_destroyed_again(
    noisy_hub: Hub, superuser: psycopg.Connection
) -> None:
    case = Walk(hub=noisy_hub, chance=Random(1)).go(1).cases[0].case
    superuser.execute("CREATE TABLE old_key AS SELECT * FROM case_key")
    superuser.execute("CREATE TABLE old_sealed AS SELECT * FROM sealed")
    erase_case(noisy_hub, DPO, case, basis="court-order")
    superuser.execute("INSERT INTO case_key SELECT * FROM old_key")
    superuser.execute("INSERT INTO sealed SELECT * FROM old_sealed")

    gone = erase_again(superuser)

    assert gone >= 2
    for table in ("case_key", "sealed"):
        query = f"SELECT count(*) FROM {table} WHERE case_id = %s"
        assert superuser.execute(query.encode(), (case,)).fetchone() == (0,)


def test_what_was_written_when_an_erased_case_was_read_again_is_destroyed_again(
    noisy_hub: Hub, superuser: psycopg.Connection
) -> None:
    case = Walk(hub=noisy_hub, chance=Random(1)).go(1).cases[0].case
    subject = "reading/019cadc6-0000-7000-8000-000000000001"
    step = Step(kind="reading.assigned", also=(f"case/{case}",), sealed={"reason": "I read it."})
    write_in_folio(
        noisy_hub, OVERSEER, subject, Action.DRAW, lambda folio: folio.write(OVERSEER, step)
    )
    superuser.execute("CREATE TABLE old_key AS SELECT * FROM folio_key")
    superuser.execute("CREATE TABLE old_sealed AS SELECT * FROM folio_sealed")
    erase_case(noisy_hub, DPO, case, basis="court-order")
    superuser.execute("INSERT INTO folio_key SELECT * FROM old_key")
    superuser.execute("INSERT INTO folio_sealed SELECT * FROM old_sealed")

    gone = erase_again(superuser)

    assert gone == 2
    assert superuser.execute("SELECT count(*) FROM folio_key").fetchone() == (0,)
    assert superuser.execute("SELECT count(*) FROM folio_sealed").fetchone() == (0,)


def test_cases_that_were_not_erased_keep_their_keys(
    noisy_hub: Hub, superuser: psycopg.Connection
) -> None:
    Walk(hub=noisy_hub, chance=Random(1)).go(3)

    assert erase_again(superuser) == 0


def test_erasures_are_listed_from_the_ledger(noisy_hub: Hub, superuser: psycopg.Connection) -> None:
    case = Walk(hub=noisy_hub, chance=Random(1)).go(1).cases[0].case
    erase_case(noisy_hub, DPO, case, basis="retention-ended")

    found = erasures(superuser)

    assert [(entry.subject, entry.facts["basis"]) for entry in found] == [
        (f"case/{case}", "retention-ended")
    ]


def test_a_database_with_tables_is_not_empty(superuser: psycopg.Connection) -> None:
    with pytest.raises(DatabaseInUse):
        require_empty(superuser)
