"""Finds the persons of a whole file: Splink predicts the pairs, and each component is parted.

Pairs that share a key which is not busy, and are likely enough, hold records together; inside such
a component every pair is weighed; it is then parted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import sqlglot
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from splink import Linker
from sqlglot import exp

from fielding.engines.linking.splink_training import ID, Engine
from fielding.linking.persons.blocking import Rule
from fielding.linking.persons.fields import Field
from fielding.linking.persons.model import Comparison, PersonModel
from fielding.linking.persons.parting import LINK, Pair, part

#: A key of more records than this is busy: it says too little to be worth the work.
MOST_HOLDERS = 100
_COMPONENT, _QUIET = "record_component", "quiet_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of records by their places in the file, as three columns of equal length."""

    one: "np.ndarray[Any, np.dtype[np.int64]]"
    other: "np.ndarray[Any, np.dtype[np.int64]]"
    weight: "np.ndarray[Any, np.dtype[np.float64]]"
    #: None where the model knows of no households.
    household: "np.ndarray[Any, np.dtype[np.float64]] | None"
    #: 1 where both dates of birth are the same, 0 where nothing about them is alike, else -1.
    same_birth: "np.ndarray[Any, np.dtype[np.int64]]"

    @property
    def likely(self) -> "np.ndarray[Any, np.dtype[np.float64]]":
        """Weigh strangers and housemates together, as `likely_of` does."""
        if self.household is None:
            return self.weight
        found: np.ndarray[Any, np.dtype[np.float64]] = -np.logaddexp2(-self.weight, -self.household)
        return found


def predict(model: PersonModel, records: pa.Table, engine: Engine, *, least: float) -> Pairs:
    """Give the pairs that share a key and weigh so many bits, as Splink predicts them."""
    return _predicted(model, _placed(model, records), dict(model.settings), engine, least=least)


def predict_quiet(
    model: PersonModel, records: pa.Table, engine: Engine, *, least: float
) -> Pairs:
    """Give the same pairs but those that share busy keys alone."""
    with engine.connected() as connection:
        connection.register("records", _placed(model, records))
        marked = connection.sql(_marked(model.rules).sql("duckdb")).to_arrow_table()
    rules = [
        {"blocking_rule": f"({rule.sql}) AND l.{_QUIET}{number}", "sql_dialect": "duckdb"}
        for number, rule in enumerate(model.rules)
    ]
    settings = {**model.settings, "blocking_rules_to_generate_predictions": rules}
    return _predicted(model, marked, settings, engine, least=least)


def _marked(rules: Sequence[Rule]) -> exp.Select:
    """Ask, for each record and rule, whether few enough records share the record's key."""
    asked = exp.select("*").from_("records")
    for number, rule in enumerate(rules):
        key = [sqlglot.parse_one(column, read="duckdb") for column in rule.columns]
        holders = exp.Window(this=exp.Count(this=exp.Star()), partition_by=key)
        quiet = exp.LTE(this=holders, expression=exp.Literal.number(MOST_HOLDERS))
        asked = asked.select(exp.alias_(quiet, f"{_QUIET}{number}"))
    return asked


def find_persons(model: PersonModel, records: pa.Table, engine: Engine) -> list[int]:
    """Give for each record the place of the earliest record of its person.

    `records` holds a column `unique_id` and the fields that the model compares. Raises MemorySpent.
    """
    pairs = predict_quiet(model, records, engine, least=LINK)
    linked = pairs.likely >= LINK
    size = records.num_rows
    held = (np.ones(int(linked.sum())), (pairs.one[linked], pairs.other[linked]))
    labels = connected_components(coo_matrix(held, shape=(size, size)), directed=False)[1]
    person = list(range(size))
    for group, inner in _components(model, records, labels, engine):
        for found in part(group, inner, model.usual).persons:
            for place in found:
                person[place] = min(found)
    return person


def _components(
    model: PersonModel, records: pa.Table, labels: Any, engine: Engine
) -> Iterator[tuple[Sequence[int], dict[tuple[int, int], Pair]]]:
    """Weigh every pair inside each component of at least two records."""
    sizes = np.bincount(labels)
    inside = np.flatnonzero(sizes[labels] > 1)
    if not inside.size:
        return
    placed = _placed(model, records).append_column(_COMPONENT, pa.array(labels))
    rule = {"blocking_rule": f"l.{_COMPONENT} = r.{_COMPONENT}", "sql_dialect": "duckdb"}
    settings = {**model.settings, "blocking_rules_to_generate_predictions": [rule]}
    pairs = _predicted(model, placed.take(pa.array(inside)), settings, engine, least=None)
    order = np.argsort(labels[pairs.one], kind="stable")
    ends = np.flatnonzero(np.diff(labels[pairs.one][order], append=-1)) + 1
    for chosen in np.split(order, ends[:-1]):
        inner = dict(_weighed(pairs, chosen))
        yield sorted({place for couple in inner for place in couple}), inner


def _weighed(pairs: Pairs, chosen: Any) -> Iterator[tuple[tuple[int, int], Pair]]:
    household = None if pairs.household is None else pairs.household[chosen].tolist()
    columns = (pairs.one, pairs.other, pairs.weight, pairs.same_birth)
    rows = zip(*(column[chosen].tolist() for column in columns), strict=True)
    for number, (one, other, weight, same_birth) in enumerate(rows):
        inner = None if household is None else household[number]
        couple = (one, other) if one < other else (other, one)
        born = None if same_birth < 0 else bool(same_birth)
        yield couple, Pair(weight=weight, household=inner, same_birth=born)


def _placed(model: PersonModel, records: pa.Table) -> pa.Table:
    """Name records by their places, and say how common each value was when the model was trained.

    Whole numbers are quicker to join than texts. Without the shares Splink would count them anew
    from whatever records it is given, and the same pair would weigh differently in another file.
    """
    placed = records.drop_columns([ID]).append_column(ID, pa.array(np.arange(records.num_rows)))
    for column in model.terms.shares:
        values = records[column].combine_chunks().dictionary_encode()
        known = [model.terms.share(column, value) for value in values.dictionary.to_pylist()]
        shares = pa.array(known, pa.float64()).take(values.indices)
        placed = placed.append_column(f"tf_{column}", shares)
    return placed


def _predicted(
    model: PersonModel, placed: pa.Table, settings: dict[str, Any], engine: Engine, *,
    least: float | None,
) -> Pairs:  # fmt: skip
    with engine.opened() as database:
        linker = Linker(database.register(placed), settings, log_level=None)
        predicted: Any = linker.inference.predict(threshold_match_weight=least)
        found = predicted.as_pyarrow_table()
    return Pairs(
        one=found[f"{ID}_l"].to_numpy(),
        other=found[f"{ID}_r"].to_numpy(),
        weight=found["match_weight"].to_numpy(),
        household=_household(model, found),
        same_birth=_same_birth(model, found),
    )


def _same_birth(model: PersonModel, found: pa.Table) -> Any:
    """Read off Splink's numbers: the likest level has the highest, the last 0, no field -1."""
    for comparison in model.comparisons:
        if comparison.name == Field.DATE_OF_BIRTH:
            highest = sum(not level.missing for level in comparison.levels) - 1
            gamma = found[f"gamma_{comparison.name}"].to_numpy().astype(np.int64)
            return np.select([gamma == highest, gamma == 0], [1, 0], -1)
    return np.full(found.num_rows, -1)


def _household(model: PersonModel, found: pa.Table) -> Any:
    if model.household_prior is None:
        return None
    total = np.full(found.num_rows, model.household_prior)
    for comparison in model.comparisons:
        weights = np.array(list(_by_gamma(comparison)))
        if weights.any():
            total += weights[found[f"gamma_{comparison.name}"].to_numpy() + 1]
    return total


def _by_gamma(comparison: Comparison) -> Iterator[float]:
    """Give the weights against housemates in the order of Splink's numbers, from -1 upwards."""
    yield 0.0
    yield from reversed([each.household for each in comparison.levels if not each.missing])
