"""All measures of a year from segments, beside the same figures in SQL written by hand."""

import shutil
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

from bench.figures import Figure
from bench.statements import database_of
from fielding.definitions.service import Service
from fielding.engines.calendar import BankHolidays
from fielding.engines.segments.calendars import due_rows
from fielding.engines.segments.cases import case_rows
from fielding.engines.segments.comparing import cells_of
from fielding.engines.segments.duckdb_engine import engine
from fielding.engines.segments.opened import Opened
from fielding.engines.segments.plans import cubes, plans, sum_cubes
from fielding.engines.segments.waiting import Cells
from fielding.wiring.hub import services

CASES = 500_000
HERE = Path(__file__).parent
NATIONS = ("england", "wales")
#: Hand-written statement -> the measures whose figures it gives.
BY_HAND = {
    "first_look": ("measure.fraud.first-look-in-time", "measure.fraud.time-to-first-look"),
    "acceptance": ("measure.fraud.accepted-in-time",),
    "outcome": ("measure.fraud.outcomes-in-time",),
    "reports": ("measure.fraud.reports",),
    "judicial": ("measure.fraud.judicial-outcomes",),
    "overturned": ("measure.fraud.decisions-overturned",),
    "told": ("measure.fraud.money-lost",),
    "lost": ("sum.fraud.money-lost",),
}


def measure() -> list[Figure]:
    """Make a year, compute its measures both ways, and compare every number."""
    folder, fraud = Path(tempfile.mkdtemp(prefix="fielding-year-")), services().current("fraud")
    try:
        size, span = _make_year(folder, fraud)
        # By turns, so that whatever else the machine does slows both alike.
        runs = [(_planned(folder, fraud, span), _written(folder, fraud, span)) for _ in range(3)]
    finally:
        shutil.rmtree(folder)
    (_, ours), (_, theirs) = runs[0]
    if any(ours[name] != theirs[of] for of in BY_HAND for name in BY_HAND[of]):
        raise ArithmeticError(theirs.keys())
    return [
        Figure(
            what=f"all measures of {CASES:,} reports, {size:,} entries",
            value=round(min(taken for (taken, _), _ in runs), 2), unit="s",
            limit=round(min(taken for _, (taken, _) in runs), 2),
            limit_is="the same figures in SQL written by hand for DuckDB",
        ),
    ]  # fmt: skip


def _make_year(folder: Path, fraud: Service) -> tuple[int, tuple[int, int]]:
    """Write the entries; give their number, and the first and last moment (microseconds)."""
    with database_of(HERE / "year.sql") as (database, statements):
        database.execute(f"SET VARIABLE cases = {CASES}")
        database.execute(f"SET VARIABLE definition = '{fraud.digest}'")
        database.execute(f"SET VARIABLE file = '{folder}/000000.parquet'")
        for statement in statements.values():
            database.execute(statement).fetchall()
        row = database.execute('SELECT count(*), min("at"), max("at") FROM entries').fetchall()[0]
    return row[0], (row[1], row[2])


def _planned(folder: Path, fraud: Service, span: tuple[int, int]) -> tuple[float, dict[str, Cells]]:
    """Run the compiled plan of each measure; figures that share a plan run it once."""
    begun = time.perf_counter()
    with engine() as started, tempfile.TemporaryDirectory() as kept:
        _write_dues(Path(kept), fraud, span)
        entries = started.read(folder)
        opened = Opened(
            entries=entries,
            cases=started.keep(case_rows(entries), "cases"),
            dues=started.read(Path(kept)),
            services={fraud.digest: fraud},
            now=span[1],
            share=started.share,
        )
        measures = {n: plan for n, plan in plans([fraud]).items() if n.startswith("measure.")}
        wanted = {**cubes(opened, measures), **sum_cubes(opened, [fraud])}
        done: dict[int, Cells] = {}
        for cube in wanted.values():
            if id(cube) not in done:
                done[id(cube)] = cells_of(cube.to_pyarrow())
        found = {name: done[id(cube)] for name, cube in wanted.items()}
    return time.perf_counter() - begun, found


def _written(folder: Path, fraud: Service, span: tuple[int, int]) -> tuple[float, dict[str, Cells]]:
    begun = time.perf_counter()
    found: dict[str, Cells] = {}
    with (
        tempfile.TemporaryDirectory() as kept,
        database_of(HERE / "measures.sql") as (database, statements),
    ):
        _write_dues(Path(kept), fraud, span)
        database.execute(f"SET VARIABLE now = {span[1]}")
        database.execute(f"CREATE VIEW entries AS FROM '{folder}/*.parquet'")
        database.execute(f"CREATE VIEW dues AS FROM '{kept}/*.parquet'")
        database.execute(statements.pop("cases")).fetchall()
        for name, statement in statements.items():
            rows = database.execute(statement).fetchall()
            found[name] = {(False, fraud.code, *where): number for *where, number in rows}
    return time.perf_counter() - begun, found


def _write_dues(folder: Path, fraud: Service, span: tuple[int, int]) -> None:
    nations = {nation: BankHolidays().of(nation) for nation in NATIONS}
    pq.write_table(due_rows([fraud], nations, span), folder / "dues.parquet")
