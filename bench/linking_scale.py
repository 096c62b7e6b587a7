"""Ten million identifier rows to networks, from a file or from PostgreSQL, beside the bare limit.

In PostgreSQL they stand in the tables of linking of a hub of its own, with their indexes.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi
import duckdb
import numpy as np
import psycopg
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from bench.figures import Figure
from bench.machine import administrator
from fielding.engines.linking.batch import Said, network_arranged
from fielding.engines.linking.batch_arrays import Mentions, Numbers, arrange
from fielding.engines.linking.batch_limits import limits_of
from fielding.linking.networks.limits import WIDE
from fielding.simulation.linking.groups import draw_reports
from fielding.simulation.linking.mixture import Kind, Mixture
from fielding.simulation.linking.naming import draw_mentions
from fielding.store.linking.reaching import start_over

ROWS = 10_000_000
FILL = Path(__file__).with_suffix(".sql")
#: About so many identifiers does a drawn report name.
EACH = 2.6
SEED = 12


def measure(rows: int = ROWS) -> list[Figure]:
    """Draw, write to a file, and let a process of its own work out all networks from it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mentions.parquet"
        _apart("draw", file, rows)  # what drawing takes must not count with what is measured
        seconds, memory = _median("networks", file)
        bare, bare_memory = _median("bare", file)
        fill(file)
        kept, kept_memory = _median("kept", administrator())
        bare_kept, bare_kept_memory = _median("bare_kept", administrator())
    return [
        Figure(
            what=f"{rows:,} identifier rows from Parquet to networks",
            value=seconds, unit="s",
            limit=bare, limit_is="DuckDB's grouping and scipy's components, no rule at all",
        ),
        Figure(
            what="memory that it takes at most", value=memory, unit="MB",
            limit=bare_memory, limit_is="the same",
        ),
        Figure(
            what=f"{rows:,} identifier rows from PostgreSQL to networks",
            value=kept, unit="s",
            limit=bare_kept, limit_is="the rows fetched, then the same",
        ),
        Figure(
            what="memory that it takes at most", value=kept_memory, unit="MB",
            limit=bare_kept_memory, limit_is="the same",
        ),
    ]  # fmt: skip


def _median(what: str, source: object) -> tuple[float, float]:
    """Run one way three times; give the middle of the seconds, and of the megabytes."""
    found = [_apart(what, source) for _ in range(3)]
    return statistics.median(each[0] for each in found), statistics.median(
        each[1] for each in found
    )


def fill(file: Path) -> None:
    """Put the rows of a file into the tables of linking, as the linker would have left them."""
    hub = duckdb.connect()
    told = f"SELECT report + 1 AS report, identifier + 1 AS identifier, own FROM '{file}'"
    near = f"SELECT one + 1 AS one, other + 1 AS other FROM read_parquet('{file}.near')"
    wide = f"SELECT identifier + 1 AS identifier, any_value(wide) AS wide FROM '{file}' GROUP BY 1"
    tables = {
        "told_rows": f"SELECT DISTINCT ON (report, identifier) * FROM ({told})",
        "told_near": f"SELECT DISTINCT * FROM ({near})",
        "told_kinds": f"{wide} UNION ALL SELECT unnest([one, other]), false FROM ({near})",
    }
    with psycopg.connect(administrator(), autocommit=True) as owner:
        start_over(owner)
        with adbc_driver_postgresql.dbapi.connect(administrator()) as sink:
            for name, statement in tables.items():
                with sink.cursor() as cursor:
                    cursor.adbc_ingest(name, hub.sql(statement).to_arrow_table(), "replace")
            sink.commit()
        owner.execute(FILL.read_bytes())




def _draw(file: Path, rows: int) -> None:
    """Draw reports with the rates of the open files, typos as near pairs of what was meant."""
    rng = np.random.default_rng(SEED)
    mixture = Mixture(largest=1_000)
    drawn = draw_mentions(rng, mixture, draw_reports(rng, mixture, int(rows / EACH) + 200_000))
    told = {
        "report": drawn.report[:rows].astype(np.int64),
        "identifier": drawn.identifier[:rows].astype(np.int64),
        "own": drawn.whose[:rows] == 1,
        "wide": np.isin(drawn.kind, [kind for kind in Kind if kind.name.lower() in WIDE])[
            drawn.identifier[:rows]
        ],
    }
    mistyped = np.flatnonzero(drawn.meant != np.arange(len(drawn.meant)))
    near = {"one": drawn.meant[mistyped].astype(np.int64), "other": mistyped.astype(np.int64)}
    hub = duckdb.connect()
    hub.register("rows", told)
    hub.register("near", near)
    hub.execute(f"COPY (SELECT * FROM rows) TO '{file}' (FORMAT parquet)")
    hub.execute(f"COPY (SELECT * FROM near) TO '{file}.near' (FORMAT parquet)")


def _apart(what: str, source: object, *more: object) -> tuple[float, float]:
    """Run one way in a process of its own; give seconds and megabytes at most."""
    command = [sys.executable, "-m", "bench.linking_scale", what, str(source), *map(str, more)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    seconds, memory = told.stdout.split()
    return float(seconds), float(memory)


def _networks(file: str) -> None:
    hub = duckdb.connect()
    hub.execute("SET threads = 2")
    rows = hub.execute(f"SELECT * FROM '{file}'").fetchnumpy()
    near = hub.execute(f"SELECT * FROM read_parquet('{file}.near')").fetchnumpy()
    mentions = Mentions(**{name: np.asarray(column) for name, column in rows.items()})
    reports = np.arange(int(mentions.report.max()) + 1, dtype=np.int64)
    pairs: Numbers = np.stack([near["one"], near["other"]], axis=1)
    del rows, near
    _network(reports, mentions, pairs)


def _kept(address: str) -> None:
    """Read what joins reports from the tables, and work all networks out."""
    with adbc_driver_postgresql.dbapi.connect(address) as source:
        told = _fetched(source, "SELECT report, identifier, whose = 'reporter' FROM link_mention")
        reports = _fetched(source, "SELECT report FROM link_report ORDER BY report")[0]
        kinds = ", ".join(f"'{kind}'" for kind in sorted(WIDE))
        wide = _fetched(source, f"SELECT identifier FROM link_identifier WHERE kind IN ({kinds})")
        one, other = _fetched(source, "SELECT one, other FROM link_near")
    report, identifier, own = told
    flags = np.zeros(int(identifier.max()) + 1, np.bool_)
    flags[wide[0]] = True
    mentions = Mentions(report=report, identifier=identifier, own=own, wide=flags[identifier])
    del told, wide
    _network(reports, mentions, np.stack([one, other], axis=1))


def _bare_kept(address: str) -> None:
    with adbc_driver_postgresql.dbapi.connect(address) as source:
        report, identifier = _fetched(source, "SELECT report, identifier FROM link_mention")
    hub = duckdb.connect()
    hub.register("told", {"report": report, "identifier": identifier})
    _components(hub, "told")


def _fetched(source: Any, statement: str) -> list[Any]:
    with source.cursor() as cursor:
        cursor.execute(statement)
        table = cursor.fetch_arrow_table()
    return [column.to_numpy() for column in table.columns]


def _network(reports: Numbers, mentions: Mentions, near: Numbers) -> None:
    arrays = arrange(mentions, reports, near)
    network_arranged(arrays, near, Said(), limits_of(arrays))


def _bare(file: str) -> None:
    _components(duckdb.connect(), f"'{file}'")


def _components(hub: Any, told: str) -> None:
    hub.execute("SET threads = 2")
    pairs = hub.execute(
        "SELECT report, min(report) OVER (PARTITION BY identifier) AS first"
        f" FROM {told} QUALIFY report <> first"
    ).fetchnumpy()
    count = int(pairs["report"].max()) + 1
    ones = np.ones(len(pairs["report"]), np.bool_)
    graph = coo_array((ones, (pairs["report"], pairs["first"])), shape=(count, count))
    connected_components(graph.tocsr(), directed=False)


WAYS: dict[str, Callable[[str], None]] = {
    "networks": _networks, "bare": _bare, "kept": _kept, "bare_kept": _bare_kept,
}  # fmt: skip

if __name__ == "__main__":
    if len(sys.argv) > 1:
        begun, source = time.perf_counter(), sys.argv[2]
        if sys.argv[1] == "draw":
            _draw(Path(source), int(sys.argv[3]))
        else:
            WAYS[sys.argv[1]](source)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(round(time.perf_counter() - begun, 1), round(most))
