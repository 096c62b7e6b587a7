"""Counts what joining the forces' reports shows of a drawn caseload, from its numbers alone."""

import numpy as np

from fielding.oversight.linking.cross_force import Effects, effects_of
from fielding.simulation.linking.groups import Numbers


def effects_drawn(networks: Numbers, forces: Numbers, known_at: int) -> Effects:
    """Count the groups that some reports make known; a force under nought is none.

    Raises KnownTooSoon for `known_at` under two.
    """
    _, network, reports = np.unique(networks, return_inverse=True, return_counts=True)
    placed, wide = forces >= 0, forces.max(initial=0) + 1
    pairs, held = np.unique(network[placed] * wide + forces[placed], return_counts=True)
    alone = np.bincount(pairs[held >= known_at] // wide, minlength=len(reports))
    groups = np.bincount(alone[reports >= known_at])
    return effects_of(known_at, len(networks), dict(enumerate(groups.tolist())))
