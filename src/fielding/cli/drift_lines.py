"""Tells the drift of the model of persons in lines of text."""

from fielding.oversight.linking.drift import Drift
from fielding.oversight.shares import CannotCompute
from fielding.wiring.linking_drift import ModelDrift


def drift_told(found: ModelDrift) -> list[str]:
    """Tell the drift of each comparison in lines of text."""
    if isinstance(found.comparisons, CannotCompute) or found.levels is None:
        because = getattr(found.comparisons, "because", "")
        return [f"Drift of the model of persons cannot be computed, because {because}."]
    levels = found.levels
    head = (
        f"Drift of model {levels.version}, trained on {levels.trained_on:,} records, against"
        f" {levels.records:,} reports at entry {levels.upto:,}"
        " (population stability index; by chance alone up to):"
    )
    return [head, *(_line(name, drift) for name, drift in found.comparisons.items())]


def _line(name: str, drift: Drift | CannotCompute) -> str:
    if isinstance(drift, CannotCompute):
        return f"  {name:16} cannot be computed, because {drift.because}"
    return f"  {name:16} {drift.index:6.3f} ({drift.by_chance:.3f})  {drift.reading}"
