"""`fielding register`: files in, OCDS out, oddities listed."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import shared

from fielding.app.ports import Hub

CONTRACTS = "oversight/ocds_uk/contracts_finder_2025.jsonl"
CIRCLE = "oversight/bods_fixtures/data/edge-cases/10-circular-ownership.json"


@pytest.fixture
def some(tmp_path: Path) -> Path:
    """A few published releases, and a line that is broken as the real file's escapes were."""
    lines = shared(CONTRACTS).read_text(encoding="utf-8").splitlines()[:12]
    file = tmp_path / "some.jsonl"
    file.write_text("\n".join([*lines, '{"ocid": "a", "title": "line\\rn\\x"}']) + "\n")
    return file


def test_a_file_is_imported_once_and_its_broken_line_is_told(
    fielding: Any, hub: Hub, sequencing: None, some: Path
) -> None:
    tried = fielding("register", "import", str(some), "--dry-run", "--json")
    first = fielding("register", "import", str(some))
    second = json.loads(fielding("register", "import", str(some), "--json").out)

    assert json.loads(tried.out)["added"]["releases"] == 12
    assert first.code == 1, "a line was lost"
    assert "12 releases read" in first.out
    assert "LOST  line 13" in first.out
    assert second["added"] == {
        "organisations": 0,
        "processes": 0,
        "releases": 0,
        "contracts": 0,
        "changes": 0,
        "apart": 0,
        "last": None,
    }
    assert {"path", "count", "fate"} == second["fields"][0].keys()


def test_the_register_is_written_as_a_release_package(
    fielding: Any, hub: Hub, sequencing: None, some: Path, tmp_path: Path
) -> None:
    done = json.loads(fielding("register", "import", str(some), "--json").out)
    hub.proofs.prove(done["added"]["last"])

    fielding("register", "export", "--to", str(tmp_path / "register.json"))

    package = json.loads((tmp_path / "register.json").read_text())
    assert package["version"] == "1.1"
    assert len(package["releases"]) == done["added"]["contracts"]
    assert all(release["buyer"]["name"] for release in package["releases"])


def test_an_ownership_circle_is_listed_with_its_entries(
    fielding: Any, hub: Hub, sequencing: None
) -> None:
    file = str(shared(CIRCLE))
    done = json.loads(fielding("register", "import", file, "--format", "bods", "--json").out)
    hub.proofs.prove(done["added"]["last"])

    said = fielding("register", "faults")

    assert said.code == 1
    assert "1 found among the first" in said.err
    assert "own one another in a circle: gb-coh-10000010 > gb-coh-10000011" in said.out
