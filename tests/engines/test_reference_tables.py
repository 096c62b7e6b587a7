"""Reading the reference tables, shipped and replaced."""

import gzip
from pathlib import Path

import pytest

from fielding.definitions.code_tables import code_table
from fielding.engines.errors import BrokenTable, NoSuchTable
from fielding.engines.reference_tables import ReferenceTables


def folder_with(tmp_path: Path, name: str, text: str) -> Path:
    file = tmp_path / f"{name}.csv"
    file.write_text(text, encoding="utf-8")
    return tmp_path


def test_every_shipped_table_is_whole_and_has_rows() -> None:
    tables = ReferenceTables()

    read = [tables.read(name) for name in tables.names()]

    assert len(read) == 16
    assert all(table.rows for table in read)


def test_every_shipped_table_of_facts_names_a_source_in_each_row() -> None:
    tables = ReferenceTables()
    facts = [name for name in tables.names() if not name.startswith("geo/")]

    rows = [row for name in facts for row in tables.read(name).rows]

    assert all(row.source for row in rows)


def test_a_row_whose_source_is_unverified_is_to_be_confirmed() -> None:
    rows = {row["code"]: row for row in ReferenceTables().read("crime_outcomes").rows}

    confirmed = {code: not row.to_be_confirmed for code, row in rows.items()}

    assert confirmed["22"]
    assert not confirmed["1"]


def test_the_rows_make_a_code_table() -> None:
    outcomes = ReferenceTables().read("crime_outcomes")

    made = code_table(outcomes.name, outcomes.mappings)

    assert len(made.codes) == 25


def test_an_operators_file_replaces_ours_and_leaves_the_others(tmp_path: Path) -> None:
    operators = folder_with(tmp_path, "rocus", "rocu,source\nOURS,local\n")

    tables = ReferenceTables(operators=operators)

    assert [row["rocu"] for row in tables.read("rocus").rows] == ["OURS"]
    assert len(tables.read("police_forces").rows) == 48


def test_a_compressed_operators_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    content = "\ufeffrocu,source\nOURS,local\n".encode()
    (tmp_path / "rocus.csv.gz").write_bytes(gzip.compress(content))

    table = ReferenceTables(operators=tmp_path).read("rocus")

    assert table.columns == ("rocu", "source")


def test_a_table_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(NoSuchTable, match=r"nfib_codez.*nfib_codes"):
        ReferenceTables().read("nfib_codez")


def test_a_name_cannot_lead_out_of_the_folders() -> None:
    with pytest.raises(NoSuchTable):
        ReferenceTables().read("../reference/rocus")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rocu,source\nA\nB,x,y\n", "line 2: 1 cells under 2 columns; line 3: 3 cells"),
        ("rocu,rocu\nA,B\n", "every column needs a name of its own"),
        ("", "every column needs a name of its own"),
        ('rocu,source\n"A,B\n', "unexpected end of data"),
    ],
)
def test_a_broken_table_is_refused_with_all_its_faults(
    tmp_path: Path, text: str, told: str
) -> None:
    tables = ReferenceTables(operators=folder_with(tmp_path, "rocus", text))

    with pytest.raises(BrokenTable, match=told):
        tables.read("rocus")


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rocus.csv").write_bytes("rocu,source\ncaf\xe9,x\n".encode("latin-1"))

    with pytest.raises(BrokenTable, match="utf-8"):
        ReferenceTables(operators=tmp_path).read("rocus")
