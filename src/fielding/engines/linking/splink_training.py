"""Trains a model of persons with Splink: nothing that can be read is written but the model.

The model's file names nobody: Splink's settings hold columns and chances, and how common a value
is stands under a keyed token of that value.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker
from splink.internals.exceptions import EMTrainingException, SplinkException

from fielding.engines.errors import MemorySpent
from fielding.engines.linking.splink_levels import compared_levels, count_levels, count_patterns
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
from fielding.linking.persons.fields import NAMED_AFTER, ONE_VALUED, SHARED, Field
from fielding.linking.persons.households import Chances, Household, learn_household
from fielding.linking.persons.reading import weight_of, write_model
from fielding.linking.persons.terms import term_token
from fielding.linking.persons.usual import Likeness, usual_weight

#: Splink's own column for what a record is called.
ID = "unique_id"
#: The chance of a level that no pair showed, as Splink takes it.
_NEVER = 1e-6
_NAMES = {Field.FIRST_NAME, Field.SURNAME, Field.FULL_NAME}
_FEWEST_FIELDS = 2
#: Strangers are drawn with this seed, so that equal records give an equal model.
_SEED = 1

#: Told how many steps are done, and of how many.
Told = Callable[[int, int], None]


class Backend(Protocol):
    """What Splink runs on."""

    @property
    def random_pairs(self) -> float:
        """Pairs of strangers to learn from."""

    @property
    def pieces(self) -> int:
        """How many pieces they are drawn in; no more are drawn once each level was seen enough."""

    def opened(self) -> AbstractContextManager[Any]:
        """Give Splink's own interface to a database, for as long as it is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """DuckDB in memory, which never spills to a disk."""

    threads: int
    #: As DuckDB writes it: `4GB`.
    memory: str
    #: Pairs of strangers to learn from; Splink's guide calls ten million adequate.
    random_pairs: float = 1e7
    pieces: int = 10

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

    @contextmanager
    def connected(self) -> Iterator[Any]:
        """Open a database in memory for as long as it is needed.

        Raises MemorySpent where what is done with it does not fit; Splink's own word for that
        holds the whole statement.
        """
        connection = self.connect()
        try:
            yield connection
        except (SplinkException, duckdb.OutOfMemoryException) as fault:
            if not isinstance(fault.__cause__ or fault, duckdb.OutOfMemoryException):
                raise
            raise MemorySpent(memory=self.memory) from fault
        finally:
            connection.close()

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """Give Splink's own interface to such a database; raises MemorySpent as well."""
        with self.connected() as connection:
            yield DuckDBAPI(connection=connection)


def train(records: pa.Table, key: bytes, engine: Backend, told: Told) -> bytes:
    """Train a model on records: a column `unique_id`, and one of text for each field there is.

    Gives the content of the model's file; its terms stand under tokens made with `key`. A field
    that no pair teaches is left out. Raises TooFewFields or TooFewRecords when nothing can be
    learnt, and MemorySpent.
    """
    if not records.num_rows:
        raise TooFewRecords(records=0)
    fields = fields_of(records)
    try:
        return _train(records, fields, key, engine, told)
    except TooFewRecords as fault:
        untaught = fault.facts.get("untaught")
        if untaught is None or untaught in _NAMES or len(fields) == _FEWEST_FIELDS:
            raise
        return train(records.drop_columns([untaught]), key, engine, told)


def _train(
    records: pa.Table, fields: tuple[Field, ...], key: bytes, engine: Backend, told: Told
) -> bytes:
    """Raise TooFewRecords, with the fact `untaught` where that is one field's fault."""
    lessons = _lessons(records, fields)
    steps = 5 + len(lessons)
    with engine.opened() as database:
        frame = database.register(records)
        linker = Linker(frame, settings_for(fields), log_level=None)
        _estimate(linker, fields, lessons, engine, lambda done: told(done, steps))
        trained = _completed(linker.misc.save_model_to_json())
        household = _household(frame, trained, fields)
        told(steps - 2, steps)
        seen = count_levels(database, records, trained)
        told(steps - 1, steps)
    settings = _in_duckdbs_words(trained, fields)
    missing = _missing(records, fields)
    document = {
        "fields": [field.value for field in fields],
        "records": records.num_rows,
        "splink": settings,
        "terms": _terms(records, settings, key),
        "household": None if household is None else asdict(household),
        "usual": _usual(settings, missing),
        "seen": seen,
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
    if len(fields) < _FEWEST_FIELDS or not _NAMES & set(fields):
        raise TooFewFields(fields=", ".join(fields))
    return fields


def _estimate(
    linker: Any,
    fields: Collection[Field],
    lessons: tuple[tuple[str, ...], ...],
    engine: Backend,
    told: Callable[[int], None],
) -> None:
    training = linker.training
    try:
        training.estimate_probability_two_random_records_match(
            rules(CERTAIN, fields), recall=CERTAIN_SHARE
        )
        told(1)
        training.estimate_u_using_random_sampling(
            max_pairs=engine.random_pairs, seed=_SEED, num_chunks=engine.pieces
        )
        told(2)
        for done, rule in enumerate(rules(lessons, fields), start=3):
            training.estimate_parameters_using_expectation_maximisation(
                rule, estimate_without_term_frequencies=True
            )
            told(done)
    except (ArithmeticError, ValueError, EMTrainingException) as fault:  # no pairs to learn from
        raise TooFewRecords from fault


def _lessons(records: pa.Table, fields: Collection[Field]) -> tuple[tuple[str, ...], ...]:
    """Give the training rules under which two records meet at all.

    Of a rule that brings no pairs Splink forgets the comparisons that it holds fixed (5.0.0,
    em_training_session.py), and what other rules taught of them.
    """
    return tuple(rule for rule in allowed(TRAINING, fields) if _meet(records.select(rule)))


def _meet(records: pa.Table) -> bool:
    told = records.drop_null()
    return bool(told.group_by(told.column_names).aggregate([]).num_rows < told.num_rows)


def _completed(settings: dict[str, Any]) -> dict[str, Any]:
    """Write out what Splink leaves to its defaults: levels that no pair showed.

    Chances are kept to nine digits: sums made by several threads differ in the last of sixteen,
    and equal records are to give an equal model.
    """
    for comparison in settings["comparisons"]:
        if not any("m_probability" in level for level in comparison["comparison_levels"]):
            raise TooFewRecords(untaught=comparison["output_column_name"])
        for level in compared_levels(comparison):
            for chance in ("m_probability", "u_probability"):
                level[chance] = _rounded(level.get(chance, _NEVER))
    chance = "probability_two_random_records_match"
    return {**settings, chance: _rounded(settings[chance])}


def _in_duckdbs_words(settings: dict[str, Any], fields: Collection[Field]) -> dict[str, Any]:
    """Write conditions and rules as DuckDB does: models are of one kind, whatever trained them."""
    words = settings_for(fields).create_settings_dict("duckdb")
    rules_told = "blocking_rules_to_generate_predictions"
    told_of = {each["output_column_name"]: each for each in words["comparisons"]}
    return {
        **settings,
        "sql_dialect": "duckdb",
        rules_told: words[rules_told],
        "comparisons": [
            {**each, "comparison_levels": [
                {**level, "sql_condition": told["sql_condition"]}
                for level, told in zip(
                    each["comparison_levels"],
                    told_of[each["output_column_name"]]["comparison_levels"],
                    strict=True,
                )
            ]}
            for each in settings["comparisons"]
        ],
    }  # fmt: skip


def _rounded(chance: float) -> float:
    return float(f"{chance:.9g}")


def _missing(records: pa.Table, fields: Collection[Field]) -> dict[str, float]:
    return {field.value: records[field.value].null_count / records.num_rows for field in fields}


def _usual(settings: dict[str, Any], missing: dict[str, float]) -> float:
    chance = settings["probability_two_random_records_match"]
    return usual_weight(
        weight_of({"m_probability": chance, "u_probability": 1 - chance}),
        [
            Likeness(
                missing=1 - (1 - missing[each["output_column_name"]]) ** 2,
                levels=[
                    (level["m_probability"], weight_of(level)) for level in compared_levels(each)
                ],
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
        for level in compared_levels(comparison)
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
    patterns = count_patterns(frame, blocked, [each["output_column_name"] for each in own])
    return learn_household(
        [
            Chances(
                name=each["output_column_name"],
                m=[level["m_probability"] for level in compared_levels(each)],
                u=[level["u_probability"] for level in compared_levels(each)],
                named_after=each["output_column_name"] in NAMED_AFTER,
                one_valued=each["output_column_name"] in ONE_VALUED,
            )
            for each in own
        ],
        patterns,
    )
