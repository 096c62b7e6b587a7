"""The same reports for every tool: as tables of text, a column for each kind of identifier."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from bench.linking_quality import ANSWERED, OPEN
from fielding.linking.identifiers.reading import read_answer
from fielding.simulation.linking.groups import draw_reports
from fielding.simulation.linking.mixture import Kind, Mixture
from fielding.simulation.linking.naming import Whose, draw_mentions

Numbers = NDArray[np.int64]
#: What one report names of a kind beyond this is left out: a handful of reports name more.
MOST = 2
#: What more reports than this name is taken away before peers see it that have no such test.
BUSY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Reports from nought, and which identifiers they name: (report, kind, canonical form)."""

    reports: int
    rows: list[tuple[int, str, str]]
    group: Numbers

    def columns(self) -> pa.Table:
        """Give a row for each report, with up to two columns for each kind."""
        table: dict[str, list[str | None]] = {}
        filled: dict[tuple[int, str], int] = {}
        for report, kind, canonical in self.rows:
            place = filled.get((report, kind), 0)
            if place < MOST:
                filled[report, kind] = place + 1
                name = f"{kind}_{place + 1}"
                if name not in table:
                    table[name] = [None] * self.reports
                table[name][report] = canonical
        numbers = pa.array([f"r{report}" for report in range(self.reports)])
        return pa.table({"report": numbers, **{each: table[each] for each in sorted(table)}})

    def lists(self) -> pa.Table:
        """Give a row for each report, with a list for each kind."""
        table: dict[str, list[list[str]]] = {}
        for report, kind, canonical in self.rows:
            if kind not in table:
                table[kind] = [[] for _ in range(self.reports)]
            table[kind][report].append(canonical)
        listed = {
            kind: pa.array([told or None for told in table[kind]], pa.list_(pa.string()))
            for kind in sorted(table)
        }
        return pa.table({"unique_id": pa.array(range(self.reports)), **listed})

    def first(self, reports: int) -> "Named":
        """Give the first reports only."""
        most = min(reports, self.reports)
        kept = [row for row in self.rows if row[0] < most]
        return Named(reports=most, rows=kept, group=self.group[:most])

    def busy(self, most: int = BUSY) -> set[tuple[str, str]]:
        """List what more reports name than that."""
        counted = Counter(row[1:] for row in self.rows)
        return {each for each, count in counted.items() if count > most}

    def without(self, left_out: Iterable[tuple[str, str]]) -> "Named":
        """Leave identifiers out, by kind and canonical form."""
        gone = set(left_out)
        rows = [row for row in self.rows if row[1:] not in gone]
        return Named(reports=self.reports, rows=rows, group=self.group)


def drawn(size: int, coming: int) -> Named:
    """Draw reports that are there, and some that come: the very ones of `bench.linking_filled`.

    What a reporter gives as their own is left out: it is no evidence of who is behind a report.
    """
    rng, mixture = np.random.default_rng(size), Mixture()
    made = draw_reports(rng, mixture, size + coming)
    told = draw_mentions(rng, mixture, made)
    kinds = [Kind(kind).name.lower() for kind in range(len(Kind))]
    theirs = told.whose != Whose.REPORTER
    report, identifier = told.report[theirs], told.identifier[theirs]
    columns = (report.tolist(), told.kind[identifier].tolist(), identifier.tolist())
    rows = [(report, kinds[kind], f"i{one}") for report, kind, one in zip(*columns, strict=True)]
    return Named(reports=size + coming, rows=rows, group=made.group.astype(np.int64))


def open_reports(file: int) -> Named:
    """Read an open file as the hub would read what people wrote."""
    groups = parquet.read_table(OPEN / f"reports_open_{file}.parquet").sort_by("report_id")
    told = parquet.read_table(OPEN / f"identifiers_open_{file}.parquet")
    rows = [
        (report, str(identifier.kind), identifier.canonical)
        for report, kind, raw in zip(
            *(told[name].to_pylist() for name in ("report_id", "kind", "raw")), strict=True
        )
        for identifier in read_answer(ANSWERED[kind], raw).identifiers
    ]
    group = groups["group"].to_numpy().astype(np.int64)
    return Named(reports=len(group), rows=list(dict.fromkeys(rows)), group=group)


def write(table: pa.Table, folder: Path, name: str) -> Path:
    """Write a table for another process."""
    file = folder / f"{name}.parquet"
    parquet.write_table(table, file)
    return file
