"""`fielding invoice`: posted, checked, and the exit code says whether anything is left to do."""

import json
from pathlib import Path

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
