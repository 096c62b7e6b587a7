"""`fielding link search`, `explain` and `export`: what they say, and what they never say."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.cli.conftest import Fielding

from fielding.app.linking.judging import judge_reports
from fielding.linking.judgements.judging import Verdict
from fielding.store.queries import evidence
from fielding.testing.linked_hub import ANALYST, OTHER_PHONE, PHONE, LinkedHub


@pytest.fixture
def network(linked: LinkedHub) -> list[str]:
    """Two reports of one phone number, and one of another; the cases in that order."""
    cases = [linked.report(suspect_phone=phone) for phone in (PHONE, PHONE, OTHER_PHONE)]
    linked.link()
    return cases


def _reference(linked: LinkedHub, case: str) -> str:
    return linked.received[case].reference


def test_an_identifier_on_standard_input_is_found_masked_with_its_network(
    fielding: Fielding, linked: LinkedHub, network: list[str]
) -> None:
    said = fielding("link", "search", "--json", given=f"Who is behind {PHONE}?\n")

    (found,) = json.loads(said.out)
    (exact,) = found["exact"]
    assert exact["reports"] == 2
    assert exact["networks"][0]["first"] == _reference(linked, network[0])
    assert "900123" not in said.out.replace(" ", "")


def test_a_text_with_a_sign_that_cannot_be_read_is_looked_through_all_the_same(
    fielding: Fielding, network: list[str]
) -> None:
    said = fielding("link", "search", given=f"Caf\xe9 Quill, {PHONE}".encode("latin-1"))

    assert said.code == 0
    assert "given as the other side's in 2 reports, as" in said.out


def test_what_is_nearly_an_identifier_is_found_and_said_to_be_so(
    fielding: Fielding, network: list[str]
) -> None:
    said = fielding("link", "search", "--kind", "phone", given="07700 900124")

    assert said.code == 0
    assert "phone, nearly the same" in said.out


def test_what_is_no_identifier_is_refused(fielding: Fielding, network: list[str]) -> None:
    said = fielding("link", "search", "--kind", "phone", given="call me maybe")

    assert said.code == 2
    assert "That is no identifier" in said.err


def test_a_report_is_explained_by_the_path_to_the_first(
    fielding: Fielding, linked: LinkedHub, network: list[str]
) -> None:
    first, second = (_reference(linked, case) for case in network[:2])

    said = fielding("link", "explain", second)

    assert f"{second} is in the network of {first}." in said.out
    assert f"{second} and {first}: both mention phone" in said.out
    assert "900123" not in said.out.replace(" ", "")


def test_a_path_that_was_not_read_is_not_taken_for_that_of_the_first_report(
    fielding: Fielding, linked: LinkedHub, network: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    linked.add(network[1], f"They rang from {OTHER_PHONE} as well.")
    linked.link()
    monkeypatch.setattr(evidence.network_reports, "__defaults__", (1,))
    first, _, third = (_reference(linked, case) for case in network[:3])

    said = fielding("link", "explain", third)
    of_first = fielding("link", "explain", first)
    of_two = fielding("link", "explain", first, third)

    assert f"{third} is in the network of {first}." in said.out
    assert "through more reports than are read" in said.out
    assert "the first report there" not in said.out
    assert "the first report there" in of_first.out
    assert "through more reports than are read" in of_two.out


def test_two_reports_that_were_judged_different_are_told_apart_by_it(
    fielding: Fielding, linked: LinkedHub, network: list[str]
) -> None:
    judge_reports(linked.hub, ANALYST, Verdict.DIFFERENT, (network[0], network[1]), "Two voices.")
    linked.link()
    first, second = (_reference(linked, case) for case in network[:2])

    said = fielding("link", "explain", second, first)

    assert "are in different networks" in said.out
    assert "do not belong together" in said.out


def test_a_number_that_a_reporter_gave_as_their_own_is_said_to_join_nothing(
    fielding: Fielding, linked: LinkedHub, network: list[str]
) -> None:
    linked.report(reporter_phone=PHONE)
    linked.link()
    first, second, third = (_reference(linked, case) for case in network)

    own = fielding("link", "explain", second, first)
    nothing = fielding("link", "explain", second, third)

    assert "as their own contact" in own.out
    assert "They share no identifier" in nothing.out


def test_a_report_without_others_is_not_said_to_hold_a_network(
    fielding: Fielding, linked: LinkedHub, network: list[str]
) -> None:
    said = fielding("link", "explain", _reference(linked, network[2]))

    assert "is in no network with another report." in said.out
    assert "the others hang on it" not in said.out


def test_an_unknown_report_is_no_traceback(fielding: Fielding, network: list[str]) -> None:
    assert fielding("link", "explain", "NFRC990000009").code == 1


def test_an_export_says_where_it_stands_and_holds_no_identifier(
    fielding: Fielding, linked: LinkedHub, network: list[str], tmp_path: Path
) -> None:
    said = fielding("link", "export", str(tmp_path / "out"), "--form", "csv")
    again = fielding("link", "export", str(tmp_path / "out"))

    assert said.code == 0
    standing = json.loads((tmp_path / "out" / "standing.json").read_text())
    assert standing["entries"] > 0
    assert standing["version"] == 2
    members = list(csv.DictReader((tmp_path / "out" / "members.csv").read_text().splitlines()))
    assert [row["network"] for row in members] == [
        _reference(linked, network[place]) for place in (0, 0, 2)
    ]
    told = "".join(file.read_text() for file in (tmp_path / "out").iterdir())
    assert "900123" not in told
    assert again.code != 0
    assert "empty" in again.err


def test_an_export_is_parquet_unless_asked_otherwise(
    fielding: Fielding, network: list[str], tmp_path: Path
) -> None:
    fielding("link", "export", str(tmp_path))

    tables = {file.stem: pq.read_table(file) for file in tmp_path.glob("*.parquet")}
    assert {name: table.num_rows for name, table in tables.items()} == {
        "networks": 1,
        "members": 3,
        "journal": 1,
    }
    assert tables["networks"]["reports"].to_pylist() == [2]
