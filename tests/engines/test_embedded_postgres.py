"""The launcher of the embedded PostgreSQL, against the real thing."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import psycopg
import pytest

from fielding.engines.embedded_postgres import EmbeddedPostgres
from fielding.engines.errors import PostgresCommandFailed, PostgresMissing, UnsafeFolder
from fielding.engines.postgres_programs import programs_as_nobody
from fielding.engines.postmaster import find_postmaster

pytestmark = pytest.mark.database


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "my dir" / "données"


@pytest.fixture
def postgres(data: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(data)
    yield server
    server.stop()


def ask(server: EmbeddedPostgres, question: str) -> object:
    with psycopg.connect(server.dsn("postgres", "postgres")) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def execute(server: EmbeddedPostgres, statement: str) -> None:
    with psycopg.connect(server.dsn("postgres", "postgres")) as connection:
        connection.execute(statement.encode())


def postmaster_pid(data: Path) -> int:
    found = find_postmaster(data.resolve() / "cluster")
    assert found is not None
    return found.pid


def kill_postmaster(data: Path) -> None:
    process = psutil.Process(postmaster_pid(data))
    process.kill()
    psutil.wait_procs([process], timeout=10)


def test_a_folder_with_spaces_and_accents_serves_and_is_ours_alone(
    postgres: EmbeddedPostgres, data: Path
) -> None:
    postgres.start()

    assert ask(postgres, "select 1") == 1
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert ask(postgres, "show listen_addresses") == ""
    sockets = Path(str(ask(postgres, "show unix_socket_directories")))
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700


def test_starting_twice_attaches_to_the_running_server(
    postgres: EmbeddedPostgres, data: Path
) -> None:
    postgres.start()
    first = postmaster_pid(data)

    EmbeddedPostgres(data).start()

    assert postmaster_pid(data) == first


def test_two_processes_starting_at_once_share_one_server(
    postgres: EmbeddedPostgres, data: Path
) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from fielding.engines.embedded_postgres import EmbeddedPostgres;"
        "EmbeddedPostgres(Path(sys.argv[1])).start()"
    )
    starters = [subprocess.Popen([sys.executable, "-c", program, str(data)]) for _ in range(2)]

    statuses = [starter.wait() for starter in starters]

    assert statuses == [0, 0]
    assert ask(postgres, "select 1") == 1


def test_committed_rows_survive_stop_and_start_under_the_same_address(
    postgres: EmbeddedPostgres,
) -> None:
    postgres.start()
    execute(postgres, "create table kept as select 7 as n")
    address = postgres.dsn("postgres", "postgres")

    postgres.stop()
    postgres.start()

    assert ask(postgres, "select n from kept") == 7
    assert postgres.dsn("postgres", "postgres") == address


def test_committed_rows_survive_a_killed_postmaster(postgres: EmbeddedPostgres, data: Path) -> None:
    postgres.start()
    execute(postgres, "create table kept as select 7 as n")

    kill_postmaster(data)
    stopped = not postgres.is_running()
    postgres.start()

    assert stopped
    assert ask(postgres, "select n from kept") == 7


def test_orphans_of_a_killed_postmaster_do_not_hinder_the_next_start(
    postgres: EmbeddedPostgres, data: Path
) -> None:
    postgres.start()
    execute(postgres, "create table kept as select 7 as n")
    busy = subprocess.Popen(
        [
            str(postgres.binary("psql")),
            postgres.dsn("postgres", "postgres"),
            "-c",
            "do $$ begin loop end loop; end $$",
        ],
        stderr=subprocess.DEVNULL,
    )  # it never waits, so it does not notice that its postmaster is gone
    while ask(postgres, "select count(*) from pg_stat_activity where query like '%end loop%'") != 2:
        continue

    kill_postmaster(data)
    postgres.start()

    assert ask(postgres, "select n from kept") == 7
    busy.wait()


def test_a_foreign_process_named_in_the_pid_file_is_not_taken_for_the_server(
    postgres: EmbeddedPostgres, data: Path
) -> None:
    postgres.start()
    kill_postmaster(data)
    pid_file = data / "cluster" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    taken = postgres.is_running()
    postgres.start()

    assert not taken
    assert ask(postgres, "select 1") == 1


def test_stopping_leaves_the_server_of_another_folder_alone(
    postgres: EmbeddedPostgres, data: Path, tmp_path: Path
) -> None:
    neighbour = EmbeddedPostgres(tmp_path / "neighbour")
    neighbour.start()
    postgres.start()

    postgres.stop()

    assert not postgres.is_running()
    assert neighbour.is_running()
    neighbour.stop()


def test_stopping_does_not_harm_a_foreign_process_named_in_the_pid_file(
    postgres: EmbeddedPostgres, data: Path
) -> None:
    postgres.start()
    kill_postmaster(data)
    bystander = subprocess.Popen(["sleep", "600"])
    (data / "cluster" / "postmaster.pid").write_text(f"{bystander.pid}\n{data}\n")

    postgres.stop()

    assert bystander.poll() is None
    bystander.kill()
    bystander.wait()


def test_stopping_what_never_ran_does_nothing(postgres: EmbeddedPostgres, data: Path) -> None:
    postgres.stop()

    assert not data.exists()


def test_a_cluster_made_half_way_is_made_anew(postgres: EmbeddedPostgres, data: Path) -> None:
    half = data / "cluster.unfinished"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    postgres.start()

    assert ask(postgres, "select 1") == 1


def test_the_log_keeps_silent_about_what_people_wrote(postgres: EmbeddedPostgres) -> None:
    postgres.start()
    execute(postgres, "create table told (words text primary key)")
    execute(postgres, "insert into told values ('my secret words')")

    with pytest.raises(psycopg.errors.UniqueViolation):
        execute(postgres, "insert into told values ('my secret words')")

    assert "duplicate key" in postgres.log.read_text()
    assert "secret" not in postgres.log.read_text()


def test_the_callers_environment_does_not_steer_the_server(
    postgres: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PGDATA", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("PGPORT", "6000")

    postgres.start()

    assert ask(postgres, "show port") == "5432"


def test_a_server_that_cannot_start_tells_why(postgres: EmbeddedPostgres, data: Path) -> None:
    postgres.start()
    postgres.stop()
    with (data / "cluster" / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")

    with pytest.raises(PostgresCommandFailed) as caught:
        postgres.start()

    assert "no_such_setting" in str(caught.value)


def test_a_socket_folder_put_there_by_somebody_else_is_refused(
    postgres: EmbeddedPostgres, tmp_path: Path
) -> None:
    address = psycopg.conninfo.conninfo_to_dict(postgres.dsn("postgres", "postgres"))
    sockets = Path(str(address["host"]))
    sockets.symlink_to(tmp_path)

    with pytest.raises(UnsafeFolder):
        postgres.start()

    sockets.unlink()


def test_programs_are_found_by_name_and_unknown_ones_are_named(postgres: EmbeddedPostgres) -> None:
    found = [postgres.binary(name) for name in ("pg_dump", "psql", "pgbench")]

    assert all(program.is_file() for program in found)
    with pytest.raises(PostgresMissing, match="pg_dumb"):
        postgres.binary("pg_dumb")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs the user nobody")
def test_where_namespaces_are_forbidden_root_runs_the_server_as_nobody() -> None:
    place = Path(tempfile.mkdtemp())  # pytest's own folders are closed to nobody
    place.chmod(0o755)
    server = EmbeddedPostgres(place / "données", programs_as_nobody(place))

    server.start()

    assert ask(server, "select 1") == 1
    assert psutil.Process(postmaster_pid(place / "données")).uids().real == 65534
    server.stop()
    assert not server.is_running()
    shutil.rmtree(place)


def test_a_signal_to_the_starter_leaves_the_server_running(
    postgres: EmbeddedPostgres, data: Path
) -> None:
    program = (
        "import sys, time; from pathlib import Path;"
        "from fielding.engines.embedded_postgres import EmbeddedPostgres;"
        "EmbeddedPostgres(Path(sys.argv[1])).start(); print('up', flush=True); sys.stdin.read()"
    )
    starter = subprocess.Popen(
        [sys.executable, "-c", program, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert starter.stdout is not None
    starter.stdout.readline()

    os.killpg(starter.pid, signal.SIGTERM)
    starter.communicate()

    assert ask(postgres, "select 1") == 1
