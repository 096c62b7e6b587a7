"""Somebody with a file of their own links it, or is told which row and column to mend."""

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from pyarrow import csv, feather, parquet

from fielding.cli.main import cli
from fielding.linking.mentions import MOST
from fielding.wiring import linking_table

COLUMNS = ("report_id", "kind", "raw")
#: Of 7, 8 and 9 any two share two identifiers, however they wrote them; 11 shares one with nobody.
TOLD = [
    (7, "phone", "07700 900123"), (7, "email", "ann@example.com"),
    (8, "phone", "+44 7700 900123"), (8, "text", "She wrote from ann [at] example.com to me"),
    (9, "phone", "(07700)900123"), (9, "email", "Ann@Example.com"),
    (11, "phone", "07700 900999"), (11, "handle", "not a name at all"),
]  # fmt: skip


def table(rows: Sequence[tuple[object, ...]], names: tuple[str, ...] = COLUMNS) -> pa.Table:
    return pa.table(dict(zip(names, (list(each) for each in zip(*rows, strict=True)), strict=True)))


def link(file: Path, into: Path) -> Result:
    return CliRunner().invoke(cli, ["link", "table", str(file), "--to", str(into), "--json"])


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".arrow"])
def test_reports_of_a_file_are_told_with_their_networks(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"told{suffix}"
    write = {".csv": csv.write_csv, ".arrow": feather.write_feather}
    write.get(suffix, parquet.write_table)(table(TOLD), file)

    done = link(file, tmp_path / "networks.parquet")

    told = parquet.read_table(tmp_path / "networks.parquet").to_pydict()
    assert list(told) == ["report_id", "network"]
    assert [int(each) for each in told["report_id"]] == [7, 8, 9, 11]
    assert [int(each) for each in told["network"]] == [7, 7, 7, 11]
    answer = json.loads(done.output)
    assert (answer["networks"], answer["largest"], answer["set_aside"]) == (1, 3, 1)


def test_names_of_reports_in_text_are_kept_to_the_sign(tmp_path: Path) -> None:
    rows = ["report,kind,raw", "007,email,ann@example.com", "7,email,ben@example.org"]
    (tmp_path / "told.csv").write_text("\n".join(rows))

    link(tmp_path / "told.csv", tmp_path / "networks.csv")

    networks = (tmp_path / "networks.csv").read_text().replace('"', "").splitlines()
    assert networks == ["report,network", "007,007", "7,7"]


def test_a_row_of_text_without_a_report_is_told(tmp_path: Path) -> None:
    (tmp_path / "told.csv").write_text("report,kind,raw\n7,phone,1\n,phone,2\n")

    done = link(tmp_path / "told.csv", tmp_path / "networks.csv")

    assert done.exit_code == 1
    assert "row: 2, column: report" in done.output


def test_a_file_that_several_processes_read_gives_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parquet.write_table(table(TOLD), tmp_path / "told.parquet")
    link(tmp_path / "told.parquet", tmp_path / "one.csv")
    monkeypatch.setattr(linking_table, "HANDFUL", 2)

    link(tmp_path / "told.parquet", tmp_path / "several.csv")

    several = (tmp_path / "several.csv").read_text()
    assert several == (tmp_path / "one.csv").read_text()
    assert several.splitlines()[1:] == ["7,7", "8,7", "9,7", "11,11"]


def test_what_reporters_give_as_their_own_joins_nobody(tmp_path: Path) -> None:
    rows = [(*row, "suspect") for row in TOLD]
    own = [(name, "email", "ann@example.com", "reporter") for name in ("7", "12")]
    told = [(str(name), *rest) for name, *rest in rows] + own
    parquet.write_table(table(told, ("report", "kind", "raw", "whose")), tmp_path / "told.parquet")

    link(tmp_path / "told.parquet", tmp_path / "networks.csv")

    networks = (tmp_path / "networks.csv").read_text().replace('"', "").splitlines()
    assert networks == ["report,network", "7,7", "8,7", "9,7", "11,11", "12,12"]


def test_of_a_report_that_lists_very_many_the_first_count(tmp_path: Path) -> None:
    listed = [(1, "phone", f"07700 {900_000 + at}") for at in (0, 0, *range(MOST + 1))]
    last = [(2, "phone", f"07700 {900_000 + MOST - 1}"), (3, "phone", f"07700 {900_000 + MOST}")]
    parquet.write_table(table([*listed, *last]), tmp_path / "told.parquet")

    link(tmp_path / "told.parquet", tmp_path / "networks.csv")

    networks = (tmp_path / "networks.csv").read_text().splitlines()
    assert networks[1:] == ["1,1", "2,1", "3,3"]


@pytest.mark.parametrize(
    ("rows", "names", "named"),
    [
        ([*TOLD, (12, "fax", "1")], COLUMNS, "row: 9, column: kind"),
        ([*TOLD, (None, "phone", "1")], COLUMNS, "row: 9, column: report_id"),
        ([(1, "phone", 2)], COLUMNS, "row: 1, column: raw"),
        ([([1], "phone", "2")], COLUMNS, "row: 1, column: report_id"),
        ([(*TOLD[0], "mine")], (*COLUMNS, "whose"), "row: 1, column: whose"),
        ([(1, "2")], ("report", "raw"), "missing: kind"),
    ],
)
def test_a_table_at_fault_is_told_by_row_and_column_and_nothing_is_written(
    tmp_path: Path, rows: Sequence[tuple[object, ...]], names: tuple[str, ...], named: str
) -> None:
    parquet.write_table(table(rows, names), tmp_path / "told.parquet")

    done = link(tmp_path / "told.parquet", tmp_path / "networks.parquet")

    assert done.exit_code == 1
    assert named in done.output
    assert not (tmp_path / "networks.parquet").exists()


def test_the_file_itself_is_not_written_over_and_a_folder_is_not_made_up(tmp_path: Path) -> None:
    file = tmp_path / "told.parquet"
    parquet.write_table(table(TOLD), file)

    over, nowhere = link(file, tmp_path / "." / file.name), link(file, tmp_path / "no" / "out.csv")

    assert (over.exit_code, nowhere.exit_code) == (2, 2)
    assert "That is FILE itself" in over.output
    assert "There is no folder" in nowhere.output
    assert parquet.read_table(file).num_rows == len(TOLD)


def test_a_file_that_is_no_table_is_said_to_be_unreadable(tmp_path: Path) -> None:
    (tmp_path / "told.parquet").write_text("report,kind,raw\n")

    done = link(tmp_path / "told.parquet", tmp_path / "networks.parquet")

    assert done.exit_code == 1
    assert "cannot be read to its end" in done.output


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    parquet.write_table(table(TOLD), tmp_path / "told.parquet")

    done = link(tmp_path / "told.parquet", tmp_path / ("n" * 300))

    assert done.exit_code == 3
    assert "A file cannot be used" in done.output


def test_an_empty_table_gives_an_empty_one(tmp_path: Path) -> None:
    columns = {"report": pa.array([], pa.int64()), "kind": pa.array([], pa.string())}
    parquet.write_table(pa.table({**columns, "raw": pa.array([], pa.string())}), tmp_path / "t.pq")

    done = link(tmp_path / "t.pq", tmp_path / "networks.csv")

    assert json.loads(done.output)["reports"] == 0
