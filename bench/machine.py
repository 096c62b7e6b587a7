"""The machine: what it is, how busy it was, and how fast PostgreSQL alone is on it."""

import os
import platform
import re
import subprocess
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg.conninfo import make_conninfo

from fielding.engines.embedded_postgres import EmbeddedPostgres

_TPS = re.compile(r"tps = ([\d.]+)")
_LATENCY = re.compile(r"latency average = ([\d.]+) ms")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What pgbench found."""

    per_second: float
    milliseconds: float


def describe() -> dict[str, str]:
    """Say what was measured on, and how busy it was with other things."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in _lines("/proc/cpuinfo")
            if "model name" in line
        ),
        platform.processor(),
    )
    memory = next((line.split()[1] for line in _lines("/proc/meminfo") if "MemTotal" in line), "0")
    with psycopg.connect(administrator()) as server:
        version = server.info.parameter_status("server_version") or ""
    return {
        "processor": model,
        "cores": str(os.cpu_count()),
        "memory": f"{int(memory) // 1024 // 1024} GB",
        "system": platform.platform(),
        "python": platform.python_version(),
        "postgresql": version,
        "load before": f"{os.getloadavg()[0]:.2f}",
    }


def administrator() -> str:
    """Give the address of the database as its superuser."""
    return make_conninfo(settings.FIELDING_ADMINISTRATOR, dbname=settings.FIELDING_DATABASE_NAME)


def copy_rows(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> float:
    """COPY rows into a bare table without an index; give rows a second."""
    named = ", ".join(f'"{column}" text' for column in columns)
    with psycopg.connect(administrator(), autocommit=True) as server, server.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_copy ({named})".encode())
        begun, count = time.perf_counter(), 0
        with cursor.copy("COPY bench_copy FROM STDIN") as sink:
            for row in rows:
                sink.write_row(row)
                count += 1
        taken = time.perf_counter() - begun
        cursor.execute("DROP TABLE bench_copy")
    return count / taken


def insert_rate(clients: int, seconds: int, length: int) -> Rate:
    """Insert rows of a length one by one into a bare table, as fast as pgbench can."""
    with psycopg.connect(administrator(), autocommit=True) as server:
        server.execute("DROP TABLE IF EXISTS bench_insert")
        server.execute("CREATE TABLE bench_insert (id uuid PRIMARY KEY, content bytea NOT NULL)")
    script = (
        "INSERT INTO bench_insert VALUES"
        f" (gen_random_uuid(), convert_to(repeat('x', {length}), 'UTF8'));\n"
    )
    said = pgbench(script, administrator(), clients, seconds)
    with psycopg.connect(administrator(), autocommit=True) as server:
        server.execute("DROP TABLE bench_insert")
    return said


def pgbench(script: str, address: str, clients: int, seconds: int, *more: str) -> Rate:
    """Run a script with pgbench."""
    server = EmbeddedPostgres(Path(settings.FIELDING_VAR) / "postgres")
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        command = [
            str(server.binary("pgbench")), "-n", "-M", "prepared", "-f", file.name, *more,
            "-c", str(clients), "-j", "2", "-T", str(seconds), address,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    tps, latency = _TPS.search(done.stdout), _LATENCY.search(done.stdout)
    if tps is None or latency is None:
        raise RuntimeError(done.stdout)
    return Rate(per_second=float(tps[1]), milliseconds=float(latency[1]))


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []
