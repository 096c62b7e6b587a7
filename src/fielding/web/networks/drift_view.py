"""What the page on how linking does says of the drift of the model of persons."""

from dataclasses import dataclass

from fielding.oversight.linking.drift import Drift
from fielding.oversight.shares import CannotCompute
from fielding.wiring.linking_drift import ModelDrift


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftRow:
    """One comparison; where there is no index, `reading` says why."""

    name: str
    index: str
    by_chance: str
    reading: str


def drift_rows(found: ModelDrift) -> list[DriftRow]:
    """Put the comparisons in rows, in the order of the model."""
    if isinstance(found.comparisons, CannotCompute):
        return []
    return [_row(name.replace("_", " "), drift) for name, drift in found.comparisons.items()]


def _row(name: str, drift: Drift | CannotCompute) -> DriftRow:
    named = name[0].upper() + name[1:]
    if isinstance(drift, CannotCompute):
        told = f"It cannot be computed, because {drift.because}"
        return DriftRow(name=named, index="", by_chance="", reading=told)
    return DriftRow(
        name=named,
        index=f"{drift.index:.3f}",
        by_chance=f"{drift.by_chance:.3f}",
        reading=drift.reading.capitalize(),
    )


def drift_figures(found: ModelDrift) -> list[tuple[str, str, int]]:
    """Give the counts behind the indexes: pairs at each level, then and now."""
    if found.levels is None:
        return []
    figures = []
    for name, levels in found.levels.comparisons.items():
        what = f"model {found.levels.version}, {name}"
        for level in levels:
            figures += [(what, f"{level.name}: then", level.then)]
            figures += [(what, f"{level.name}: now", level.now)]
    return figures
