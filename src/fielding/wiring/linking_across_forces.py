"""Looks at what joining the forces' reports shows, for the command line."""

from dataclasses import dataclass

from fielding.access.roles import SYSTEM
from fielding.oversight.linking.cross_force import Effects
from fielding.store.queries.across_forces import across_forces
from fielding.store.queries.linking_health import LinkingReach
from fielding.wiring.linking_twins import Correction, correction_of
from fielding.wiring.standing_by import hub_at_hand


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAcrossForces:
    """The effects as found, at which entry, and what is likely."""

    at: LinkingReach
    effects: Effects
    correction: Correction


def look_across_forces(known_at: int) -> LookAcrossForces:
    """Look, with or without a hub that runs. Raises KnownTooSoon."""
    with hub_at_hand():
        found = across_forces(SYSTEM, known_at)
    correction = correction_of(found.effects)
    return LookAcrossForces(at=found.at, effects=found.effects, correction=correction)
