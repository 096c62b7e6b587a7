"""Recomputes every published figure from segments, and compares it with what was published."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis.expr.types import Table

from fielding.engines.segments.manifest import FIGURES
from fielding.engines.segments.plans import SIDES
from fielding.engines.segments.waiting import Cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A figure: how many cells it has, and in how many what was published differs."""

    name: str
    cells: int
    differing: int

    @property
    def equal(self) -> bool:
        """Is every cell the same?"""
        return not self.differing


def compare_figures(
    folder: Path, cubes: Mapping[str, Table], further: Iterable[tuple[str, Cells]] = ()
) -> Iterator[Compared]:
    """Run the plan of each figure, and take further ones as they are counted.

    One that was published but is not known differs in all its cells.
    """
    published = _published(folder)
    done: dict[int, Cells] = {}
    for name, cube in cubes.items():
        # Figures that go by one plan share it, and it runs once.
        if id(cube) not in done:
            done[id(cube)] = cells_of(cube.to_pyarrow())
        yield _compared(name, done[id(cube)], published.pop(name, {}))
    for name, cells in further:
        yield _compared(name, cells, published.pop(name, {}))
    for name, cells in published.items():
        yield _compared(name, {}, cells)


def cells_of(rows: pa.Table) -> Cells:
    """Give the cells of a cube by where they stand."""
    columns = [rows[side].to_pylist() for side in SIDES]
    return dict(zip(zip(*columns, strict=True), rows["number"].to_pylist(), strict=True))


def _published(folder: Path) -> dict[str, Cells]:
    rows = pq.read_table(folder / FIGURES)
    names = set(rows["counting"].to_pylist())
    return {name: cells_of(rows.filter(pc.equal(rows["counting"], name))) for name in names}


def _compared(name: str, ours: Cells, theirs: Cells) -> Compared:
    places = ours.keys() | theirs.keys()
    differing = sum(ours.get(place, 0) != theirs.get(place, 0) for place in places)
    return Compared(name=name, cells=len(places), differing=differing)
