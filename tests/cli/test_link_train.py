"""`fielding link train`: a file of records in, a model that names nobody out."""

import json
from pathlib import Path

import pytest
from pyarrow import csv, parquet
from tests.cli.conftest import Fielding
from tests.engines.linking.people import people

from fielding.linking.persons.reading import version_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_training_writes_a_model_that_only_its_owner_may_read(
    ending: str, fielding: Fielding, tmp_path: Path
) -> None:
    records, _ = people(500, "command")
    file, model = tmp_path / f"records.{ending}", tmp_path / "persons.model"
    (csv.write_csv if ending == "csv" else parquet.write_table)(records, file)

    said = fielding(
        "link", "train", "--from", str(file), "--to", str(model), "--memory", "1GB", "--json"
    )

    assert said.code == 0
    assert json.loads(said.out)["version"] == version_of(model.read_bytes())
    assert json.loads(said.out)["records"] == 500
    assert model.stat().st_mode & 0o077 == 0


def test_records_that_nothing_can_be_learnt_from_are_refused(
    fielding: Fielding, tmp_path: Path
) -> None:
    file = tmp_path / "records.csv"
    file.write_text("unique_id,colour\n1,red\n", encoding="utf-8")

    said = fielding("link", "train", "--from", str(file), "--to", str(tmp_path / "model"))

    assert said.code != 0
    assert "at least two fields" in said.err
    assert not (tmp_path / "model").exists()
