"""Keeps the figures of twins: simulated caseloads whose truth is known, linked like the hub's own.

Figures alone: who is in a group is drawn anew from the seed, and nobody in it exists.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from fielding.engines.errors import TwinsSpoilt
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
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.unfinished")
    unfinished.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    unfinished.rename(file)


def read_twins(file: Path) -> KeptTwins | None:
    """Read the figures; None where none are kept. Raises TwinsSpoilt."""
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
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
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as fault:
        raise TwinsSpoilt(file=str(file)) from fault
