"""Writes segments: a Parquet file for every hundred thousand entries, and what explains them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq

from fielding.app.standing import DEFAULT_NATION
from fielding.engines.exports import ExportFolder
from fielding.engines.segments.columns import Columns, microseconds
from fielding.engines.segments.manifest import (
    CHECKPOINT,
    ENTRIES,
    FIGURES,
    KEYS,
    MANIFEST,
    Manifest,
)
from fielding.engines.segments.waiting import Cells
from fielding.ledger.entry import Kept
from fielding.oversight.countings import TOLD
from fielding.oversight.tallies import Tally

#: Entries in one segment.
SEGMENT = 100_000
#: A published figure: so many points of a counting say this, there.
FIGURE = pa.schema(
    [
        ("counting", pa.string()),
        ("synthetic", pa.bool_()),
        ("service", pa.string()),
        ("month", pa.string()),
        ("firm", pa.string()),
        ("force", pa.string()),
        ("says", pa.string()),
        ("number", pa.int64()),
    ]
)


@dataclass(slots=True)
class SegmentFolder:
    """A folder that fills with segments."""

    target: ExportFolder
    columns: Columns
    #: The first and last moment (microseconds) that entries tell of, and whose days count.
    span: tuple[int, int] | None = None
    nations: set[str] = field(default_factory=lambda: {DEFAULT_NATION})
    _segments: int = 0

    def __post_init__(self) -> None:
        self.target.open(ENTRIES)

    def add(self, entries: Iterable[Kept]) -> None:
        """Write one segment; the entries come in the order of their indexes."""
        rows = self.columns.rows(entries)
        self._write(rows, f"{ENTRIES}/{self._segments:06}.parquet")
        self._segments += 1
        cases = [subject.startswith("case/") for subject in rows["subject"].to_pylist()]
        of_cases = rows.filter(pa.array(cases, pa.bool_()))
        moments = of_cases["at"].to_pylist()
        if moments:
            known = self.span or (moments[0], moments[0])
            self.span = (min(known[0], *moments), max(known[1], *moments))
        self.nations |= set(of_cases["nation"].drop_null().to_pylist())

    def span_until(self, now: datetime) -> tuple[int, int]:
        """Give the span of the entries; of none, the moment itself."""
        return self.span or (microseconds(now), microseconds(now))

    def publish(
        self, figures: Iterable[Tally], waits: Mapping[str, Cells], manifest: Manifest
    ) -> None:
        """Write the figures as the hub counted them, and the manifest, which comes last."""
        known = list(figures)
        cells = {**counted(known), **summed(known), **waits}
        self._write(figure_rows(cells), FIGURES)
        self.target.put(MANIFEST, manifest.text().encode())

    def _write(self, rows: pa.Table, path: str) -> None:
        pq.write_table(rows, self.target.folder / path, compression="zstd")


def explain(
    target: ExportFolder, definitions: Mapping[str, tuple[bytes, bytes]], note: str, keys: str
) -> None:
    """Write the definitions by digest (their bytes, their tables'), the checkpoint and the keys."""
    for digest, (content, tables) in definitions.items():
        target.put(f"definitions/{digest}.yaml", content)
        target.put(f"definitions/{digest}.tables.json", tables)
    target.put(KEYS, keys.encode())
    target.put(CHECKPOINT, note.encode())


def counted(figures: Iterable[Tally]) -> dict[str, Cells]:
    """Count the points of each tally by everything a figure can be broken down by."""
    return {
        tally.counting.name: Counter(
            (one.synthetic, one.service, one.month, one.firm, one.force, one.says)
            for points in tally.points.values()
            for one in points
        )
        for tally in figures
    }


def summed(figures: Iterable[Tally]) -> dict[str, Cells]:
    """Add up the pence that the points of each tally tell, under the name of the sum."""
    found: dict[str, Counter[tuple[object, ...]]] = {}
    for tally in figures:
        if tally.counting.adds:
            cells = found.setdefault(tally.counting.sum_name, Counter())
            for one in (point for points in tally.points.values() for point in points):
                if one.says == TOLD:
                    place = (one.synthetic, one.service, one.month, one.firm, one.force, one.says)
                    cells[place] += one.pence
    return dict(found)


def figure_rows(figures: Mapping[str, Cells]) -> pa.Table:
    """Write figures as rows."""
    rows = [
        dict(zip(FIGURE.names, (name, *place, number), strict=True))
        for name, cells in figures.items()
        for place, number in cells.items()
    ]
    return pa.Table.from_pylist(rows, schema=FIGURE)
