"""Tallies: the points of a counting, kept case by case, so that a new checkpoint costs little."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fielding.oversight.books import Books
from fielding.oversight.countings import Counting
from fielding.oversight.scope import By, Point, Scope
from fielding.oversight.tables import Row, Table, tabulate


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Everything a counting counts in some books; by case, those that give no point left out."""

    counting: Counting
    books: Books
    points: Mapping[str, tuple[Point, ...]]


def tally(counting: Counting, books: Books) -> Tally:
    """Count every case."""
    return retally(
        Tally(counting=counting, books=Books(standpoint=books.standpoint), points={}), books
    )


def retally(older: Tally, books: Books) -> Tally:
    """Count in newer books only the cases that can count differently there.

    Those are the cases with new entries, and those that time alone moves. The result is that of
    `tally` on the newer books.
    """
    before, moves = older.books.records, older.counting.moves
    since, now = older.books.standpoint.at, books.standpoint.at
    points = dict(older.points)
    for subject, record in books.records.items():
        if record is not before.get(subject) or moves(record, since):
            found = tuple(older.counting.points(record, now))
            if found:
                points[subject] = found
            else:
                points.pop(subject, None)
    return Tally(counting=older.counting, books=books, points=points)


def points_in(tallied: Tally, scope: Scope) -> Iterator[Point]:
    """Give the points of the scope, case by case."""
    return (point for points in tallied.points.values() for point in points if scope.holds(point))


def count(tallied: Tally, scope: Scope, by: By) -> Table:
    """Count everything in the scope."""
    at = (scope, tallied.books.standpoint)
    return tabulate(points_in(tallied, scope), by, tallied.counting.columns, at)


def amounts(tallied: Tally) -> Mapping[int, int]:
    """Give the pence that each entry tells, by index; none where nothing is added up."""
    if not tallied.counting.adds:
        return {}
    return {point.index: point.pence for points in tallied.points.values() for point in points}


def added_up(row: Row, told: Mapping[int, int]) -> int:
    """Add up what the entries of a row tell, in pence."""
    return sum(told[index] for cell in row.cells.values() for index in cell)


def count_by_month(tallied: Tally, scope: Scope, by: By) -> Mapping[str, Table]:
    """Count each group by month, for charts side by side; groups in the order of their names."""
    groups: dict[str, list[Point]] = {}
    for point in points_in(tallied, scope):
        groups.setdefault(getattr(point, by.value), []).append(point)
    at, columns = (scope, tallied.books.standpoint), tallied.counting.columns
    return {group: tabulate(groups[group], By.MONTH, columns, at) for group in sorted(groups)}


def entries_of(tallied: Tally, scope: Scope, column: str | None) -> list[int]:
    """List the entries that a figure rests on, by index: one for each thing counted."""
    points = points_in(tallied, scope)
    return sorted(point.index for point in points if column in {None, point.says})
