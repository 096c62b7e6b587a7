"""Spark trains a model of the same kind, and leaves nothing of anybody readable on a disk."""

import json
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from splink import SettingsCreator
from tests.engines.linking.people import people

from fielding.engines import spark_session
from fielding.engines.linking import splink_training
from fielding.engines.linking.splink_settings import settings_for
from fielding.engines.linking.splink_spark import SparkEngine
from fielding.engines.linking.splink_training import Engine, train
from fielding.linking.persons.fields import Field
from fielding.linking.persons.reading import read_model
from fielding.linking.persons.scoring import score

KEY = b"k" * 32
FIELDS = ["unique_id", "first_name", "surname", "date_of_birth"]
MARKERS = (b"zqmarkerone", b"zqmarkertwo", b"1791-09-09")


def _soon_done(fields: Collection[Field]) -> SettingsCreator:
    """Learn in few rounds, on either engine: on Spark each takes seconds, however few records."""
    return replace(settings_for(fields), max_iterations=2)


def _records() -> pa.Table:
    records, _ = people(250, "spark")
    marked = pa.table(
        {"unique_id": ["m1", "m2"], "first_name": ["zqmarkerone"] * 2,
         "surname": ["zqmarkertwo"] * 2, "date_of_birth": ["1791-09-09", "1791-09-19"]}
    )  # fmt: skip
    return pa.concat_tables([records.select(FIELDS), marked])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_spark_trains_a_like_model_and_writes_nobody_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records, written, read = _records(), set[Path](), set[bytes]()
    monkeypatch.setattr(splink_training, "settings_for", _soon_done)
    monkeypatch.setitem(spark_session.SETTINGS, "spark.local.dir", str(tmp_path))
    monkeypatch.setitem(spark_session.SETTINGS, "spark.shuffle.compress", "false")

    def look(_done: int, _of: int) -> None:
        for file in tmp_path.rglob("*"):
            if file.is_file():
                written.add(file)
                content = file.read_bytes()
                read.update(marker for marker in MARKERS if marker in content)

    content = train(records, KEY, SparkEngine(random_pairs=5e3, few=True), look)
    model = read_model(content, KEY)
    duckdb = Engine(threads=1, memory="1GB", random_pairs=5e3)
    told = train(records, KEY, duckdb, lambda _done, _of: None)
    beside = read_model(told, KEY)

    assert json.loads(content).keys() == json.loads(told).keys()
    assert [each.sql for each in model.rules] == [each.sql for each in beside.rules]
    assert model.settings["sql_dialect"] == "duckdb"
    one, other = records.slice(250, 2).drop_columns(["unique_id"]).to_pylist()
    ours, theirs = score(model, one, other), score(beside, one, other)
    assert [each.level for each in ours.levels] == [each.level for each in theirs.levels]
    assert ours.weight == pytest.approx(theirs.weight, abs=3)
    assert written
    assert read == set()
    assert [marker for marker in MARKERS if marker in content] == []
