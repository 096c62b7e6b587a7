"""Tables and charts of one counting as pages show them, every number with its address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fielding.definitions.service import Service
from fielding.oversight.countings import Counting
from fielding.oversight.scope import By
from fielding.oversight.shares import CannotCompute, Share
from fielding.oversight.tables import Row, Table
from fielding.oversight.tallies import Tally, added_up, amounts, count, count_by_month
from fielding.web.charts import Chart, Part, bars, columns
from fielding.web.oversight.asking import Asked
from fielding.web.oversight.words import (
    BY,
    STAGES,
    WHY_NOT,
    column_name,
    group_name,
    look_of,
    month_name,
)
from fielding.web.speaker import Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    """A number, and the address of the entries it rests on."""

    name: str
    number: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """One group in words."""

    name: str
    cells: tuple[ShownCell, ...]
    total: ShownCell
    share: str = ""
    interval: str = ""
    amount: str = ""  # where amounts are added up


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """A table with its head."""

    by: str
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    whole: ShownRow
    has_share: bool
    has_amount: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads: the services they know by name, and their language."""

    services: Mapping[str, Service]
    speaker: Speaker


def shown_table(tally: Tally, table: Table, asked: Asked, reader: Reader) -> ShownTable:
    """Put a table into words; every number leads to its entries."""
    counting, told = tally.counting, amounts(tally)
    names = {column: column_name(column, reader.services) for column in table.columns}

    def row(of: Row, name: str, within: Asked) -> ShownRow:
        cells = tuple(
            ShownCell(
                name=names[column],
                number=of.count(column),
                address=_entries(counting, replace(within, column=column)),
            )
            for column in table.columns
        )
        total = ShownCell(name="All", number=of.total, address=_entries(counting, within))
        share, interval = told_share(counting.share(of)) if counting.of else ("", "")
        amount = reader.speaker.pounds(added_up(of, told)) if counting.adds else ""
        return ShownRow(
            name=name, cells=cells, total=total, share=share, interval=interval, amount=amount
        )

    return ShownTable(
        by=BY[table.by],
        columns=tuple(names.values()),
        rows=tuple(
            row(
                one,
                group_name(table.by, one.group, reader.services, reader.speaker),
                asked.of_group(one.group),
            )
            for one in table.rows
        ),
        whole=row(table.whole, "All", asked),
        has_share=bool(counting.of),
        has_amount=counting.adds,
    )


def whole_row(tally: Tally, asked: Asked, reader: Reader) -> ShownRow:
    """Count everything in the scope, not broken down."""
    table = count(tally, asked.scope, By.MONTH)
    return shown_table(tally, replace(table, rows=()), asked, reader).whole


def told_share(share: Share | CannotCompute) -> tuple[str, str]:
    """Write a share and its interval."""
    if isinstance(share, CannotCompute):
        return WHY_NOT[share.because], ""
    return f"{share.share:.1%}", f"{share.low:.1%} to {share.high:.1%}"


def bars_of(title: str, about: str, row: ShownRow, looks: Sequence[str]) -> Chart:
    """Draw one row as bars."""
    parts = [
        Part(name=cell.name, number=cell.number, look=look)
        for cell, look in zip(row.cells, looks, strict=True)
    ]
    return bars(title, about, parts)


def charts_of(title: str, tally: Tally, asked: Asked, reader: Reader) -> list[tuple[str, Chart]]:
    """Draw the months of each group side by side; by month, all in one chart.

    Every chart shows every month there is, so that gaps are seen, on a scale of its own: a large
    force would else flatten all others.
    """
    if asked.by is By.MONTH:
        tables: Mapping[str, Table] = {"": count(tally, asked.scope, By.MONTH)}
    else:
        tables = count_by_month(tally, asked.scope, asked.by)
    months = _months({row.group for table in tables.values() for row in table.rows})
    stacked = {group: _stacks(table, months, reader) for group, table in tables.items()}
    return [
        (name, columns(f"{title}: {name}" if name else title, _about(stacks), stacks))
        for group, stacks in stacked.items()
        for name in [group_name(asked.by, group, reader.services, reader.speaker) if group else ""]
    ]


def key_of(counting: Counting, services: Mapping[str, Service]) -> list[tuple[str, str]]:
    """List the looks of a counting's charts with what they mean."""
    if len(counting.columns) > 4:
        return list(STAGES) if counting.name == "funnel" else []
    return [(look_of(column), column_name(column, services)) for column in counting.columns]


def _entries(counting: Counting, asked: Asked) -> str:
    return asked.address("figure-entries", counting.name)


def _stacks(table: Table, months: Sequence[str], reader: Reader) -> list[tuple[str, list[Part]]]:
    rows = {row.group: row for row in table.rows}
    names = {column: column_name(column, reader.services) for column in table.columns}
    return [
        (
            month_name(month),
            [
                Part(
                    name=names[column],
                    number=rows[month].count(column) if month in rows else 0,
                    look=look_of(column),
                )
                for column in sorted(table.columns, key=lambda one: _ORDER[look_of(one)])
            ],
        )
        for month in months
    ]


#: From the bottom of a column up.
_ORDER = {"solid": 0, "hatched": 1, "crossed": 2, "dotted": 3}


def _months(found: set[str]) -> list[str]:
    """Fill the gaps between the first month and the last."""
    if not found:
        return []
    (year, month), last = (int(part) for part in min(found).split("-")), max(found)
    months = [min(found)]
    while months[-1] < last:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        months.append(f"{year:04}-{month:02}")
    return months


def _about(stacks: Sequence[tuple[str, Sequence[Part]]]) -> str:
    """Say in a sentence what a chart shows; its table says it all."""
    if not stacks:
        return "Nothing to show."
    total = sum(part.number for _, parts in stacks for part in parts)
    return (
        f"Stacked columns for each month from {stacks[0][0]} to {stacks[-1][0]}, {total:,} in all. "
        "The table has every number."
    )
