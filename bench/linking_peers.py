"""Linking beside its peers, in one run on the same reports: Splink, goldenmatch, the bare limit.

`python -m bench.linking_peers [--small] [arrivals|reports|persons|rows …]`; without names, all of
them. What each tool was set to says `docs/linking/peers.md`. goldenmatch runs in an environment of
its own, whose Python `FIELDING_BENCH_GOLDENMATCH` names; without it its rows are left out, and the
page says so. Writes bench/results and docs/measurements.md, but for `--small`, which tries it out.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from rich.console import Console

from bench import apart, linking, linking_peers_splink, linking_persons, linking_scale
from bench.figures import Figure, milliseconds, percentile
from bench.keeping import Section, keep
from bench.linking_peers_reports import BUSY, Named, drawn, open_reports, write
from bench.linking_quality import OPEN, open_file
from bench.machine import describe
from bench.run import shown
from fielding.engines.linking.batch import Said, network_all
from fielding.engines.linking.batch_arrays import Mentions, arrange
from fielding.engines.linking.batch_limits import limits_of
from fielding.linking.agreement import Agreement, compare
from fielding.linking.networks.standing import State

SPLINK = f"Splink {version('splink')}"
GOLDENMATCH = "FIELDING_BENCH_GOLDENMATCH"
NO_GOLDENMATCH = f"goldenmatch was not measured: {GOLDENMATCH} names no Python that has it."
#: Reports that come, of which each tool gets as many as it can take in some minutes.
COMING = linking.ARRIVALS * linking.REPEATS
SCRIPT = Path(__file__).with_name("linking_peers_goldenmatch.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much is measured."""

    ours: tuple[int, ...] = (50_000, 1_000_000)
    goldenmatch: tuple[int, ...] = (50_000, 200_000)
    coming: int = 1_000
    alone: int = 30
    by_goldenmatch: int = 300
    households: int = 50_000
    rows: int = 10_000_000
    files: tuple[int, ...] = (1, 2)
    of_file: int = 50_000


SMALL = Sizes(
    ours=(2_000,), goldenmatch=(2_000,), coming=100, alone=3, by_goldenmatch=20,
    households=1_000, rows=200_000, files=(1,), of_file=3_000,
)  # fmt: skip


def arrivals(sizes: Sizes) -> Section:
    """Measure how long one report takes among those that are there."""
    figures = linking.measure(sizes.ours)
    for size in sizes.ours:
        _tell(f"{SPLINK} among {size:,}")
        figures += _splink_arrivals(size, sizes)
    if not _goldenmatch():
        return Section(figures=figures, notes=[NO_GOLDENMATCH])
    notes = [_goldenmatch_version()]
    for size in sizes.goldenmatch:
        _tell(f"goldenmatch among {size:,}")
        try:
            figures += _goldenmatch_arrivals(size, sizes)
        except subprocess.CalledProcessError as fault:
            notes.append(f"goldenmatch failed among {size:,}: {str(fault.stderr)[-200:]}")
    return Section(figures=figures, notes=notes)


def _splink_arrivals(size: int, sizes: Sizes) -> list[Figure]:
    named = drawn(size, COMING)
    table = _with_truth(named.without(named.busy()))
    coming = table.slice(size, sizes.coming)
    waits = linking_peers_splink.arrive(table.slice(0, size), coming, sizes.alone, 3)
    name = f"{SPLINK}, edges only, {size:,} existing"
    batch = percentile(waits.batch, 0.5)
    return [
        _waited(f"{name}: half within", waits.alone, 0.5),
        _waited(f"{name}: the slowest of {sizes.alone}", waits.alone, 1.0),
        Figure(
            what=f"{name}: {sizes.coming:,} in one batch, each",
            value=round(1000 * batch / sizes.coming, 3), unit="ms",
        ),
        Figure(what=f"{name}: the batch", value=milliseconds(batch), unit="ms"),
    ]  # fmt: skip


def _goldenmatch_arrivals(size: int, sizes: Sizes) -> list[Figure]:
    table = drawn(size, COMING).columns()
    coming = table.slice(size, sizes.by_goldenmatch)
    files = {"existing": table.slice(0, size), "coming": coming}
    told = _ask_goldenmatch("arrive", files)
    name = f"goldenmatch, its index over SQLite, {size:,} existing"
    return [
        _waited(f"{name}: half within", told["seconds"], 0.5),
        _waited(f"{name}: 99 of 100 within", told["seconds"], 0.99),
        Figure(what=f"{name}: filling it", value=round(told["filled"], 1), unit="s"),
    ]


def _waited(what: str, seconds: list[float], share: float) -> Figure:
    return Figure(what=what, value=milliseconds(percentile(seconds, share)), unit="ms")


def reports(sizes: Sizes) -> Section:
    """Measure how well each tool finds the true groups of reports."""
    if not OPEN.exists():
        return Section(figures=(), notes=[f"Not measured: {OPEN.name} is not at hand."])
    notes = [_goldenmatch_version()] if _goldenmatch() else [NO_GOLDENMATCH]
    figures = list[Figure]()
    for file in sizes.files:
        _tell(f"fraud reports, open file {file}")
        named = open_reports(file).first(sizes.of_file)
        name, true = f"open file {file}", named.group.tolist()
        figures += _grouped(f"{name}, ours", compare(_ours(file)[: named.reports], true))
        hubs = _hubs(named)
        for given, left_out in (("our list of hubs", hubs), (f"none over {BUSY}", named.busy())):
            _tell(f"{SPLINK}, given {given}")
            table = _listed(named.without(left_out))
            found = list(linking_peers_splink.group(table, true))
            _, taken, best = max(found, key=lambda each: each[2].f1)
            figures += _grouped(f"{name}, {SPLINK}, given {given}", best, taken)
        if _goldenmatch():
            for given, told in (("our list of hubs", named.without(hubs)), ("nothing", named)):
                _tell(f"goldenmatch, given {given}")
                answer = _ask_goldenmatch("group", {"reports": told.columns()})
                agreement = compare(answer["labels"], true)
                name_of = f"{name}, goldenmatch, given {given}"
                figures += _grouped(name_of, agreement, answer["seconds"])
    return Section(figures=figures, notes=notes)


def _ours(file: int) -> list[int]:
    told = open_file(file)
    places = np.arange(len(told.group), dtype=np.int64)
    limits = limits_of(arrange(told.mentions, places, told.near))
    labels: list[int] = network_all(
        places, told.mentions, told.near, Said(), limits
    ).network.tolist()
    return labels


def _hubs(named: Named) -> set[tuple[str, str]]:
    """List what our test calls hubs; it sees no truth."""
    numbers = {each: number for number, each in enumerate(dict.fromkeys(r[1:] for r in named.rows))}
    report = np.array([row[0] for row in named.rows], np.int64)
    identifier = np.array([numbers[row[1:]] for row in named.rows], np.int64)
    flags = np.zeros(len(report), np.bool_)
    mentions = Mentions(report=report, identifier=identifier, own=flags, wide=flags)
    places, near = np.arange(named.reports), np.zeros((0, 2), np.int64)
    limits = limits_of(arrange(mentions, places, near))
    states = network_all(places, mentions, near, Said(), limits).states()
    return {each for each, number in numbers.items() if states[number] is State.HUB}


def _grouped(name: str, found: Agreement, seconds: float | None = None) -> list[Figure]:
    figures = [
        Figure(what=f"{name}: pairs, F1", value=round(float(found.f1), 3), unit=""),
        Figure(what=f"{name}: B-cubed F", value=round(float(found.cubed_f), 3), unit=""),
        Figure(what=f"{name}: largest", value=found.largest_network, unit="reports"),
    ]
    if seconds is not None:
        figures.append(Figure(what=f"{name}: time", value=round(seconds, 1), unit="s"))
    return figures


def persons(sizes: Sizes) -> Section:
    """Measure how well each tool finds persons."""
    notes = [_goldenmatch_version()] if _goldenmatch() else [NO_GOLDENMATCH]
    if sizes is SMALL:
        figures = linking_persons.measure_on(linking_persons.housemates(sizes.households))
    else:
        figures = linking_persons.measure()
    return Section(figures=figures, notes=notes)


def rows(sizes: Sizes) -> Section:
    """Measure all networks of very many identifiers, beside the bare limit."""
    return Section(figures=linking_scale.measure(sizes.rows))


def _with_truth(named: Named) -> pa.Table:
    table = named.columns()
    table = table.rename_columns([linking_peers_splink.ID, *table.column_names[1:]])
    return table.append_column(linking_peers_splink.TRUTH, pa.array(named.group))


def _listed(named: Named) -> pa.Table:
    return named.lists().append_column(linking_peers_splink.TRUTH, pa.array(named.group))


def _goldenmatch() -> str | None:
    return os.environ.get(GOLDENMATCH)


def _goldenmatch_version() -> str:
    asked = "import importlib.metadata as m; print(m.version('goldenmatch'))"
    command = [_goldenmatch() or "", "-c", asked]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return f"goldenmatch {told.stdout.strip()}; {SPLINK} with DuckDB {version('duckdb')}."


def _ask_goldenmatch(what: str, files: Mapping[str, pa.Table]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        given = [str(write(table, Path(folder), name)) for name, table in files.items()]
        answer = Path(folder) / "answer.json"
        command = [_goldenmatch() or "", str(SCRIPT), what, *given, str(answer)]
        subprocess.run(command, check=True, capture_output=True, text=True)
        told: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    return told


PARTS: dict[str, tuple[str, Callable[[Sizes], Section]]] = {
    "arrivals": ("Linking beside its peers: one report among many", arrivals),
    "reports": ("Linking beside its peers: fraud reports", reports),
    "persons": ("Linking beside its peers: persons", persons),
    "rows": ("Linking beside the bare limit: very many identifiers", rows),
}


def _tell(words: str) -> None:
    Console(stderr=True).print(f"{datetime.now(UTC):%H:%M:%S} {words}…")


def main(asked: list[str]) -> None:
    """Measure, show, and write down."""
    sizes = SMALL if "--small" in asked else Sizes()
    names = [each for each in asked if each in PARTS] or list(PARTS)
    console = Console()
    with apart.own_hub():
        machine = describe()
        for name in names:
            title, measure = PARTS[name]
            _tell(title)
            try:
                section = measure(sizes)
            except subprocess.CalledProcessError as fault:
                # A tool that fails must not take what was measured before with it.
                console.print(str(fault.stderr))
                section = Section(figures=(), notes=[f"Not measured: {Path(fault.cmd[0]).name}."])
            console.print(shown(title, list(section.figures)), *section.notes)
            machine["load after"] = f"{os.getloadavg()[0]:.2f}"
            if sizes is not SMALL:
                file = keep(datetime.now(UTC), machine, {title: section})
                console.print(f"Written to {file}")


if __name__ == "__main__":
    main(sys.argv[1:])
