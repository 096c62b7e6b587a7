"""Counts how alike the pairs are that a model is asked about: each level of each comparison.

Nothing has to be known of who is who. What the counts are when a model is trained stands in its
file, so that later ones can be held against them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from splink import Linker

from fielding.linking.persons.households import Pattern

#: Of more records than this so many are drawn: pairs grow with the square of records.
MOST_RECORDS = 20_000
_SEED = 1


def count_levels(
    database: Any, records: pa.Table, settings: dict[str, Any]
) -> dict[str, list[int]]:
    """Count the pairs that share a key by each comparison's levels, in the settings' order.

    `database` is Splink's own interface to one, `settings` are in its dialect.
    """
    frame = database.register(_drawn(records))
    compared = settings["comparisons"]
    names = [each["output_column_name"] for each in compared]
    patterns = count_patterns(frame, settings, names)
    return {
        name: _by_level(each["comparison_levels"], place, patterns)
        for place, (name, each) in enumerate(zip(names, compared, strict=True))
    }


def count_patterns(
    frame: Any, settings: dict[str, Any], names: Sequence[str]
) -> dict[Pattern, int]:
    """Count the pairs that the settings' rules bring, by the levels of some comparisons.

    Levels are numbered in Splink's order, without the one for what could not be compared.
    """
    pairs: Any = Linker(frame, settings, log_level=None).inference.predict()
    columns = [f"gamma_{name}" for name in names]
    found = pairs.as_pyarrow_table().group_by(columns).aggregate([([], "count_all")])
    heights = [
        len(compared_levels(each)) - 1
        for each in settings["comparisons"]
        if each["output_column_name"] in set(names)
    ]
    return {
        tuple(
            None if row[column] < 0 else height - row[column]
            for column, height in zip(columns, heights, strict=True)
        ): row["count_all"]
        for row in found.sort_by([(column, "ascending") for column in columns]).to_pylist()
    }


def compared_levels(comparison: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the levels of what could be compared."""
    return [each for each in comparison["comparison_levels"] if not each.get("is_null_level")]


def _drawn(records: pa.Table) -> pa.Table:
    if records.num_rows <= MOST_RECORDS:
        return records
    drawn = np.random.default_rng(_SEED).choice(records.num_rows, MOST_RECORDS, replace=False)
    return records.take(pa.array(np.sort(drawn)))


def _by_level(
    levels: Sequence[Mapping[str, Any]], place: int, patterns: Mapping[Pattern, int]
) -> list[int]:
    counted, missing = [0] * len(levels), 0
    for pattern, pairs in patterns.items():
        level = pattern[place]
        if level is None:
            missing += pairs
        else:
            counted[level] += pairs
    ahead = iter(counted)
    return [missing if level.get("is_null_level") else next(ahead) for level in levels]
