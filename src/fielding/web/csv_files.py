"""Rows as a CSV file that a spreadsheet can open without running anything in it."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

#: What makes a spreadsheet take a cell for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, head: Iterable[object], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """Give a file to keep, called `name`.csv; an apostrophe stands before what looks a formula."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    sheet = csv.writer(response)
    for row in (head, *rows):
        sheet.writerow(map(_safe, row))
    return response


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
