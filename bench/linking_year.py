"""A year by the bulk path: reports imported in batches, sorted, sequenced and linked, by stages.

`python -m bench.linking_year` measures a year; `--same` links 20,000 in bulk and then one at a
time, and compares what stands. Both on a hub of their own, and both write docs/measurements.md,
but with a number of reports behind them, which tries them out. What the reports say is drawn
beforehand by two processes and is not counted.
"""

import os
import pickle
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import psycopg
from django.conf import settings
from django.db import connection
from rich.console import Console

from bench.apart import own_hub
from bench.figures import Figure
from bench.keeping import Section, keep
from bench.machine import administrator, describe
from bench.run import shown
from fielding.app.incoming import Incoming
from fielding.simulation.answering import Reporter
from fielding.simulation.caseload import Plan, plan_plots
from fielding.simulation.drawing import seeded
from fielding.simulation.linking.plots import Plots
from fielding.simulation.places import Country, read_country
from fielding.simulation.world import World, read_world
from fielding.store.linking import linker
from fielding.store.linking.reaching import standing, start_over
from fielding.wiring.hub import hub, reference_tables
from fielding.wiring.importing import import_rows
from fielding.wiring.linking import a_linker
from fielding.wiring.sequencing import a_sequencer
from fielding.wiring.simulating import SERVICE

#: Reports that one file of drawn reports holds.
BATCH = 1_000
SEED = 7
PAST = timedelta(days=365)
KEPT = "SELECT report, core, in_body, family, network, torn FROM link_report ORDER BY report"
STATES = "SELECT token, state, reports, owners FROM link_identifier ORDER BY token"


def measure(reports: int = 500_000, backlog: int = linker.BACKLOG) -> list[Figure]:
    """Import, sequence and link a year; the hub was set up and holds nothing."""
    with tempfile.TemporaryDirectory() as folder:
        _draw(reports, Path(folder))
        stages = {
            "received and sorted": _stage("receiving", lambda: _receive(reports, Path(folder))),
            "sequenced": _stage("sequencing", _sequence),
            "linked": _stage("linking", lambda: _link(backlog)),
        }
    entries, networks = _counted()
    if entries < 2 * reports:
        raise ArithmeticError(entries)
    whole = sum(stages.values())
    name = f"{reports:,} reports"
    return [
        Figure(what=f"{name} received, sequenced, sorted and linked", value=round(whole), unit="s"),
        *(
            Figure(what=f"{name} {stage}", value=round(seconds, 1), unit="s")
            for stage, seconds in stages.items()
        ),
        Figure(what="entries that they make", value=entries, unit="entries"),
        Figure(what="networks of two or more", value=networks, unit="networks"),
    ]


def compare() -> list[Figure]:
    """Link what is there once more, one report at a time, and count what stands differently."""
    bulk = _standing()
    with psycopg.connect(administrator()) as owner:
        start_over(owner)
    begun = time.perf_counter()
    _link(sys.maxsize)
    taken = time.perf_counter() - begun
    alone = _standing()
    different = sum(one != other for one, other in zip(bulk, alone, strict=True))
    return [
        Figure(what="the same linked one at a time", value=round(taken, 1), unit="s"),
        Figure(what="rows that differ", value=different, unit=f"of {len(bulk):,}"),
    ]


def _stage(name: str, work: Callable[[], None]) -> float:
    _tell(f"{name}…")
    begun = time.perf_counter()
    work()
    taken = time.perf_counter() - begun
    _tell(f"{name}: {taken:.1f} s")
    return taken


def _receive(reports: int, folder: Path) -> None:
    """Let the hub's own bulk import take in what was drawn."""
    service = hub().services.current(read_world(SERVICE).service)
    files = sorted(folder.glob("*.pickle"))
    rows = (row for file in files for row in pickle.loads(file.read_bytes()))
    done = import_rows(hub(), service, rows, folder / "drawn", lambda _: None)
    if done.made != reports:
        raise ArithmeticError(done)


def _sequence() -> None:
    with psycopg.connect(settings.FIELDING_SEQUENCER, autocommit=True) as connection:
        sequencer = a_sequencer(connection)
        sequencer.take_over()
        while sequencer.sequence_batch():
            continue


def _link(backlog: int) -> None:
    usual, linker.BACKLOG = linker.BACKLOG, backlog
    try:
        at_work = a_linker()
        while at_work.link_stretch():
            continue
    finally:
        linker.BACKLOG = usual


def _counted() -> tuple[int, int]:
    with psycopg.connect(administrator()) as server:
        (entries,) = server.execute("SELECT count(*) FROM entry").fetchone() or (0,)
        return entries, standing(server.cursor()).networks


def _standing() -> list[tuple[object, ...]]:
    with psycopg.connect(administrator()) as server:
        return server.execute(KEPT).fetchall() + server.execute(STATES).fetchall()


def _draw(reports: int, folder: Path) -> None:
    """Draw what the reports say into files, by two processes."""
    _tell(f"drawing {reports:,} reports…")
    world, tables = read_world(SERVICE), reference_tables()
    country = read_country(
        tables.read("action_fraud_referrals").mappings, tables.read("geo/outcode_force").mappings
    )
    until = datetime.now(UTC)
    plan = Plan(reports=reports, seed=SEED, begin=until - PAST, until=until)
    _drawn.append(Drawing(world, country, plan, plan_plots(world, country, plan)))
    connection.close()  # no process shares one with another
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        for _ in pool.map(_draw_file, range(0, reports, BATCH), repeat(folder)):
            continue


class Drawing(NamedTuple):
    """What every drawn report follows from."""

    world: World
    country: Country
    plan: Plan
    plots: Plots


#: What a process that was forked draws from.
_drawn: list[Drawing] = []


def _draw_file(first: int, folder: Path) -> None:
    drawing = _drawn[-1]
    numbers = range(first, min(first + BATCH, drawing.plan.reports))
    drawn = [_incoming(drawing, number) for number in numbers]
    (folder / f"{first:09}.pickle").write_bytes(pickle.dumps(drawn))


def _incoming(drawing: Drawing, number: int) -> Incoming:
    plan, plot = drawing.plan, drawing.plots.of(number)
    received = plan.begin + timedelta(days=plot.day)
    reporter = Reporter(
        rng=seeded(f"report/{SEED}/{number}"),
        hand=seeded(f"hand/{SEED}/{number}"),
        world=drawing.world,
        country=drawing.country,
        force=list(drawing.country.forces.values())[plot.force],
        plot=plot,
        seed=SEED,
        today=received.date(),
    )
    answers = reporter.answer(hub().services.current(drawing.world.service))
    key = f"year/{SEED}/{number}"
    return Incoming(
        number=number + 1, key=key, door="file", answers=answers, occurred_at=received
    )


def _tell(words: str) -> None:
    Console(stderr=True).print(words, style="dim")


def main(asked: list[str]) -> None:
    """Measure and show; what is measured at its full size is written down as well."""
    sizes, machine = [int(each) for each in asked if each.isdecimal()], describe()
    if "--same" in asked:
        name = "Linking: in bulk and one at a time"
        figures = [*measure(sizes[0] if sizes else 20_000, backlog=0), *compare()]
    else:
        name = "Linking: a year by the bulk path"
        figures = measure(*sizes)
    Console().print(shown(name, figures))
    machine["load after"] = f"{os.getloadavg()[0]:.2f}"
    if not sizes:
        keep(datetime.now(UTC), machine, {name: Section(figures=figures)})


if __name__ == "__main__":
    with own_hub():
        main(sys.argv[1:])
