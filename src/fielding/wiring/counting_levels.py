"""Counts how alike the pairs of the hub's reports are now, by the comparisons of its model."""

import os
from collections.abc import Callable

from fielding.access.roles import SYSTEM
from fielding.engines.linking.levels_file import KeptLevels, write_levels
from fielding.engines.linking.splink_levels import count_levels
from fielding.engines.linking.splink_training import Engine
from fielding.linking.persons.model import PersonModel
from fielding.oversight.linking.drift import LevelSeen
from fielding.store.linking.told_records import told_records
from fielding.store.queries.linking_health import linking_reach, model_of
from fielding.store.transactions import PostgresStore
from fielding.wiring.linking_drift import ModelDrift, drift_of_model, levels_file
from fielding.wiring.model_folder import model_folder
from fielding.wiring.models_of_reports import table_of
from fielding.wiring.standing_by import hub_at_hand


def count_drift(told: Callable[[int, int], None], *, memory: str) -> ModelDrift:
    """Open what reports tell of persons, in memory, count their pairs, and keep the counts.

    `told` hears how many entries were read. Without a model in use, nothing is counted. Raises
    MemorySpent.
    """
    with hub_at_hand() as hub:
        version = model_of(SYSTEM)
        if version is not None:
            if not isinstance(hub.store, PostgresStore):
                raise TypeError(hub.store)
            upto = linking_reach(SYSTEM).size
            records = told_records(hub.store, hub, told)
            model = model_folder().read(version)
            kept = KeptLevels(
                version=version,
                trained_on=model.records,
                records=len(records),
                upto=upto,
                comparisons=_counted(model, table_of(records), memory),
            )
            write_levels(levels_file(), kept)
        return drift_of_model(SYSTEM)


def _counted(model: PersonModel, table: object, memory: str) -> dict[str, tuple[LevelSeen, ...]]:
    with Engine(threads=os.cpu_count() or 1, memory=memory).opened() as database:
        now = count_levels(database, table, dict(model.settings))
    return {
        comparison.name: tuple(
            LevelSeen(name=level.name, then=then, now=pairs)
            for level, then, pairs in zip(
                comparison.levels,
                model.seen.get(comparison.name, (0,) * len(comparison.levels)),
                now[comparison.name],
                strict=True,
            )
        )
        for comparison in model.comparisons
    }
