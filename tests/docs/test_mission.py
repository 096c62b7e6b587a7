"""The page on the mission stays true: sixteen systems, honest states, places that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "mission.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d+ \|", line)
]


def test_all_sixteen_systems_are_listed_in_order() -> None:
    numbers = [int(row[0]) for row in ROWS]

    assert numbers == list(range(1, 17))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_a_system_says_honestly_how_far_it_is(row: list[str]) -> None:
    _, _, state, where, missing = row

    assert state in {"works", "partly", "not yet"}
    assert (where == "–") == (state == "not yet")
    assert (missing == "–") == (state == "works")


@pytest.mark.parametrize(
    "place", sorted({place for row in ROWS for place in re.findall(r"`([^`]+)`", row[3])})
)
def test_every_place_named_exists(place: str) -> None:
    assert (ROOT / place).exists()
