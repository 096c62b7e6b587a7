"""Figures counted in columns equal figures folded in memory."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pytest
from ibis.expr.types import Table
from tests.engines.segments.logs import cut, stormy_log

from fielding.engines.segments.comparing import compare_figures
from fielding.engines.segments.duckdb_engine import engine
from fielding.engines.segments.opened import Opened
from fielding.engines.segments.plans import cubes, plans, sum_cubes
from fielding.engines.segments.reading import open_segments
from fielding.engines.segments.waiting import Cells, waits_in_columns
from fielding.oversight.countings import countings
from fielding.oversight.tallies import tally
from fielding.testing.histories import SERVICES, random_log

pytestmark = pytest.mark.slow


def counted(opened: Opened) -> tuple[Mapping[str, Table], Iterator[tuple[str, Cells]]]:
    """Count everything of an opened folder: cubes, and waiting times."""
    services = SERVICES.values()
    cells = {**cubes(opened, plans(services)), **sum_cubes(opened, services)}
    return cells, waits_in_columns(opened, services)


def test_every_figure_of_cases_told_at_random_is_equal(tmp_path: Path) -> None:
    cut(tmp_path / "s", random_log(Random(0), SERVICES["fraud"], 250))

    with engine() as started, open_segments(tmp_path / "s", started) as opened:
        found = list(compare_figures(tmp_path / "s", *counted(opened)))

    assert [one.name for one in found if not one.equal] == []
    further = {"wait.fraud.time-to-first-look", "sum.fraud.money-lost"}
    assert {one.name for one in found} == countings(SERVICES.values()).keys() | further
    assert all(one.cells for one in found if "recorded-crime" not in one.name)


def test_every_figure_is_equal_whatever_happens_in_whatever_order(tmp_path: Path) -> None:
    cut(tmp_path / "s", stormy_log(Random(1), 400))

    with engine() as started, open_segments(tmp_path / "s", started) as opened:
        found = list(compare_figures(tmp_path / "s", *counted(opened)))

    assert [(one.name, one.differing) for one in found if not one.equal] == []


def test_every_figure_opens_the_same_entries_in_columns_as_in_memory(tmp_path: Path) -> None:
    books = cut(tmp_path / "s", random_log(Random(5), SERVICES["fraud"], 120))
    known = countings(SERVICES.values())

    with engine() as started, open_segments(tmp_path / "s", started) as opened:
        found = {
            name: sorted(plan(opened)["index"].to_pyarrow().to_pylist())
            for name, plan in plans(SERVICES.values()).items()
        }

    assert found == {
        name: sorted(p.index for points in tally(one, books).points.values() for p in points)
        for name, one in known.items()
    }


def test_a_ledger_without_cases_has_figures_without_cells(tmp_path: Path) -> None:
    cut(tmp_path / "s", [])

    with engine() as started, open_segments(tmp_path / "s", started) as opened:
        found = list(compare_figures(tmp_path / "s", *counted(opened)))

    assert {one.cells for one in found} == {0}
