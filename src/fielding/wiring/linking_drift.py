"""Says how far the pairs of now are from those that the model of persons was trained on."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from fielding.access.roles import Actor
from fielding.engines.errors import FiguresSpoilt
from fielding.engines.linking.levels_file import KeptLevels, read_levels
from fielding.oversight.linking.drift import Drift, drift_of
from fielding.oversight.shares import CannotCompute
from fielding.store.queries.linking_health import model_of

COUNT = "count with the command “fielding link drift”"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelDrift:
    """The drift of each comparison by its name, or why there is none; and the counts behind it."""

    comparisons: Mapping[str, Drift | CannotCompute] | CannotCompute
    levels: KeptLevels | None = None


def drift_of_model(actor: Actor) -> ModelDrift:
    """Hold what was counted last against what the model in use was trained on."""
    version = model_of(actor)
    if version is None:
        return _cannot("the networks stand under no model of persons")
    try:
        kept = read_levels(levels_file())
    except FiguresSpoilt:
        return _cannot(f"the file of counts cannot be read; {COUNT}")
    if kept is None:
        return _cannot(f"nothing is counted yet; {COUNT}")
    if kept.version != version:
        return _cannot(f"the counts are of model {kept.version}, and {version} is in use; {COUNT}")
    return ModelDrift(
        comparisons={name: drift_of(levels) for name, levels in kept.comparisons.items()},
        levels=kept,
    )


def levels_file() -> Path:
    """Say where the counts lie."""
    return Path(settings.FIELDING_VAR) / "linking" / "levels.json"


def _cannot(because: str) -> ModelDrift:
    return ModelDrift(comparisons=CannotCompute(because=because))
