"""`fielding flags`: what it tells people and programs, and what it makes of broken files."""

import json
from pathlib import Path
from typing import Any

import pytest

LATE = {
    "ocid": "late",
    "tender": {
        "procurementMethod": "open",
        "numberOfTenderers": 1,
        "tenderPeriod": {
            "startDate": "2026-01-01T00:00:00Z",
            "endDate": "2026-02-01T23:00:00+01:00",
        },
    },
    "bids": {
        "details": [
            {"status": "valid", "date": "2026-02-01T22:30:00Z", "tenderers": [{"id": "W"}]},
        ]
    },
    "awards": [{"status": "active", "suppliers": [{"id": "W"}]}],
}


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    file = tmp_path / "processes.jsonl"
    file.write_text(f"{json.dumps(LATE)}\n")
    return file


def test_flags_and_differences_are_given_to_programs_as_json(fielding: Any, lines: Path) -> None:
    said = fielding("flags", str(lines), "--json")

    told = json.loads(said.out)
    assert said.code == 0
    assert told["OCID"] == {"late": {"R018": 1.0, "R030": 1.0}}
    assert told["Tenderer"]["W"]["R030"] == 1.0
    assert told["Computed"]["R028"]["cannot_be_computed"] == {"bid-without-price": 1}
    assert told["Differences"][0]["theirs"] is False


def test_people_are_told_why_a_flag_cannot_be_computed(fielding: Any, lines: Path) -> None:
    said = fielding("flags", str(lines))

    assert "R030 Late bid won" in said.out
    assert "cannot be computed for 1, because a bid has no value/amount" in said.out
    assert "a listing order only" in said.out


def test_settings_come_from_a_file_as_the_peer_has_it(
    fielding: Any, lines: Path, tmp_path: Path
) -> None:
    file = tmp_path / "settings.ini"
    file.write_text("; currency = USD\n[R003]\nthreshold = 40 # days\n")

    said = fielding("flags", str(lines), "--settings", str(file), "--json")

    assert json.loads(said.out)["OCID"] == {"late": {"R003": 1.0}}


def test_releases_of_a_package_are_compiled_before_they_are_looked_at(
    fielding: Any, tmp_path: Path
) -> None:
    early = {**LATE, "id": "1", "date": "2026-01-01T00:00:00Z", "buyer": {"id": "B"}}
    later = {"ocid": "late", "id": "2", "date": "2026-02-02T00:00:00Z", "buyer": {"id": "B"},
             "tender": {"status": "cancelled"}}  # fmt: skip
    file = tmp_path / "package.json"
    file.write_text(json.dumps({"releases": [later, early]}))

    said = fielding("flags", str(file), "--json")

    told = json.loads(said.out)
    assert told["Processes"] == 1
    assert told["Computed"]["R018"]["cannot_be_computed"] == {"tender-cancelled": 1}


def test_what_cannot_be_read_is_listed_and_the_rest_is_computed(fielding: Any, lines: Path) -> None:
    lines.write_text(lines.read_text() + '{"ocid": \n{"tender": {}}\n[1]\n')

    said = fielding("flags", str(lines), "--json")

    told = json.loads(said.out)
    assert said.code == 1
    assert {fault["place"] for fault in told["Faults"]} >= {"line 2", "line 3"}
    assert told["OCID"] == {"late": {"R018": 1.0, "R030": 1.0}}


@pytest.mark.parametrize(
    "settings", ["[R003]\nthreshold = soon\n", "[R003]\ncolour = 1\n", "[R003"]
)
def test_settings_that_make_no_sense_are_refused_in_a_sentence(
    fielding: Any, lines: Path, tmp_path: Path, settings: str
) -> None:
    file = tmp_path / "settings.ini"
    file.write_text(settings)

    said = fielding("flags", str(lines), "--settings", str(file))

    assert said.code == 1
    assert "Traceback" not in said.err
