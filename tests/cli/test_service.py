"""`fielding service`: faults with their lines, the list of services, the schema."""

import json
from pathlib import Path
from typing import Any

import pytest

import fielding as package

SHIPPED = sorted((Path(package.__file__).parent / "services").glob("*.yaml"))


def test_the_shipped_services_have_no_fault(fielding: Any) -> None:
    said = fielding("service", "check", *map(str, SHIPPED))

    assert said.code == 0
    assert "no fault" in said.err


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    file = tmp_path / "faulty.yaml"
    lines = SHIPPED[0].read_text().splitlines()
    lines[0] = "servise: misspelt"
    file.write_text("\n".join(lines) + "\nnonsense: true\n")
    return file


def test_all_faults_of_a_file_are_listed_with_line_and_remedy(fielding: Any, faulty: Path) -> None:
    said = fielding("service", "check", str(faulty))

    assert said.code == 1
    assert f"{faulty}:1: " in said.out
    assert f"{faulty}:{len(faulty.read_text().splitlines())}: " in said.out


def test_faults_are_given_to_programs_as_json(fielding: Any, faulty: Path) -> None:
    said = fielding("service", "check", "--json", str(faulty))

    found = json.loads(said.out)
    assert said.code == 1
    assert found["fine"] is False
    assert all(fault["line"] and fault["message"] and fault["remedy"] for fault in found["faults"])


def test_the_services_in_force_are_listed(fielding: Any) -> None:
    listed = json.loads(fielding("service", "list", "--json").out)

    assert {row["service"] for row in listed} >= {file.stem for file in SHIPPED}
    assert all(len(row["digest"]) == 64 for row in listed)


def test_the_schema_is_json_schema(fielding: Any) -> None:
    schema = json.loads(fielding("service", "schema").out)

    assert schema["$schema"].startswith("https://json-schema.org/")
