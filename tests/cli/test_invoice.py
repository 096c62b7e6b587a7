"""`fielding invoice`: posted, checked, and the exit code says whether anything is left to do."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.cli.conftest import Fielding
from tests.web.books.bills.conftest import Intake, intake, taken, ubl
from tests.web.books.conftest import register

from fielding.wiring.billing import CONSOLE

__all__ = ["intake", "register"]


def a_file(folder: Path, intake: Intake, *cases: str, **said: str) -> str:
    sent = ubl(intake.hub, *[taken(case) for case in cases], **said)
    path = folder / "invoice.xml"
    path.write_bytes(sent.read())
    return str(path)


def post(fielding: Fielding, intake: Intake, path: str) -> str:
    said = fielding("invoice", "post", path, "--contract", "intake", "--json")
    assert said.code == 0, said.err
    told: dict[str, str] = json.loads(said.out)
    bill = told["invoice"]
    # What the console wrote gets its place as everything else does.
    with intake.hub.store.transaction(CONSOLE) as tx:
        entry = tx.folio(f"invoice/{bill}")[0].entry.id
    intake.hub.proofs.prove(entry)
    return bill


def test_an_honest_invoice_ends_with_nothing(
    intake: Intake, fielding: Fielding, tmp_path: Path
) -> None:
    bill = post(fielding, intake, a_file(tmp_path, intake, *intake.references))

    said = fielding("invoice", "check")

    assert said.code == 0, said.err
    assert f"{bill}: 3 lines: pay 3, query 0, dispute 0" in said.out
    assert "claimed 12.00 = paid 12.00 + queried 0.00 + disputed 0.00" in said.out


def test_a_line_that_is_disputed_ends_with_one(
    intake: Intake, fielding: Fielding, tmp_path: Path
) -> None:
    bill = post(fielding, intake, a_file(tmp_path, intake, "NFRC269999999"))

    said = fielding("invoice", "check", bill, "--json")

    (told,) = json.loads(said.out)
    assert said.code == 1
    assert told["codes"] == {"phantom": 1}


def cut(fielding: Fielding, folder: Path) -> str:
    said = fielding("segments", "cut", str(folder))
    assert said.code == 0, said.err
    return str(folder)


def test_units_out_of_segments_make_the_result_that_units_in_memory_make(
    intake: Intake, fielding: Fielding, tmp_path: Path
) -> None:
    lines = (*intake.references, intake.references[0], "NFRC269999999")
    bill = post(fielding, intake, a_file(tmp_path, intake, *lines))
    folder = cut(fielding, tmp_path / "segments")

    over = fielding("invoice", "check", bill, "--segments", folder, "--json")

    (told,), (again,) = (
        json.loads(said.out) for said in (over, fielding("invoice", "check", bill, "--json"))
    )
    assert (over.code, told["codes"]) == (1, {"duplicate": 1, "phantom": 1})
    assert told["digest"] == again["digest"]


@pytest.mark.parametrize(("column", "value"), [("kind", "case.kept"), ("firm", "another-firm")])
def test_segments_with_a_row_that_was_tampered_with_are_refused(
    intake: Intake, fielding: Fielding, tmp_path: Path, column: str, value: str
) -> None:
    bill = post(fielding, intake, a_file(tmp_path, intake, *intake.references))
    folder = cut(fielding, tmp_path / "segments")
    path = tmp_path / "segments" / "entries" / "000000.parquet"
    table = pq.read_table(path)
    rows = table.to_pylist()
    next(row for row in rows if row["kind"] == "case.received")[column] = value
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)

    said = fielding("invoice", "check", bill, "--segments", folder)

    assert said.code == 1
    assert "not the entries under the signed checkpoint" in said.err
    assert "pay" in fielding("invoice", "check").out  # nothing was recorded: it still waits


def test_segments_of_an_earlier_checkpoint_or_damaged_ones_are_refused(
    intake: Intake, fielding: Fielding, tmp_path: Path
) -> None:
    folder = cut(fielding, tmp_path / "segments")
    bill = post(fielding, intake, a_file(tmp_path, intake, *intake.references))

    behind = fielding("invoice", "check", bill, "--segments", folder)
    newest = cut(fielding, tmp_path / "newest")
    (tmp_path / "newest" / "entries" / "000000.parquet").write_bytes(b"PAR1")
    damaged = fielding("invoice", "check", bill, "--segments", newest)

    assert (behind.code, damaged.code) == (3, 1)
    assert "newest checkpoint" in behind.err
    assert "damaged" in damaged.err


@pytest.mark.parametrize("content", ["", "<!DOCTYPE a []><a/>", "<a/>"])
def test_a_file_that_is_no_invoice_ends_with_one_and_a_sentence(
    intake: Intake, fielding: Fielding, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "bad.xml"
    path.write_text(content)

    said = fielding("invoice", "post", str(path), "--contract", "intake")

    assert said.code == 1
    assert "invoice" in said.err or "refused unread" in said.err


def test_a_number_twice_ends_with_one(intake: Intake, fielding: Fielding, tmp_path: Path) -> None:
    path = a_file(tmp_path, intake, *intake.references)
    post(fielding, intake, path)

    said = fielding("invoice", "post", path, "--contract", "intake")

    assert said.code == 1
    assert "of this number already" in said.err
