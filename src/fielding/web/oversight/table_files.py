"""A figure's table as a CSV file."""

from django.http import HttpResponse

from fielding.oversight.countings import Counting
from fielding.oversight.shares import Share
from fielding.oversight.tables import Row, Table
from fielding.oversight.tallies import Tally, added_up, amounts
from fielding.web.csv_files import csv_file
from fielding.web.oversight.shown_tables import Reader
from fielding.web.oversight.words import BY, column_name, group_name


def table_file(tally: Tally, table: Table, reader: Reader) -> HttpResponse:
    """Write a table, with the checkpoint it stands at in every row."""
    counting, amount_of = tally.counting, amounts(tally)
    size = table.standpoint.size
    shares = ("share", "share from", "share to") if counting.of else ()
    sums = ("pence",) if counting.adds else ()
    columns = [column_name(column, reader.services) for column in table.columns]
    told = ("cases", "checkpoint size", "checkpoint root")
    head = (BY[table.by], *columns, "all", *shares, *sums, *told)
    rows = []
    world = "synthetic" if table.scope.synthetic else "real"
    for row in (*table.rows, table.whole):
        numbers = [row.count(column) for column in table.columns]
        cells = (
            _group(table, row, reader),
            *numbers,
            row.total,
            *(_share(counting, row) if counting.of else ()),
            *((added_up(row, amount_of),) if counting.adds else ()),
            world,
            size,
            table.standpoint.root.hex(),
        )
        rows.append(cells)
    return csv_file(f"{counting.name}.by-{table.by.value}.{size}", head, rows)


def _group(table: Table, row: Row, reader: Reader) -> str:
    if row is table.whole:
        return "All"
    return group_name(table.by, row.group, reader.services, reader.speaker)


def _share(counting: Counting, row: Row) -> tuple[str, str, str]:
    share = counting.share(row)
    if not isinstance(share, Share):
        return "", "", ""
    return f"{share.share:.4f}", f"{share.low:.4f}", f"{share.high:.4f}"
