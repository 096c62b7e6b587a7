"""Keeps how often each level of a model's comparisons was seen, then and now: counts alone."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from fielding.engines.errors import FiguresSpoilt
from fielding.engines.linking.figures_file import read_figures, write_figures
from fielding.oversight.linking.drift import LevelSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLevels:
    """The counts of one model at one moment."""

    #: Of the model.
    version: str
    #: How many records it was trained on.
    trained_on: int
    #: How many records there were when the pairs were counted again.
    records: int
    #: How many entries of the ledger were read for them.
    upto: int
    #: By the comparison's name.
    comparisons: Mapping[str, tuple[LevelSeen, ...]]


def write_levels(file: Path, kept: KeptLevels) -> None:
    """Write the counts, all or nothing."""
    write_figures(file, asdict(kept))


def read_levels(file: Path) -> KeptLevels | None:
    """Read the counts; None where none are kept. Raises FiguresSpoilt."""
    document = read_figures(file)
    if document is None:
        return None
    try:
        told = dict(document)
        told["comparisons"] = {
            name: tuple(LevelSeen(**level) for level in levels)
            for name, levels in document["comparisons"].items()
        }
        return KeptLevels(**told)
    except (AttributeError, KeyError, TypeError) as fault:
        raise FiguresSpoilt(file=str(file)) from fault
