"""`fielding segments` and `fielding figures`: what one cuts, the other recomputes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fielding.app.ports import Hub
from fielding.wiring.hub import keyring
from fielding.wiring.simulating import simulate_reports


@pytest.fixture
def filled(hub: Hub, sequence: Callable[[], int]) -> Hub:
    """Forty invented reports, all under a checkpoint."""
    simulate_reports(hub, 40, 3, lambda _: None)
    while sequence():
        pass
    return hub


@pytest.mark.usefixtures("filled")
def test_every_figure_is_recomputed_from_the_segments_alone(fielding: Any, tmp_path: Path) -> None:
    folder, keys = str(tmp_path / "s"), keyring().verifier_keys()
    cut = json.loads(fielding("segments", "cut", folder, "--json").out)

    said = fielding(
        "figures", "--from", folder, "--key", keys["log"], "--key", keys["cosigner"], "--json"
    )

    found = json.loads(said.out)
    assert (said.code, found["equal"], found["size"]) == (0, True, cut["size"])
    assert all(figure["equal"] for figure in found["figures"].values())
    assert found["figures"]["funnel"]["cells"] > 5


@pytest.mark.usefixtures("filled")
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("engine", ["duckdb", pytest.param("spark", marks=pytest.mark.slow)])
def test_anybody_recomputes_the_public_figures_from_the_public_edition(
    fielding: Any, tmp_path: Path, engine: str
) -> None:
    fielding("segments", "cut", str(tmp_path / "p"), "--edition", "public")

    said = fielding("figures", "--from", str(tmp_path / "p"), "--engine", engine)

    assert said.code == 0
    assert "public edition" in said.out
    assert "Every figure is equal." in said.out
    assert not (tmp_path / "p" / "entries").exists()


@pytest.mark.usefixtures("filled")
def test_a_figure_that_was_published_otherwise_is_named_and_ends_with_one(
    fielding: Any, tmp_path: Path
) -> None:
    fielding("segments", "cut", str(tmp_path / "s"))
    rows = pq.read_table(tmp_path / "s" / "figures.parquet").to_pylist()
    changed = next(row for row in rows if row["counting"] == "reviews")
    changed["number"] += 1
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "s" / "figures.parquet")

    said = fielding("figures", "--from", str(tmp_path / "s"))

    assert said.code == 1
    assert "differs in 1  reviews" in said.out
    assert "equal  funnel" in said.out


@pytest.mark.parametrize("column", ["content", "firm"])
@pytest.mark.usefixtures("filled")
def test_rows_that_say_otherwise_than_the_signed_entries_are_not_counted(
    fielding: Any, tmp_path: Path, column: str
) -> None:
    fielding("segments", "cut", str(tmp_path / "s"))
    path = tmp_path / "s" / "entries" / "000000.parquet"
    table = pq.read_table(path)
    rows = table.to_pylist()
    rows[5][column], rows[6][column] = rows[6][column], "another firm"
    if column == "content":
        rows[6][column] = rows[5][column]
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)

    said = fielding("figures", "--from", str(tmp_path / "s"))

    assert said.code == 1
    assert "not the entries under the signed checkpoint" in said.err


@pytest.mark.usefixtures("filled")
def test_a_folder_that_lacks_a_file_or_holds_rubbish_is_told_as_no_segments(
    fielding: Any, tmp_path: Path
) -> None:
    fielding("segments", "cut", str(tmp_path / "s"))
    definition = next((tmp_path / "s" / "definitions").glob("*.yaml"))
    damages = {
        "manifest.json": b"{",
        "keys.json": b"[]",
        f"definitions/{definition.name}": definition.read_bytes() + b"# changed",
        "entries/000000.parquet": b"PAR1 and then nothing",
        "figures.parquet": b"",
    }

    for name, content in damages.items():
        damaged = tmp_path / name.replace("/", "-")
        shutil.copytree(tmp_path / "s", damaged)
        (damaged / name).write_bytes(content)
        said = fielding("figures", "--from", str(damaged))
        assert said.code == 1, name
        assert "segments" in said.err, name
