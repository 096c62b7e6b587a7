"""Starting, stopping and throwing away, as `make run`, `make stop` and `make reset` do it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from tests.acceptance.conftest import HttpReporter, RunningHub, free_port

from fielding.engines.embedded_postgres import EmbeddedPostgres

pytestmark = pytest.mark.slow


@pytest.fixture
def new_hub(tmp_path: Path) -> Iterator[RunningHub]:
    made = RunningHub(var=tmp_path / "var", port=free_port())
    yield made
    made.stop()


@pytest.fixture
def other_server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path / "somebody's server")
    server.start()
    yield server
    server.stop()


def _at_work(hub: RunningHub) -> list[str]:
    return [name for name in ("supervisor", "sequencer", "web", "postgres") if hub.process(name)]


def _count_cases(server: EmbeddedPostgres) -> int:
    with psycopg.connect(server.dsn("postgres", "fielding")) as connection:
        row = connection.execute("SELECT count(*) FROM case_row").fetchone()
        return row[0] if row else 0


def test_stopping_leaves_no_process_and_a_second_start_finds_everything_as_it_was(
    new_hub: RunningHub, reporter_at: Callable[[str], HttpReporter]
) -> None:
    new_hub.run()
    before = reporter_at(new_hub.address).report()
    at_work = _at_work(new_hub)

    new_hub.stop()
    left = _at_work(new_hub)
    new_hub.run()
    after = reporter_at(new_hub.address).report()

    assert (at_work, left) == (["supervisor", "sequencer", "web", "postgres"], [])
    assert int(after.reference[-7:]) > int(before.reference[-7:])
    assert _count_cases(EmbeddedPostgres(new_hub.var / "postgres")) == 2


def test_resetting_removes_the_folder(new_hub: RunningHub) -> None:
    new_hub.run()

    new_hub.command("reset", "--yes")

    assert not new_hub.var.exists()


def test_another_server_is_used_where_its_address_is_given(
    new_hub: RunningHub,
    other_server: EmbeddedPostgres,
    reporter_at: Callable[[str], HttpReporter],
) -> None:
    told = dict(part.split("=", 1) for part in other_server.dsn("postgres", "postgres").split())
    host = told["host"].strip("'")
    address = f"postgresql://postgres@/postgres?host={host}&port={told['port']}"
    new_hub.told["FIELDING_DATABASE_URL"] = address

    new_hub.run()
    reporter_at(new_hub.address).report()
    new_hub.stop()

    assert other_server.is_running()
    assert _count_cases(other_server) == 1
    assert not (new_hub.var / "postgres").exists()
