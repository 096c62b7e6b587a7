"""Trains a model of persons with Splink over DuckDB, in memory: nothing is written but the model.

The model's file names nobody: Splink's settings hold columns and chances, and how common a value
is stands under a keyed token of that value.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker
from splink.internals.exceptions import EMTrainingException

from fielding.engines.linking.splink_settings import (
    CERTAIN,
    CERTAIN_SHARE,
    HOUSEHOLDS,
    TRAINING,
    allowed,
    rules,
    settings_for,
)
from fielding.linking.errors import TooFewFields, TooFewRecords
from fielding.linking.persons.fields import NAMED_AFTER, SHARED, Field
from fielding.linking.persons.households import Chances, Household, Pattern, learn_household
from fielding.linking.persons.reading import weight_of, write_model
from fielding.linking.persons.terms import term_token
from fielding.linking.persons.usual import Likeness, usual_weight

#: Splink's own column for what a record is called.
ID = "unique_id"
#: The chance of a level that no pair showed, as Splink takes it.
_NEVER = 1e-6
_NAMES = {Field.FIRST_NAME, Field.SURNAME, Field.FULL_NAME}
#: Strangers are drawn with this seed, so that equal records give an equal model.
_SEED = 1

#: Told how many steps are done, and of how many.
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """DuckDB in memory, which never spills to a disk."""

    threads: int
    #: As DuckDB writes it: `4GB`.
    memory: str
    #: Pairs of strangers to learn from; Splink's guide calls ten million adequate.
    random_pairs: float = 1e7

    def connect(self) -> Any:
        """Open a database in memory; work that does not fit fails, and is not written out."""
        connection = duckdb.connect(
            config={
                "threads": self.threads,
                "memory_limit": self.memory,
                "temp_directory": "",
                "max_temp_directory_size": "0B",
            }
        )
        logging.getLogger("splink").setLevel(logging.ERROR)
        return connection


def train(records: pa.Table, key: bytes, engine: Engine, told: Told) -> bytes:
    """Train a model on records: a column `unique_id`, and one of text for each field there is.

    Gives the content of the model's file; its terms stand under tokens made with `key`. Raises
    TooFewFields or TooFewRecords when nothing can be learnt.
    """
    fields = fields_of(records)
    connection = engine.connect()
    frame = DuckDBAPI(connection=connection).register(records)
    linker = Linker(frame, settings_for(fields), log_level=None)
    steps = 4 + len(allowed(TRAINING, fields))
    _estimate(linker, fields, engine.random_pairs, lambda done: told(done, steps))
    settings = _completed(linker.misc.save_model_to_json())
    missing = _missing(records, fields)
    household = _household(frame, settings, fields)
    told(steps - 1, steps)
    document = {
        "fields": [field.value for field in fields],
        "records": records.num_rows,
        "splink": settings,
        "terms": _terms(records, settings, key),
        "household": None if household is None else asdict(household),
        "usual": _usual(settings, missing),
    }
    told(steps, steps)
    return write_model(document)


def fields_of(records: pa.Table) -> tuple[Field, ...]:
    """Give the fields that stand in the records at all, in the order of `Field`."""
    fields = tuple(
        field
        for field in Field
        if field in records.column_names
        and records[field.value].null_count < records.num_rows
    )
    if len(fields) < 2 or not _NAMES & set(fields):
        raise TooFewFields(fields=", ".join(fields))
    return fields


def _estimate(
    linker: Any, fields: Collection[Field], random_pairs: float, told: Callable[[int], None]
) -> None:
    training = linker.training
    try:
        training.estimate_probability_two_random_records_match(
            rules(CERTAIN, fields), recall=CERTAIN_SHARE
        )
        told(1)
        training.estimate_u_using_random_sampling(max_pairs=random_pairs, seed=_SEED)
        told(2)
        for done, rule in enumerate(rules(TRAINING, fields), start=3):
            # A rule under which no two records meet teaches nothing; another may.
            with suppress(EMTrainingException):
                training.estimate_parameters_using_expectation_maximisation(
                    rule, estimate_without_term_frequencies=True
                )
            told(done)
    except ValueError as fault:  # Splink's word for "no pairs to learn from"
        raise TooFewRecords from fault


def _completed(settings: dict[str, Any]) -> dict[str, Any]:
    """Write out what Splink leaves to its defaults: levels that no pair showed.

    Chances are kept to nine digits: sums made by several threads differ in the last of sixteen,
    and equal records are to give an equal model.
    """
    for comparison in settings["comparisons"]:
        if not any("m_probability" in level for level in comparison["comparison_levels"]):
            raise TooFewRecords(untaught=comparison["output_column_name"])
        for level in _levels(comparison):
            for chance in ("m_probability", "u_probability"):
                level[chance] = _rounded(level.get(chance, _NEVER))
    chance = "probability_two_random_records_match"
    return {**settings, chance: _rounded(settings[chance])}


def _rounded(chance: float) -> float:
    return float(f"{chance:.9g}")


def _missing(records: pa.Table, fields: Collection[Field]) -> dict[str, float]:
    return {field.value: records[field.value].null_count / records.num_rows for field in fields}


def _levels(comparison: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in comparison["comparison_levels"] if not each.get("is_null_level")]


def _usual(settings: dict[str, Any], missing: dict[str, float]) -> float:
    chance = settings["probability_two_random_records_match"]
    return usual_weight(
        weight_of({"m_probability": chance, "u_probability": 1 - chance}),
        [
            Likeness(
                missing=1 - (1 - missing[each["output_column_name"]]) ** 2,
                levels=[(level["m_probability"], weight_of(level)) for level in _levels(each)],
            )
            for each in settings["comparisons"]
        ],
    )


def _terms(
    records: pa.Table, settings: dict[str, Any], key: bytes
) -> dict[str, dict[str, float]]:
    """Count how common each value is, as Splink does, and keep the count under its token."""
    columns = {
        level["tf_adjustment_column"]
        for comparison in settings["comparisons"]
        for level in _levels(comparison)
        if "tf_adjustment_column" in level
    }
    found = {}
    for column in sorted(columns):
        counted = Counter(records[column].drop_null().to_pylist())
        total = counted.total()
        found[column] = {
            term_token(key, column, value).hex(): count / total
            for value, count in counted.items()
        }
    return found


def _household(
    frame: Any, settings: dict[str, Any], fields: Collection[Field]
) -> Household | None:
    """Look at the pairs that agree on what a household shares, and learn from them."""
    rule = next(iter(rules(HOUSEHOLDS, fields)), None)
    own = [each for each in settings["comparisons"] if each["output_column_name"] not in SHARED]
    if rule is None or not own:
        return None
    blocked = {**settings, "blocking_rules_to_generate_predictions": [rule]}
    pairs: Any = Linker(frame, blocked, log_level=None).inference.predict()
    names = [f"gamma_{each['output_column_name']}" for each in own]
    counted = pairs.as_pyarrow_table().group_by(names).aggregate([([], "count_all")])
    heights = [len(_levels(each)) - 1 for each in own]
    patterns: dict[Pattern, int] = {
        tuple(
            None if row[name] < 0 else height - row[name]
            for name, height in zip(names, heights, strict=True)
        ): row["count_all"]
        for row in counted.sort_by([(name, "ascending") for name in names]).to_pylist()
    }
    return learn_household(
        [
            Chances(
                name=each["output_column_name"],
                m=[level["m_probability"] for level in _levels(each)],
                u=[level["u_probability"] for level in _levels(each)],
                named_after=each["output_column_name"] in NAMED_AFTER,
            )
            for each in own
        ],
        patterns,
    )
