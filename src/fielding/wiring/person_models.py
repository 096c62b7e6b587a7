"""Trains models of persons from a file of records, under the hub's own key."""

import logging
import os
import warnings
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from pkgutil import resolve_name

import pyarrow as pa

from fielding.engines.errors import SparkMissing
from fielding.engines.linking.given_table import read_given
from fielding.engines.linking.splink_training import ID, Backend, Engine, Told, train
from fielding.linking.errors import TooFewFields
from fielding.linking.persons.fields import Field
from fielding.linking.persons.reading import read_model
from fielding.wiring.hub import keyring


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedModel:
    """What was trained, and where it lies."""

    file: Path
    version: str
    records: int
    fields: tuple[str, ...]
    #: Fields that the records have, of which nothing could be learnt.
    left_out: tuple[str, ...]
    #: log2 of the odds that two records taken at random are of one person.
    prior: float
    #: Whether pairs of one household were there to learn from.
    households: bool


class EngineName(StrEnum):
    """What Splink runs on."""

    DUCKDB = "duckdb"
    SPARK = "spark"


#: Up to so many records Spark's plans are not compiled nor spread.
FEW = 20_000
_ON_SPARK = "splink_spark"


def train_model(
    records: Path, into: Path, told: Told, *, engine: EngineName, memory: str
) -> TrainedModel:
    """Train on a table in a file, and write a model that only the hub's own user may read.

    The columns are those of `Field`, and `unique_id` if there is one; others are left alone.
    Raises FileUnreadable, TooFewFields, TooFewRecords, MemorySpent or SparkMissing.
    """
    warnings.filterwarnings("ignore", module="splink")
    logging.getLogger("splink").setLevel(logging.ERROR)
    table, key = records_of(records), keyring().tokens
    content = train(table, key, _backend(engine, memory, table.num_rows), told)
    _write(into, content)
    model = read_model(content, key)
    return TrainedModel(
        file=into,
        version=model.version,
        records=model.records,
        fields=model.fields,
        left_out=tuple(
            name for name in table.column_names if name != ID and name not in model.fields
        ),
        prior=model.prior,
        households=model.household_prior is not None,
    )


def _backend(engine: EngineName, memory: str, records: int) -> Backend:
    if engine is EngineName.DUCKDB:
        return Engine(threads=os.cpu_count() or 1, memory=memory)
    # By name: Spark is an extra, and not loaded unless it is asked for.
    try:
        spark = resolve_name(f"fielding.engines.linking.{_ON_SPARK}:SparkEngine")
    except ModuleNotFoundError as fault:
        raise SparkMissing from fault
    backend: Backend = spark(few=records <= FEW)
    return backend


def records_of(file: Path) -> pa.Table:
    """Read a file's records: `unique_id`, and as text each field that is there.

    Raises FileUnreadable or TooFewFields.
    """
    table = read_given(file)
    known = [field.value for field in Field if field.value in table.column_names]
    if not known:
        raise TooFewFields(file=str(file))
    columns = {name: _text(table[name]) for name in known}
    names = table[ID] if ID in table.column_names else pa.array(range(table.num_rows))
    return pa.table({ID: names, **columns})


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write a column as text, and what is empty as missing."""
    text = column.cast(pa.string())
    return pa.chunked_array(
        [[value or None for value in text.to_pylist()]], type=pa.string()
    )


def _write(file: Path, content: bytes) -> None:
    unfinished = file.with_name(f"{file.name}.unfinished")
    unfinished.touch(mode=0o600)
    unfinished.write_bytes(content)
    unfinished.rename(file)
