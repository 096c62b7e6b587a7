"""What is derived is derived: rebuilt from entries alone, every row is the one that was there."""

from dataclasses import replace
from random import Random

import psycopg
import pytest
from django.conf import settings
from django.test import override_settings
from psycopg.conninfo import make_conninfo

from fielding.app.erase_case import erase_case
from fielding.app.ports import Hub
from fielding.testing.hub import DPO
from fielding.testing.places import MemoryPlaces
from fielding.testing.services import MemoryServices, sample_service
from fielding.testing.walk import Walk
from fielding.wiring import demonstration
from fielding.wiring.rebuilding import rebuild

TABLES = ("case_row", "referral_row", "promise_row", "case_grant")
#: Reports of the demonstration: enough for every kind of row.
FEW = 400
NOTHING_WRONG = dict.fromkeys(TABLES, 0)


@pytest.fixture
def noisy_hub(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """The wired hub, offering the sample service, to the walk and to the rebuild alike."""
    noisy = replace(hub, services=MemoryServices([sample_service()]), places=MemoryPlaces())
    monkeypatch.setattr("fielding.wiring.rebuilding.hub", lambda: noisy)
    return noisy


def _rows(superuser: psycopg.Connection) -> dict[str, list[object]]:
    return {
        table: [row for (row,) in superuser.execute(f"SELECT t::text FROM {table} t ORDER BY 1")]
        for table in TABLES
    }


@pytest.mark.parametrize("seed", range(8))
def test_a_rebuild_after_any_history_gives_the_same_rows(
    noisy_hub: Hub, superuser: psycopg.Connection, seed: int
) -> None:
    walk = Walk(hub=noisy_hub, chance=Random(seed)).go(120)
    before = _rows(superuser)

    cases, differed = rebuild(lambda _: None)

    assert walk.done > 20
    assert cases == len(walk.cases)
    assert differed == NOTHING_WRONG
    assert _rows(superuser) == before


def test_a_rebuild_after_an_erasure_equals_the_tables_after_that_erasure(
    noisy_hub: Hub, superuser: psycopg.Connection
) -> None:
    walk = Walk(hub=noisy_hub, chance=Random(99)).go(60)
    erase_case(noisy_hub, DPO, walk.cases[0].case, basis="court-order")
    before = _rows(superuser)

    _, differed = rebuild(lambda _: None)

    assert differed == NOTHING_WRONG
    assert _rows(superuser) == before
    kept = "SELECT count(*) FROM case_key WHERE case_id = %s"
    assert superuser.execute(kept, (walk.cases[0].case,)).fetchone() == (0,)


def test_a_rebuild_mends_and_counts_what_somebody_wrote_into_the_derived_tables(
    noisy_hub: Hub, superuser: psycopg.Connection
) -> None:
    Walk(hub=noisy_hub, chance=Random(7)).go(80)
    before = _rows(superuser)
    superuser.execute("UPDATE case_row SET state = 'kept', points = 99 WHERE state <> 'kept'")
    superuser.execute("DELETE FROM promise_row WHERE place = 0")

    _, differed = rebuild(lambda _: None)

    assert differed["case_row"] > 0
    assert differed["promise_row"] > 0
    assert _rows(superuser) == before


@pytest.mark.slow
def test_a_rebuild_after_the_demonstration_gives_the_same_rows(
    hub: Hub, database: str, superuser: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demonstration, "REPORTS", FEW)
    # The books of the demonstration need a sequencer, which must not look at another test's ledger.
    address = make_conninfo(settings.FIELDING_SEQUENCER, dbname=database)
    with override_settings(FIELDING_SEQUENCER=address):
        demonstration.load(lambda _words, _done, _of: None)
    before = _rows(superuser)

    cases, differed = rebuild(lambda _: None)

    assert cases == len(before["case_row"]) >= FEW
    assert differed == NOTHING_WRONG
    assert _rows(superuser) == before
