"""Files that are opened in spreadsheets hold no formulas."""

import csv
from io import StringIO

import pytest

from fielding.web.csv_files import csv_file


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_would_be_a_formula_is_made_plain(cell: str) -> None:
    assert _rows([cell])[1] == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["Kent Police", "", 12, -3, "0.95"])
def test_everything_else_stays_as_it_is(cell: object) -> None:
    assert _rows([cell, "last"])[1] == [str(cell), "last"]


def test_a_file_is_kept_under_its_name() -> None:
    file = csv_file("lines.7", ("line",), [])

    assert file["Content-Disposition"] == 'attachment; filename="lines.7.csv"'


def _rows(row: list[object]) -> list[list[str]]:
    text = csv_file("lines", ("line",), [row]).content.decode()
    return list(csv.reader(StringIO(text, newline="")))
