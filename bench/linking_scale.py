"""Ten million identifier rows to networks, from a Parquet file, beside the bare limit."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from bench.figures import Figure
from fielding.engines.linking.batch import Said, network_all
from fielding.engines.linking.batch_arrays import Mentions, Numbers, arrange
from fielding.engines.linking.batch_states import common_shares
from fielding.linking.networks.limits import WIDE, Limits
from fielding.simulation.linking.groups import draw_reports
from fielding.simulation.linking.mixture import Kind, Mixture
from fielding.simulation.linking.naming import draw_mentions

ROWS = 10_000_000
#: About so many identifiers does a drawn report name.
EACH = 2.6
SEED = 12


def measure() -> list[Figure]:
    """Draw, write to a file, and let a process of its own work out all networks from it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mentions.parquet"
        _apart("draw", file)  # what drawing takes must not count with what is measured
        seconds, memory = _apart("networks", file)
        bare, bare_memory = _apart("bare", file)
    return [
        Figure(
            what=f"{ROWS:,} identifier rows from Parquet to networks",
            value=seconds, unit="s",
            limit=bare, limit_is="DuckDB's grouping and scipy's components, no rule at all",
        ),
        Figure(
            what="memory that it takes at most", value=memory, unit="MB",
            limit=bare_memory, limit_is="the same",
        ),
    ]  # fmt: skip


def _draw(file: Path) -> None:
    """Draw reports with the rates of the open files, typos as near pairs of what was meant."""
    rng = np.random.default_rng(SEED)
    mixture = Mixture(largest=1_000)
    drawn = draw_mentions(rng, mixture, draw_reports(rng, mixture, int(ROWS / EACH) + 200_000))
    rows = {
        "report": drawn.report[:ROWS].astype(np.int64),
        "identifier": drawn.identifier[:ROWS].astype(np.int64),
        "own": drawn.whose[:ROWS] == 1,
        "wide": np.isin(drawn.kind, [kind for kind in Kind if kind.name.lower() in WIDE])[
            drawn.identifier[:ROWS]
        ],
    }
    mistyped = np.flatnonzero(drawn.meant != np.arange(len(drawn.meant)))
    near = {"one": drawn.meant[mistyped].astype(np.int64), "other": mistyped.astype(np.int64)}
    hub = duckdb.connect()
    hub.register("rows", rows)
    hub.register("near", near)
    hub.execute(f"COPY (SELECT * FROM rows) TO '{file}' (FORMAT parquet)")
    hub.execute(f"COPY (SELECT * FROM near) TO '{file}.near' (FORMAT parquet)")


def _apart(what: str, file: Path) -> tuple[float, float]:
    """Run one way in a process of its own; give seconds and megabytes at most."""
    command = [sys.executable, "-m", "bench.linking_scale", what, str(file)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    seconds, memory = told.stdout.split()
    return float(seconds), float(memory)


def _networks(file: Path) -> None:
    hub = duckdb.connect()
    hub.execute("SET threads = 2")
    rows = hub.execute(f"SELECT * FROM '{file}'").fetchnumpy()
    near = hub.execute(f"SELECT * FROM read_parquet('{file}.near')").fetchnumpy()
    mentions = Mentions(**{name: np.asarray(column) for name, column in rows.items()})
    reports = np.arange(int(mentions.report.max()) + 1, dtype=np.int64)
    pairs: Numbers = np.stack([near["one"], near["other"]], axis=1)
    del rows, near
    common = common_shares(arrange(mentions, reports, pairs))
    network_all(reports, mentions, pairs, Said(), Limits(common=common))


def _bare(file: Path) -> None:
    hub = duckdb.connect()
    hub.execute("SET threads = 2")
    pairs = hub.execute(
        "SELECT report, min(report) OVER (PARTITION BY identifier) AS first"
        f" FROM '{file}' QUALIFY report <> first"
    ).fetchnumpy()
    count = int(pairs["report"].max()) + 1
    ones = np.ones(len(pairs["report"]), np.bool_)
    graph = coo_array((ones, (pairs["report"], pairs["first"])), shape=(count, count))
    connected_components(graph.tocsr(), directed=False)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        for each in measure():
            print(each.what, each.value, each.unit, "| bare:", each.limit)
    else:
        begun = time.perf_counter()
        {"draw": _draw, "networks": _networks, "bare": _bare}[sys.argv[1]](Path(sys.argv[2]))
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(round(time.perf_counter() - begun, 1), round(most))
