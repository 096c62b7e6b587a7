"""Spark runs the same plans and finds the same figures, to the last one."""

from pathlib import Path
from random import Random

import pytest
from tests.engines.segments.logs import cut, cut_in_public, stormy_log

from fielding.engines.segments.comparing import compare_figures
from fielding.engines.segments.plans import cubes
from fielding.engines.segments.public_plans import public_cubes
from fielding.engines.segments.reading import open_segments
from fielding.engines.segments.spark_engine import engine
from fielding.testing.histories import SERVICES

#: Fates, reviews, working days with pauses, referrals; in public, words and promises.
NAMES = {"funnel", "reviews", "promise.fraud.first-look", "promise.fraud.acceptance"}
PUBLIC = {"measure.fraud.judicial-outcomes", "promise.fraud.first-look"}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_spark_finds_every_figure_as_published_in_both_editions(tmp_path: Path) -> None:
    log = stormy_log(Random(0), 250)
    cut(tmp_path / "s", log)
    cut_in_public(tmp_path / "p", log)

    with engine() as spark:
        with open_segments(tmp_path / "s", spark) as opened:
            ours = {n: c for n, c in cubes(opened, SERVICES.values()).items() if n in NAMES}
            found = {one.name: one for one in compare_figures(tmp_path / "s", ours)}
        rows = spark.read(tmp_path / "p" / "rows")
        told = {n: c for n, c in public_cubes(rows, SERVICES.values()).items() if n in PUBLIC}
        public = {one.name: one for one in compare_figures(tmp_path / "p", told)}

    assert {name for name in NAMES if not found[name].equal or not found[name].cells} == set()
    assert {name for name in PUBLIC if not public[name].equal or not public[name].cells} == set()
