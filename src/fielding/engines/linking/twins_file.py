"""Keeps the figures of twins: simulated caseloads whose truth is known, linked like the hub's own.

Figures alone: who is in a group is drawn anew from the seed, and nobody in it exists.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from fielding.engines.errors import FiguresSpoilt
from fielding.engines.linking.figures_file import read_figures, write_figures
from fielding.oversight.linking.correcting import Twin
from fielding.oversight.linking.cross_force import Effects


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTwins:
    """Twins of one hub at one moment."""

    #: The simulated world that they were drawn from.
    world: str
    seeds: tuple[int, ...]
    #: Of the rules that linked them.
    version: int
    #: How many entries of the ledger were linked when the hub's size and forces were read off it.
    upto: int
    #: By the number of reports from which on a group is known, one for each seed.
    twins: Mapping[int, tuple[Twin, ...]]

    @property
    def reports(self) -> int:
        """How many reports each of them has."""
        return next(iter(self.twins.values()))[0].found.reports

    def known_at(self, known_at: int) -> tuple[Twin, ...]:
        """Give the twins under one such rule; none where none were counted."""
        return self.twins.get(known_at, ())


def write_twins(file: Path, kept: KeptTwins) -> None:
    """Write the figures, all or nothing."""
    document = {
        "world": kept.world,
        "seeds": kept.seeds,
        "version": kept.version,
        "upto": kept.upto,
        "twins": [asdict(twin) for twins in kept.twins.values() for twin in twins],
    }
    write_figures(file, document)


def read_twins(file: Path) -> KeptTwins | None:
    """Read the figures; None where none are kept. Raises FiguresSpoilt."""
    document = read_figures(file)
    if document is None:
        return None
    try:
        twins: dict[int, tuple[Twin, ...]] = {}
        for told in document["twins"]:
            twin = Twin(found=Effects(**told["found"]), true=Effects(**told["true"]))
            twins[twin.found.known_at] = (*twins.get(twin.found.known_at, ()), twin)
        return KeptTwins(
            world=document["world"],
            seeds=tuple(document["seeds"]),
            version=document["version"],
            upto=document["upto"],
            twins=twins,
        )
    except (KeyError, TypeError) as fault:
        raise FiguresSpoilt(file=str(file)) from fault
