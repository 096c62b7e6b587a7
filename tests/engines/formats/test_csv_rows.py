"""Reading CSV files as they really come."""

import gzip
import hashlib
from functools import partial
from pathlib import Path

import pytest
from tests.engines.memory import peak_apart

from fielding.engines.errors import FileUnreadable, WrongColumns
from fielding.engines.formats.csv_lines import LARGEST_ROW
from fielding.engines.formats.csv_rows import CsvRow, look_through, read_rows
from fielding.engines.formats.set_aside import SetAside

SHARED = Path(__file__).parents[4] / "shared" / "data" / "hub" / "police_uk"


def rows_of(tmp_path: Path, content: bytes) -> list[CsvRow | SetAside]:
    path = tmp_path / "rows.csv"
    path.write_bytes(content)
    return list(read_rows(look_through(path, ["a", "b"])))


def told(rows: list[CsvRow | SetAside]) -> list[str]:
    """Show rows shortly: their cells joined, or a minus where one was set aside."""
    return ["|".join(row.cells.values()) if isinstance(row, CsvRow) else "-" for row in rows]


def read_and_told(path: Path) -> list[str]:
    return told(list(read_rows(look_through(path, ["a", "b"]))))


def reason(rows: list[CsvRow | SetAside]) -> str:
    (aside,) = [row for row in rows if isinstance(row, SetAside)]
    return aside.reason


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n£1,é\n".encode(),
        "\ufeffa,b\n£1,é\n".encode(),
        "a,b\n£1,é\n".encode("cp1252"),
        "a,b\n£1,é\n".encode("utf-16"),
        "a,b\r\n£1,é\r\n".encode(),
        "a,b\n£1,é".encode(),
        ' a , b\n"£1","é"\n'.encode(),
        gzip.compress("a,b\n£1,é\n".encode(), mtime=0),
        "a,b\n\n£1,é\n\n".encode(),
    ],
)
def test_the_same_row_is_read_from_every_encoding(tmp_path: Path, content: bytes) -> None:
    assert rows_of(tmp_path, content) == [CsvRow(number=1, cells={"a": "£1", "b": "é"})]


def test_rows_count_from_one_without_header_and_blank_lines(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, b"a,b\n1,2\n\n3\n4,5\n")

    assert [row.number for row in rows] == [1, 2, 3]
    assert told(rows) == ["1|2", "-", "4|5"]


@pytest.mark.parametrize("ragged", [b"only-one", b"one,two,three", b"one,tw\0o"])
def test_a_ragged_row_is_set_aside_and_the_rest_goes_on(tmp_path: Path, ragged: bytes) -> None:
    rows = rows_of(tmp_path, b"a,b\n1,2\n" + ragged + b"\n3,4\n")

    assert told(rows) == ["1|2", "-", "3|4"]


def test_the_reason_says_how_many_cells_there_are(tmp_path: Path) -> None:
    assert reason(rows_of(tmp_path, b"a,b\n1,2,3\n")) == "it has 3 cells, the header has 2"


def test_a_cell_may_hold_line_ends_within_quotes(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, b'a,b\n1,"x\ny ""z"""\n2,3\n')

    assert told(rows) == ['1|x\ny "z"', "2|3"]


def test_a_stray_quote_costs_its_own_row_only(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, b'a,b\n1,2\n"3,4\n5,6\n7,"8"\n9,10\n')

    assert told(rows) == ["1|2", "-", "5|6", "7|8", "9|10"]


def test_a_quote_that_never_closes_costs_its_own_row_only(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, b'a,b\n1,2\n3,"4\n5,6\n7,8\n')

    assert told(rows) == ["1|2", "-", "5|6", "7|8"]


@pytest.mark.parametrize(
    "large",
    [
        b'1,"' + b"x" * 10_000_000 + b'"',
        b"1," + b"x" * 10_000_000,
        b"," * 10_000_000,
        b'1,"' + b"xxxxxxxxx\n" * 1_000_000 + b'"',
        b'1,"' + b'x""xxxxxx\n' * 1_000_000 + b'9,9"',
    ],
)
def test_a_row_of_ten_megabytes_is_set_aside_whole(tmp_path: Path, large: bytes) -> None:
    rows = rows_of(tmp_path, b"a,b\n1,2\n" + large + b"\n3,4\n")

    assert told(rows) == ["1|2", "-", "3|4"]
    assert reason(rows) == f"it is longer than {LARGEST_ROW:,} characters"


def test_a_row_just_within_the_limit_is_read(tmp_path: Path) -> None:
    cell = b"x" * (LARGEST_ROW - len('1,""\n'))

    rows = rows_of(tmp_path, b'a,b\n1,"' + cell + b'"\n3,4\n')

    assert [isinstance(row, CsvRow) for row in rows] == [True, True]


def test_a_huge_row_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n" + b"x" * 100_000_000 + b"\n3,4\n", 1))

    rows, peak = peak_apart(partial(read_and_told, path))

    assert rows == ["-", "3|4"]
    assert peak < 30_000_000


def test_an_endless_quote_over_a_large_file_is_told(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, b'a,b\n1,2\n3,"4\n' + b"5,6\n" * 500_000)

    assert told(rows) == ["1|2", "-"]
    assert "never closes" in reason(rows)


def test_a_wrong_header_is_one_error_that_names_everything(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(b"Crime Id,Month,Extra\n1,2,3\n")

    with pytest.raises(WrongColumns) as caught:
        look_through(path, ["Crime ID", "Month", "LSOA code"])

    assert caught.value.facts["missing"] == "Crime ID, LSOA code"
    assert caught.value.facts["unknown"] == "Crime Id, Extra"
    assert "Crime ID: did you mean `Crime Id`?" in str(caught.value)


def test_columns_beyond_those_needed_do_no_harm(tmp_path: Path) -> None:
    assert told(rows_of(tmp_path, b"a,x,b\n1,2,3\n")) == ["1|2|3"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "missing: a, b"),
        (b"a;b\n1;2\n", "save the file with commas"),
        (b"a,b,a\n1,2,3\n", "twice: a"),
        (b"x" * 2_000_000, "missing: a, b"),
    ],
)
def test_files_without_a_fit_header_are_refused(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(WrongColumns, match=said):
        rows_of(tmp_path, content)


def test_a_compressed_file_cut_short_is_refused_before_any_row(tmp_path: Path) -> None:
    whole = gzip.compress(b"a,b\n" + b"1,2\n" * 100_000)

    with pytest.raises(FileUnreadable):
        rows_of(tmp_path, whole[: len(whole) // 2])


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        look_through(tmp_path / "none.csv", ["a"])


def test_the_digest_is_that_of_the_content_compressed_or_not(tmp_path: Path) -> None:
    content = b"a,b\n1,2\n"
    (tmp_path / "plain.csv").write_bytes(content)
    (tmp_path / "packed.csv").write_bytes(gzip.compress(content))

    digests = {look_through(tmp_path / f"{name}.csv", ["a"]).digest for name in ("plain", "packed")}

    assert digests == {hashlib.sha256(content).hexdigest()}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared police data is not here")
def test_every_row_of_the_police_file_is_read() -> None:
    file = look_through(SHARED / "2016-07-west-yorkshire-street.csv.gz", ["Crime ID", "LSOA code"])

    rows = list(read_rows(file))

    assert len(rows) == 27_176
    assert all(isinstance(row, CsvRow) for row in rows)
