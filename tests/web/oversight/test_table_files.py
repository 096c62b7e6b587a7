"""Files that are opened in spreadsheets hold no formulas."""

import pytest

from fielding.web.oversight.table_files import safe


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_would_be_a_formula_is_made_plain(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Kent Police", "", 12, -3, "0.95"])
def test_everything_else_stays_as_it_is(cell: object) -> None:
    assert safe(cell) == cell
