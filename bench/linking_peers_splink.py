"""Splink's side of the comparison of reports: one that comes among many, and all at once.

Both are generous to it. Its chances are learnt from the true groups; identifiers that more than
`linking_peers_reports.BUSY` reports name are taken away beforehand, or those that our test calls
hubs; and of several thresholds the best in hindsight counts.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_library as comparisons

from bench.linking_persons import ENGINE
from fielding.linking.agreement import Agreement, compare

THRESHOLDS = (0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999)
#: Names of columns that are no identifiers.
ID, TRUTH = "unique_id", "truth"
RANDOM_PAIRS = 1e6
#: So many reports teach the chances: a million would make fifty million true pairs.
TAUGHT_BY = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Seconds of each report by itself, and of a batch; what was there before, and its load."""

    alone: list[float]
    batch: list[float]
    trained: float


def arrive(existing: pa.Table, coming: pa.Table, singles: int, batches: int) -> Waits:
    """Let reports come one by one, then all of them as one batch, several times; edges only."""
    columns = [name for name in existing.column_names if name not in {ID, TRUTH}]
    api = DuckDBAPI(connection=ENGINE.connect())
    begun = time.perf_counter()
    taught = api.register(existing.slice(0, TAUGHT_BY))
    teacher = Linker(taught, _settings(columns, exploding=False), log_level=None)
    _train(teacher)
    there = api.register(existing)
    linker = Linker(there, teacher.misc.save_model_to_json(), log_level=None)
    for column in columns:
        linker.table_management.compute_tf_table(column)
    trained = time.perf_counter() - begun
    alone = [_between(linker, api, there, coming.slice(each, 1)) for each in range(singles)]
    batch = [_between(linker, api, there, coming) for _ in range(batches)]
    return Waits(alone=alone, batch=batch, trained=trained)


def _between(linker: Any, api: Any, there: Any, coming: pa.Table) -> float:
    begun = time.perf_counter()
    came = api.register(coming)
    found = linker.inference.predict_between(there, came, threshold_match_probability=0.95)
    found.as_record_list()
    taken = time.perf_counter() - begun
    found.drop_table_from_database_and_remove_from_cache()
    return taken


def group(reports: pa.Table, true: list[int]) -> Iterator[tuple[float, float, Agreement]]:
    """Group all reports; give for each threshold the seconds without training, and the agreement.

    A column is a list of the identifiers of one kind: rules explode it.
    """
    columns = [name for name in reports.column_names if name not in {ID, TRUTH}]
    api = DuckDBAPI(connection=ENGINE.connect())
    linker = Linker(api.register(reports), _settings(columns, exploding=True), log_level=None)
    _train(linker)
    begun = time.perf_counter()
    pairs = linker.inference.predict(threshold_match_probability=THRESHOLDS[0])
    edges = pairs.as_duckdbpyrelation().fetchnumpy()
    taken = time.perf_counter() - begun
    for threshold in THRESHOLDS:
        begun = time.perf_counter()
        strong = edges["match_probability"] >= threshold
        one, other = (edges[f"{ID}_{side}"][strong] for side in ("l", "r"))
        graph = coo_array((np.ones(len(one), np.bool_), (one, other)), shape=(len(true),) * 2)
        labels = connected_components(graph.tocsr(), directed=False)[1].tolist()
        yield threshold, taken + time.perf_counter() - begun, compare(labels, true)


def _settings(columns: list[str], *, exploding: bool) -> SettingsCreator:
    if exploding:
        compared: list[Any] = [comparisons.ArrayIntersectAtSizes(each, [2, 1]) for each in columns]
        rules: list[Any] = [block_on(each, arrays_to_explode=[each]) for each in columns]
    else:
        compared = [
            comparisons.ExactMatch(each).configure(term_frequency_adjustments=True)
            for each in columns
        ]
        rules = [block_on(each) for each in columns]
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=compared,
        blocking_rules_to_generate_predictions=rules,
    )


def _train(linker: Any) -> None:
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=1)
    linker.training.estimate_m_from_label_column(TRUTH)
