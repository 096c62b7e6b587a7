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
from fielding.linking.persons.parting import LINK, Pair, Prior, part

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

    @property
    def likely(self) -> "np.ndarray[Any, np.dtype[np.float64]]":
        """Weigh strangers and housemates together, as `likely_of` does."""
        if self.household is None:
            return self.weight
        found: np.ndarray[Any, np.dtype[np.float64]] = -np.logaddexp2(-self.weight, -self.household)
        return found


def predict(model: PersonModel, records: pa.Table, engine: Engine, *, least: float) -> Pairs:
    """Give the pairs that share a key and weigh so many bits, as Splink predicts them."""
    placed = _placed(model, records)
    return _pairs(model, _predicted(placed, dict(model.settings), engine, least=least))


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
    return _pairs(model, _predicted(marked, settings, engine, least=least))


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
    prior = Prior(weight=model.prior, household=model.household_prior, usual=model.usual)
    person = list(range(size))
    for group, inner in _components(model, records, labels, engine):
        for found in part(group, inner, prior).persons:
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
    settings = {
        **model.settings,
        "blocking_rules_to_generate_predictions": [rule],
        "retain_intermediate_calculation_columns": True,
    }
    found = _predicted(placed.take(pa.array(inside)), settings, engine, least=None)
    weighed = _weighed(model, found)
    of = labels[weighed.one]
    order = np.argsort(of, kind="stable")
    ends = np.flatnonzero(np.diff(of[order], append=-1)) + 1
    for chosen in np.split(order, ends[:-1]):
        inner = dict(weighed.among(chosen))
        yield sorted({place for couple in inner for place in couple}), inner


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """Pairs by their places, and what each comparison says of them: a row each, NaN for nothing."""

    one: Any
    other: Any
    weights: Any
    household: Any
    #: 1 where both dates of birth are the same, 0 where nothing about them is alike, else -1.
    same_birth: Any

    def among(self, chosen: Any) -> Iterator[tuple[tuple[int, int], Pair]]:
        """Give these rows as the pairs that are parted."""
        rows = zip(
            self.one[chosen].tolist(),
            self.other[chosen].tolist(),
            _rows(self.weights[chosen]),
            _rows(self.household[chosen]),
            self.same_birth[chosen].tolist(),
            strict=True,
        )
        for one, other, weights, household, born in rows:
            couple = (one, other) if one < other else (other, one)
            same_birth = None if born < 0 else bool(born)
            yield couple, Pair(weights=weights, household=household, same_birth=same_birth)


def _rows(bits: Any) -> list[tuple[float | None, ...]]:
    told: Any = np.where(np.isnan(bits), None, bits)
    return [tuple(row) for row in told.tolist()]


def _weighed(model: PersonModel, found: pa.Table) -> _Weighed:
    size, columns = found.num_rows, model.comparisons
    weights, household = np.empty((size, len(columns))), np.empty((size, 0))
    for place, each in enumerate(columns):
        weights[:, place] = _where_known(each, found, _added(each, found))
    if model.household_prior is not None:
        household = np.empty_like(weights)
        for place, each in enumerate(columns):
            household[:, place] = _where_known(each, found, _against_housemates(each, found))
    return _Weighed(
        one=found[f"{ID}_l"].to_numpy(),
        other=found[f"{ID}_r"].to_numpy(),
        weights=weights,
        household=household,
        same_birth=_same_birth(model, found),
    )


def _where_known(comparison: Comparison, found: pa.Table, bits: Any) -> Any:
    return np.where(_gamma(comparison, found) < 0, np.nan, bits)


def _gamma(comparison: Comparison, found: pa.Table) -> Any:
    """Read Splink's numbers of the levels: the likest has the highest, the last 0, no field -1."""
    return found[f"gamma_{comparison.name}"].to_numpy().astype(np.int64)


def _added(comparison: Comparison, found: pa.Table) -> Any:
    """Give what Splink adds for the level, and for how common the value is where it asks that."""
    bits = found[f"mw_{comparison.name}"].to_numpy()
    rarity = f"mw_tf_adj_{comparison.name}"
    return bits + found[rarity].to_numpy() if rarity in found.column_names else bits


def _against_housemates(comparison: Comparison, found: pa.Table) -> Any:
    return np.array(list(_by_gamma(comparison)))[_gamma(comparison, found) + 1]


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
    placed: pa.Table, settings: dict[str, Any], engine: Engine, *, least: float | None
) -> pa.Table:
    with engine.opened() as database:
        linker = Linker(database.register(placed), settings, log_level=None)
        predicted: Any = linker.inference.predict(threshold_match_weight=least)
        found: pa.Table = predicted.as_pyarrow_table()
    return found


def _pairs(model: PersonModel, found: pa.Table) -> Pairs:
    return Pairs(
        one=found[f"{ID}_l"].to_numpy(),
        other=found[f"{ID}_r"].to_numpy(),
        weight=found["match_weight"].to_numpy(),
        household=_household(model, found),
    )


def _same_birth(model: PersonModel, found: pa.Table) -> Any:
    for comparison in model.comparisons:
        if comparison.name == Field.DATE_OF_BIRTH:
            highest = sum(not level.missing for level in comparison.levels) - 1
            gamma = _gamma(comparison, found)
            return np.select([gamma == highest, gamma == 0], [1, 0], -1)
    return np.full(found.num_rows, -1)


def _household(model: PersonModel, found: pa.Table) -> Any:
    if model.household_prior is None:
        return None
    total = np.full(found.num_rows, model.household_prior)
    for comparison in model.comparisons:
        total += _against_housemates(comparison, found)
    return total


def _by_gamma(comparison: Comparison) -> Iterator[float]:
    """Give the weights against housemates in the order of Splink's numbers, from -1 upwards."""
    yield 0.0
    yield from reversed([each.household for each in comparison.levels if not each.missing])
