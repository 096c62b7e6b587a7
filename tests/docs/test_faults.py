"""The page of faults names a test for each, and each named test exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "| | |" not in line][1:]


def test_every_fault_names_a_test_that_exists() -> None:
    there = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }

    named = [re.findall(r"`(test_\w+)`", row) for row in ROWS]

    assert len(ROWS) > 30
    assert not [row for row, names in zip(ROWS, named, strict=True) if not set(names) & there]
    assert {name for names in named for name in names} <= there


def test_every_fault_says_what_is_seen_and_what_to_do() -> None:
    cells = [row.strip("| ").split(" | ") for row in ROWS]

    assert not [row for row in cells if len(row) != 4 or not all(row)]
