"""Spark runs the same plans and finds the same figures, to the last one.

The public edition's figures go through Spark in `tests/cli/test_segments.py`.
"""

from pathlib import Path
from random import Random

import pytest
from tests.engines.segments.logs import cut, stormy_log

from fielding.engines.segments.comparing import compare_figures
from fielding.engines.segments.plans import cubes, plans, sum_cubes
from fielding.engines.segments.reading import open_segments
from fielding.engines.segments.spark_engine import engine
from fielding.engines.segments.waiting import waits_in_columns
from fielding.oversight.countings import countings
from fielding.testing.histories import SERVICES

KNOWN = SERVICES.values()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_spark_finds_every_figure_as_published(tmp_path: Path) -> None:
    cut(tmp_path / "s", stormy_log(Random(0), 25))

    with engine() as spark, open_segments(tmp_path / "s", spark) as opened:
        cells = {**cubes(opened, plans(KNOWN)), **sum_cubes(opened, KNOWN)}
        waits = waits_in_columns(opened, KNOWN)
        found = list(compare_figures(tmp_path / "s", cells, waits))

    assert [one.name for one in found if not one.equal] == []
    further = {"wait.fraud.time-to-first-look", "sum.fraud.money-lost"}
    assert {one.name for one in found} == countings(KNOWN).keys() | further
    assert all(one.cells for one in found if one.name in {"funnel", "sum.fraud.money-lost"})


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_spark_stays_on_this_machine_wherever_it_was_submitted_to() -> None:
    with engine() as spark:
        gateway = spark.session.sparkContext._gateway
        assert gateway
        system = gateway.jvm.java.lang.System
        known = system.setProperty("spark.master", "local[1]")

    try:
        with engine() as again:
            master = again.session.sparkContext.master
    finally:
        system.setProperty("spark.master", known)

    assert master == "local[*]"
