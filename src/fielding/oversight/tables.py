"""Tables: points put into groups and columns, every cell with the entries it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fielding.oversight.books import Standpoint
from fielding.oversight.scope import By, Point, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One group: for each column the entries counted, by index."""

    group: str
    cells: Mapping[str, tuple[int, ...]]

    @property
    def total(self) -> int:
        """Count the whole group."""
        return sum(len(cell) for cell in self.cells.values())

    def count(self, *columns: str) -> int:
        """Count what stands in some of the columns."""
        return sum(len(self.cells.get(column, ())) for column in columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A breakdown whose parts add up: each point stands in one row and one column."""

    by: By
    columns: tuple[str, ...]
    rows: tuple[Row, ...]  # in the order of their names: nothing is ranked
    whole: Row
    scope: Scope
    standpoint: Standpoint


def tabulate(
    points: Iterable[Point], by: By, columns: Sequence[str], at: tuple[Scope, Standpoint]
) -> Table:
    """Count points by group and column; columns nobody foresaw are added at the end."""
    grouped = ((getattr(point, by.value), point) for point in points)
    every, rows, whole = group_points(grouped, columns)
    return Table(by=by, columns=every, rows=rows, whole=whole, scope=at[0], standpoint=at[1])


def group_points(
    points: Iterable[tuple[str, Point]], columns: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Row, ...], Row]:
    """Put points into the rows of their groups: give the columns, the rows, and the whole."""
    groups: dict[str, dict[str, list[int]]] = {}
    whole: dict[str, list[int]] = {column: [] for column in columns}
    for group, point in points:
        groups.setdefault(group, {}).setdefault(point.says, []).append(point.index)
        whole.setdefault(point.says, []).append(point.index)
    rows = tuple(_row(group, groups[group], whole) for group in sorted(groups))
    return tuple(whole), rows, _row("", whole, whole)


def _row(group: str, cells: Mapping[str, list[int]], columns: Iterable[str]) -> Row:
    return Row(group=group, cells={name: tuple(cells.get(name, ())) for name in columns})
