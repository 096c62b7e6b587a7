"""Read the reference tables (codes, bodies, places) that ship with the hub or replace ours."""

import csv
import gzip
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import fielding
from fielding.engines.errors import BrokenTable, NoSuchTable

SHIPPED = Path(fielding.__file__).parent / "reference"
_ENDINGS = (".csv", ".csv.gz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its cells by column, and the line on which it ends."""

    cells: Mapping[str, str]
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def source(self) -> str:
        """Give where the row's facts come from; empty if the table does not say."""
        return self.cells.get("source", "")

    @property
    def to_be_confirmed(self) -> bool:
        """Say whether nobody has checked the row against its source yet."""
        return self.source.startswith("unverified")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceTable:
    """A whole table, in the order of its file. `file` is the one that was read."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    file: Path

    @property
    def mappings(self) -> tuple[Mapping[str, str], ...]:
        """Give the rows as plain mappings from column to cell."""
        return tuple(row.cells for row in self.rows)


class ReferenceTables:
    """The shipped tables, each replaced by the operator's file of the same name where there is one.

    A table is named by its path without ending: `nfib_codes`, `geo/outcode_force`. Nothing is kept:
    every `read` reads the file.
    """

    def __init__(self, operators: Path | None = None, shipped: Path = SHIPPED) -> None:
        self._folders = (operators, shipped) if operators else (shipped,)

    def names(self) -> tuple[str, ...]:
        """List the tables that there are."""
        found = {
            path.relative_to(folder).as_posix().partition(".csv")[0]
            for folder in self._folders
            for path in folder.rglob("*.csv*")
            if path.name.endswith(_ENDINGS)
        }
        return tuple(sorted(found))

    def read(self, name: str) -> ReferenceTable:
        """Read a table; raise NoSuchTable, or BrokenTable naming all broken rows by line."""
        file = self._find(name)
        try:
            lines = list(csv.reader(io.StringIO(_text(file), newline=""), strict=True))
        except (OSError, EOFError, UnicodeDecodeError, csv.Error) as fault:
            raise BrokenTable(file=str(file), fault=str(fault)) from fault
        columns = tuple(lines[0]) if lines else ()
        _require_sound(file, columns, lines)
        rows = (
            Row(cells=dict(zip(columns, cells, strict=True)), line=line)
            for line, cells in enumerate(lines[1:], start=2)
            if cells
        )
        return ReferenceTable(name=name, columns=columns, rows=tuple(rows), file=file)

    def _find(self, name: str) -> Path:
        if name in self.names():
            for folder in self._folders:
                for ending in _ENDINGS:
                    if (file := folder / f"{name}{ending}").is_file():
                        return file
        raise NoSuchTable(asked=name, known=", ".join(self.names()))


def _text(file: Path) -> str:
    content = file.read_bytes()
    if file.suffix == ".gz":
        content = gzip.decompress(content)
    return content.decode("utf-8-sig")


def _require_sound(file: Path, columns: tuple[str, ...], lines: list[list[str]]) -> None:
    faults = []
    if not all(columns) or not columns or len(set(columns)) < len(columns):
        faults.append("line 1: every column needs a name of its own")
    faults += [
        f"line {line}: {len(cells)} cells under {len(columns)} columns"
        for line, cells in enumerate(lines, start=1)
        if cells and len(cells) != len(columns)
    ]
    if faults:
        raise BrokenTable(file=str(file), faults="; ".join(faults))
