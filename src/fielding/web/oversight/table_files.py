"""Tables as CSV files that a spreadsheet can open without running anything in them."""

import csv

from django.http import HttpResponse

from fielding.oversight.countings import Counting
from fielding.oversight.shares import Share
from fielding.oversight.tables import Row, Table
from fielding.oversight.tallies import Tally, added_up, amounts
from fielding.web.oversight.shown_tables import Reader
from fielding.web.oversight.words import BY, column_name, group_name

#: What makes a spreadsheet take a cell for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(tally: Tally, table: Table, reader: Reader) -> HttpResponse:
    """Write a table, with the checkpoint it stands at in every row."""
    counting, amount_of = tally.counting, amounts(tally)
    size = table.standpoint.size
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"{counting.name}.by-{table.by.value}.{size}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    sheet = csv.writer(response)
    shares = ("share", "share from", "share to") if counting.of else ()
    sums = ("pence",) if counting.adds else ()
    columns = [column_name(column, reader.services) for column in table.columns]
    told = ("cases", "checkpoint size", "checkpoint root")
    sheet.writerow(safe(cell) for cell in (BY[table.by], *columns, "all", *shares, *sums, *told))
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
        sheet.writerow(safe(cell) for cell in cells)
    return response


def safe(cell: object) -> object:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _group(table: Table, row: Row, reader: Reader) -> str:
    if row is table.whole:
        return "All"
    return group_name(table.by, row.group, reader.services, reader.speaker)


def _share(counting: Counting, row: Row) -> tuple[str, str, str]:
    share = counting.share(row)
    if not isinstance(share, Share):
        return "", "", ""
    return f"{share.share:.4f}", f"{share.low:.4f}", f"{share.high:.4f}"
