"""`fielding link train`: a file of records in, a model that names nobody out."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import psycopg
import pyarrow as pa
import pytest
from pyarrow import csv, parquet
from tests.cli.conftest import Fielding
from tests.engines.linking.people import people

from fielding.linking.persons.reading import version_of
from fielding.store.linking.reaching import start_over
from fielding.testing.linked_hub import LinkedHub
from fielding.wiring.linking_drift import levels_file
from fielding.wiring.model_folder import model_folder
from fielding.wiring.person_models import records_of

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


def test_dates_that_are_written_in_another_way_are_named_as_left_out(
    fielding: Fielding, tmp_path: Path
) -> None:
    records, _ = people(300, "command")
    place, file = records.column_names.index("date_of_birth"), tmp_path / "records.csv"
    told = [day and "/".join(reversed(day.split("-"))) for day in records[place].to_pylist()]
    csv.write_csv(records.set_column(place, "date_of_birth", pa.array(told)), file)

    said = fielding("link", "train", "--from", str(file), "--to", str(tmp_path / "model"))

    assert "nothing could be learnt of it: date_of_birth." in said.out
    assert "YYYY-MM-DD" in said.out


def test_records_that_nothing_can_be_learnt_from_are_refused(
    fielding: Fielding, tmp_path: Path
) -> None:
    file = tmp_path / "records.csv"
    file.write_text("unique_id,colour\n1,red\n", encoding="utf-8")

    said = fielding("link", "train", "--from", str(file), "--to", str(tmp_path / "model"))

    assert said.code != 0
    assert "at least two fields" in said.err
    assert not (tmp_path / "model").exists()


def test_records_that_do_not_fit_into_memory_are_refused_in_a_sentence(
    fielding: Fielding, tmp_path: Path
) -> None:
    records, _ = people(500, "command")
    file = tmp_path / "records.csv"
    csv.write_csv(records, file)

    said = fielding(
        "link", "train", "--from", str(file), "--to", str(tmp_path / "model"), "--memory", "1MB"
    )

    assert said.code == 3
    assert "give more with --memory" in said.err
    assert "select" not in said.err.lower()
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (["--from", "records.csv"], "or neither"),
        (["--from", "records.csv", "--to", "nowhere/model"], "There is no folder nowhere"),
        (["--from", "records.csv", "--to", "./records.csv"], "the file of records itself"),
        (["--memory", "lots"], "Give an amount such as 4GB"),
        (["--engine", "spark"], "by DuckDB alone"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_read(
    told: list[str], fault: str, fielding: Fielding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("records.csv").write_text("unique_id\n1\n", encoding="utf-8")

    said = fielding("link", "train", *told)

    assert said.code == 2
    assert fault in said.err


def test_a_phone_in_a_file_of_text_keeps_its_first_0(tmp_path: Path) -> None:
    file = tmp_path / "records.csv"
    file.write_text("unique_id,surname,phone\n007,Quill,07700900123\n", encoding="utf-8")

    (read,) = records_of(file).to_pylist()

    assert read == {"unique_id": "007", "surname": "Quill", "phone": "07700900123"}


def test_what_is_empty_in_a_file_is_not_known(tmp_path: Path) -> None:
    file = tmp_path / "records.parquet"
    parquet.write_table(pa.table({"surname": ["quill", "", None]}), file)

    read = records_of(file).to_pylist()

    assert [record["surname"] for record in read] == ["quill", None, None]


@pytest.fixture
def no_model_yet() -> Iterator[None]:
    yield
    shutil.rmtree(model_folder().folder)


@pytest.mark.usefixtures("no_model_yet")
def test_a_model_is_learnt_from_the_hubs_own_reports_and_used_once_all_is_worked_out_anew(
    fielding: Fielding, linked: LinkedHub, superuser: psycopg.Connection
) -> None:
    random = Random(9)
    for group in range(30):
        first, last = ("".join(random.choices("bdgklmnprst", k=5)) for _ in range(2))
        for report in range(3):
            phone = f"07700 90{min(report, 1)}{group:03}"
            linked.report(suspect_name=f"{first} {last}", suspect_phone=phone)
    linked.link()

    said = fielding("link", "train", "--memory", "1GB", "--json")

    found = json.loads(said.out)
    assert (said.code, found["records"]) == (0, 90)
    assert found["version"] == model_folder().newest()
    assert superuser.execute("SELECT model FROM link_head").fetchone() == (None,)
    start_over(superuser)
    linked.linker.models = model_folder()
    linked.link()
    assert superuser.execute("SELECT model FROM link_head").fetchone() == (found["version"],)
    assert superuser.execute("SELECT count(*) > 60 FROM link_alike").fetchone() == (True,)
    (sealed,) = model_folder().folder.glob("*.sealed")
    assert b"first_name" not in sealed.read_bytes()
    drift = json.loads(fielding("link", "drift", "--json").out)
    told = fielding("link", "health").out
    levels_file().unlink()
    assert drift["levels"]["version"] == found["version"]
    assert {one["index"] for one in drift["comparisons"].values()} == {0.0}, "the same reports"
    assert f"Drift of model {found['version']}, trained on 90 records" in told
