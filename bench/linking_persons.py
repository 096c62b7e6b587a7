"""Persons: our scorer and parting beside Splink's predictions and clusters, and goldenmatch.

Run by itself: `python -m bench.linking_persons`. Every tool sees the same records in the same run,
none sees the truth. goldenmatch runs in an environment of its own (`FIELDING_BENCH_GOLDENMATCH`
names its Python), because it brings much that the hub does not need.
"""

import json
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv, parquet
from rich.console import Console

from bench.figures import Figure, percentile
from fielding.engines.linking.splink_batch import find_persons, predict
from fielding.engines.linking.splink_training import ID, Engine, train
from fielding.linking.agreement import Agreement, compare
from fielding.linking.persons.blocking import tokens_of
from fielding.linking.persons.model import PersonModel
from fielding.linking.persons.parting import components
from fielding.linking.persons.reading import read_model
from fielding.linking.persons.scoring import score
from fielding.simulation.households import households

SHARED = Path(__file__).parents[2] / "shared" / "data" / "link"
KEY = b"bench" * 7
ENGINE = Engine(threads=2, memory="6GB")
#: log2(0.95 / 0.05): Splink's threshold of 0.95, in bits.
SPLINK_LINK = 4.2479275134435861
TIMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Records whose persons are known, and kept from every tool."""

    name: str
    records: pa.Table
    true: list[Any]


@dataclass(slots=True, kw_only=True)
class Run:
    """What one tool did: seconds of each time, and how far it agrees with the truth."""

    seconds: list[float] = field(default_factory=list)
    found: Agreement | None = None


def historical() -> Known:
    """Give people of Wikidata with errors injected; the half that is open."""
    table = parquet.read_table(SHARED / "splink_datasets/historical_50k_open_half.parquet")
    columns = {
        ID: "unique_id", "first_name": "first_name", "surname": "surname",
        "full_name": "full_name", "date_of_birth": "dob", "place": "birth_place",
        "postcode": "postcode_fake", "gender": "gender", "occupation": "occupation",
    }  # fmt: skip
    records = pa.table({name: _text(table[column]) for name, column in columns.items()})
    return Known(
        name="historical_50k, open half", records=records, true=table["cluster"].to_pylist()
    )


def febrl() -> Known:
    """Give FEBRL 3: one to five records of each person; `rec-7-dup-2` is of person 7."""
    options = csv.ConvertOptions(
        column_types=dict.fromkeys(
            ("rec_id", " date_of_birth", " street_number", " postcode", " soc_sec_id"), pa.string()
        )
    )
    table = csv.read_csv(SHARED / "febrl/dataset3.csv", convert_options=options)
    table = table.rename_columns([name.strip() for name in table.column_names])
    rows = [
        {name: (str(value).strip() or None) if value is not None else None
         for name, value in row.items()}
        for row in table.to_pylist()
    ]  # fmt: skip
    columns = {
        ID: [row["rec_id"] for row in rows],
        "first_name": [row["given_name"] for row in rows],
        "surname": [row["surname"] for row in rows],
        "date_of_birth": [_dashed(row["date_of_birth"]) for row in rows],
        "place": [row["suburb"] for row in rows],
        "postcode": [row["postcode"] for row in rows],
        "address": [row["address_1"] for row in rows],
        "personal_number": [row["soc_sec_id"] for row in rows],
    }
    return Known(
        name="FEBRL 3",
        records=pa.table({name: pa.array(told, pa.string()) for name, told in columns.items()}),
        true=[str(row["rec_id"]).split("-")[1] for row in rows],
    )


def housemates(records: int = 50_000) -> Known:
    """Give invented households."""
    told = households(records, "bench")
    names = list(told[0].fields)
    columns = {name: pa.array([each.fields[name] for each in told], pa.string()) for name in names}
    numbers = pa.array([f"r{number}" for number in range(len(told))])
    return Known(
        name=f"households, {records:,}",
        records=pa.table({ID: numbers, **columns}),
        true=[each.person for each in told],
    )


def _text(column: pa.ChunkedArray) -> pa.Array:
    return pa.array([str(value).strip() or None if isinstance(value, str) else None
                     for value in column.to_pylist()], pa.string())  # fmt: skip


def _dashed(day: str | None) -> str | None:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else None


def splink(model: PersonModel, known: Known) -> list[int]:
    """Predict at 0.95 and close over the links, as Splink's own clustering does."""
    pairs = predict(model, known.records, ENGINE, least=SPLINK_LINK)
    label = list(range(known.records.num_rows))
    for group in components(zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)):
        for record in group:
            label[record] = group[0]
    return label


def _timed(known: Known, cluster: Callable[[], list[int]], times: int = TIMES) -> Run:
    run = Run()
    for _ in range(times):
        begun = time.perf_counter()
        label = cluster()
        run.seconds.append(time.perf_counter() - begun)
        run.found = compare(label, known.true)
    return run


def goldenmatch(known: Known) -> Run | None:
    """Let goldenmatch configure itself from the records; None when it is not installed."""
    python = os.environ.get("FIELDING_BENCH_GOLDENMATCH")
    if not python:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file, answer = Path(folder) / "records.csv", Path(folder) / "labels.json"
        csv.write_csv(known.records, file)
        script = Path(__file__).with_name("linking_persons_goldenmatch.py")
        subprocess.run(
            [python, str(script), str(file), str(answer)], check=True, capture_output=True
        )
        told = json.loads(answer.read_text(encoding="utf-8"))
    return Run(seconds=[told["seconds"]], found=compare(told["labels"], known.true))


def _agreement(model: PersonModel, known: Known) -> list[Figure]:
    """Hold our scorer against Splink's predictions at 0.95, both ways, pair by pair."""
    rows = known.records.drop_columns([ID]).to_pylist()
    pairs = predict(model, known.records, ENGINE, least=SPLINK_LINK)
    theirs = {}
    for one, other, weight in zip(
        pairs.one.tolist(), pairs.other.tolist(), pairs.weight.tolist(), strict=True
    ):
        theirs[min(one, other), max(one, other)] = weight
    held: dict[bytes, list[int]] = {}
    ours, waits, worst = set(), [], 0.0
    for place, row in enumerate(rows):
        begun = time.perf_counter()
        tokens = tokens_of(model.rules, KEY, row)
        met = {other for token in tokens for other in held.get(token, ())}
        for other in met:
            weight = score(model, rows[other], row).weight
            if weight >= SPLINK_LINK:
                ours.add((other, place))
                worst = max(worst, abs(weight - theirs.get((other, place), weight)))
        for token in tokens:
            held.setdefault(token, []).append(place)
        waits.append(time.perf_counter() - begun)
    both = len(ours & theirs.keys())
    return [
        Figure(what=f"{known.name}: Splink's pairs that our scorer finds",
               value=round(100 * both / len(theirs), 3), unit="%"),
        Figure(what=f"{known.name}: our pairs that Splink predicts",
               value=round(100 * both / len(ours), 3), unit="%"),
        Figure(what=f"{known.name}: largest difference of weights", value=worst, unit="bits"),
        Figure(what=f"{known.name}: one record against those before, half",
               value=round(1000 * percentile(waits, 0.5), 2), unit="ms"),
        Figure(what=f"{known.name}: one record against those before, 99 %",
               value=round(1000 * percentile(waits, 0.99), 2), unit="ms"),
    ]  # fmt: skip


def _figures(known: Known, tool: str, run: Run | None) -> list[Figure]:
    if run is None or run.found is None:
        return []
    found, name = run.found, f"{known.name}: {tool}"
    return [
        Figure(what=f"{name}, pairs F1", value=round(float(found.f1), 4), unit=""),
        Figure(what=f"{name}, precision", value=round(float(found.precision), 4), unit=""),
        Figure(what=f"{name}, B-cubed F", value=round(float(found.cubed_f), 4), unit=""),
        Figure(what=f"{name}, largest person", value=found.largest_network, unit="records"),
        Figure(what=f"{name}, time", value=round(statistics.median(run.seconds), 1), unit="s"),
    ]


def measure_on(known: Known) -> list[Figure]:
    """Train once, then let each tool find the persons of the same records."""
    begun = time.perf_counter()
    model = read_model(train(known.records, KEY, ENGINE, lambda _done, _of: None), KEY)
    trained = Figure(
        what=f"{known.name}: training", value=round(time.perf_counter() - begun, 1), unit="s"
    )
    ours = _timed(known, lambda: find_persons(model, known.records, ENGINE))
    theirs = _timed(known, lambda: splink(model, known))
    peer = goldenmatch(known)
    return [
        trained,
        *_figures(known, "parted", ours),
        *_figures(known, "Splink 5.0.0 at 0.95, closed over", theirs),
        *_figures(known, "goldenmatch 3.22.0, its own configuration", peer),
        *_agreement(model, known),
    ]


def measure() -> list[Figure]:
    """Measure on all three sets; those that are not at hand are left out by name."""
    sets = [historical, febrl, housemates] if SHARED.exists() else [housemates]
    return [figure for known in sets for figure in measure_on(known())]


def main() -> None:
    """Measure and show; nothing is written down."""
    console = Console()
    for known in (historical, febrl, housemates) if SHARED.exists() else (housemates,):
        for figure in measure_on(known()):
            console.print(f"{figure.what:75} {figure.value:,g} {figure.unit}", soft_wrap=True)
    if not os.environ.get("FIELDING_BENCH_GOLDENMATCH"):
        console.print("goldenmatch 3.22.0: not installed")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"{'peak memory of this process':70} {peak:,.0f} MB")


if __name__ == "__main__":
    main()
