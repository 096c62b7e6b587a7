"""`fielding simulate`: reports go to the hub, and what is behind them to a file."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from fielding.app.ports import Hub

pytestmark = pytest.mark.usefixtures("hub")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_truth_names_every_report_by_its_reference(
    fielding: Any, hub: Hub, tmp_path: Path
) -> None:
    path = tmp_path / "truth.csv"

    said = fielding("simulate", "--reports", "60", "--seed", "4", "--truth", str(path))

    rows = _rows(path)
    sizes = Counter(row["group"] for row in rows)
    assert said.code == 0
    assert str(path) in said.out
    assert len({row["reference"] for row in rows}) == 60
    assert all(hub.store.case_of(row["reference"]) == row["case"] for row in rows)
    assert all(sizes[row["group"]] == int(row["size"]) for row in rows)


def test_simulating_again_makes_nothing_and_tells_the_same_truth(
    fielding: Any, tmp_path: Path
) -> None:
    first, second = tmp_path / "one.csv", tmp_path / "two.csv"
    asked = ("simulate", "--reports", "30", "--seed", "4", "--truth")
    fielding(*asked, str(first))

    said = fielding(*asked, str(second))

    assert said.out.startswith("0 reports made, 30 already there")
    assert first.read_bytes() == second.read_bytes()
