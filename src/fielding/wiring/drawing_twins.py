"""Draws twins of the hub: simulated caseloads of its size and forces, linked, with their truth."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from fielding.access.roles import SYSTEM
from fielding.engines.linking.twins_file import KeptTwins, write_twins
from fielding.linking.rule import VERSION
from fielding.oversight.linking.correcting import Twin
from fielding.oversight.linking.cross_force import KNOWN_AT, Effects
from fielding.simulation.linking.groups import Numbers, draw_reports
from fielding.simulation.linking.joining import effects_drawn
from fielding.simulation.linking.linked import link_drawn
from fielding.simulation.linking.mixture import Mixture
from fielding.simulation.world import read_world
from fielding.store.queries.across_forces import ForceCounts, reports_by_force
from fielding.wiring.errors import NothingLinked
from fielding.wiring.simulating import SERVICE
from fielding.wiring.standing_by import hub_at_hand
from fielding.wiring.twins_place import twins_file


def draw_twins(seeds: range, told: Callable[[int, int], None]) -> KeptTwins:
    """Draw a twin for each seed, and keep their figures in place of those of before.

    Raises NothingLinked when there is nothing to be like.
    """
    with hub_at_hand():
        here = reports_by_force(SYSTEM)
    if not here.reports:
        raise NothingLinked
    kept = twins_like(here, seeds, told)
    write_twins(twins_file(), kept)
    return kept


def twins_like(
    here: ForceCounts, seeds: Sequence[int], told: Callable[[int, int], None]
) -> KeptTwins:
    """Draw a twin for each seed, of so many reports as are here and with its forces' shares."""
    mixture = _mixture(here)
    pairs = []
    for done, seed in enumerate(seeds, start=1):
        pairs.append(_twin(seed, mixture, here))
        told(done, len(seeds))
    return KeptTwins(
        world=SERVICE,
        seeds=tuple(seeds),
        version=VERSION,
        upto=here.at.upto,
        twins={
            known_at: tuple(twins[place] for twins in pairs)
            for place, known_at in enumerate(KNOWN_AT)
        },
    )


def _mixture(here: ForceCounts) -> Mixture:
    weights = tuple(float(count) for _, count in sorted(here.forces.items()))
    mixture = read_world(SERVICE).offending.mixture
    return replace(mixture, forces=len(weights), weights=weights) if weights else mixture


def _twin(seed: int, mixture: Mixture, here: ForceCounts) -> tuple[Twin, ...]:
    """Draw one, and count it under each rule of when a group is known."""
    rng = np.random.default_rng(seed)
    drawn = draw_reports(rng, mixture, here.reports)
    found = link_drawn(rng, mixture, drawn)
    placed = rng.random(here.reports) * here.reports >= here.unplaced
    forces = np.where(placed, drawn.force, -1)
    both = zip(_effects(found, forces), _effects(drawn.group, forces), strict=True)
    return tuple(Twin(found=one, true=other) for one, other in both)


def _effects(networks: Numbers, forces: Numbers) -> list[Effects]:
    return [effects_drawn(networks, forces, known_at) for known_at in KNOWN_AT]
