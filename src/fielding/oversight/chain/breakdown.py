"""Breaks any counting down along the chain: by leaf firm, by tier or by supplier. Parts add up."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fielding.oversight.books import Standpoint
from fielding.oversight.chain.placing import Place, Placing
from fielding.oversight.records import NOBODY, CaseRecord
from fielding.oversight.register.register import Register
from fielding.oversight.scope import Point, Scope
from fielding.oversight.tables import Row, group_points
from fielding.oversight.tallies import Tally


class Along(StrEnum):
    """Which part of the chain a table has its rows by."""

    LEAF = "leaf"
    TIER = "tier"
    PRIME = "prime"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainTable:
    """A breakdown whose parts add up: each point stands in one row and one column."""

    along: Along
    columns: tuple[str, ...]
    rows: tuple[Row, ...]  # in the order of their names: nothing is ranked
    whole: Row
    scope: Scope
    standpoint: Standpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Which points a table is over: a scope, and one contract or all."""

    scope: Scope
    contract: str | None = None


def count_along(tallied: Tally, register: Register, within: Within, along: Along) -> ChainTable:
    """Count everything in the scope along the chain."""
    points = (
        (getattr(place, along.value), point)
        for place, point in placed_points(tallied, register, within)
    )
    columns, rows, whole = group_points(points, tallied.counting.columns)
    return ChainTable(
        along=along,
        columns=columns,
        rows=rows,
        whole=whole,
        scope=within.scope,
        standpoint=tallied.books.standpoint,
    )


def placed_points(
    tallied: Tally, register: Register, within: Within
) -> Iterator[tuple[Place, Point]]:
    """Give each point with its place in the chain."""
    placing = Placing(contracts=register.contracts)
    for subject, points in tallied.points.items():
        record = tallied.books.records[subject]
        for point in points:
            if within.scope.holds(point):
                place = place_point(record, point, placing)
                if within.contract in {None, place.contract}:
                    yield place, point


def place_point(record: CaseRecord, point: Point, placing: Placing) -> Place:
    """Place the firm that a point is booked to.

    A point may rest on another's entry (the force's answer counts for the firm that sent the
    case): then the firm's own last entry before it says under which contract it worked.
    """
    if point.firm == NOBODY:
        return placing.place(None, None, record.case.received_at)
    own = [mark for mark in record.marks if mark.firm == point.firm]
    before = [mark for mark in own if mark.index <= point.index]
    if not own:
        return placing.place(None, point.firm, record.case.received_at)
    mark = (before or own[:1])[-1]
    return placing.place(mark.contract, mark.firm, mark.at)
