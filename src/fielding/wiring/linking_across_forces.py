"""Looks at what joining the forces' reports shows, for the command line."""

from dataclasses import dataclass

from fielding.access.roles import SYSTEM
from fielding.oversight.linking.cross_force import Effects, across_forces
from fielding.store.queries.across_forces import linked_reports
from fielding.store.queries.linking_health import LinkingReach
from fielding.wiring.linking_twins import Correction, correction_of
from fielding.wiring.standing_by import hub_at_hand


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossForces:
    """The effects as found, at which entry, and what is likely."""

    at: LinkingReach
    effects: Effects
    correction: Correction


def look_across_forces(known_at: int) -> AcrossForces:
    """Look, with or without a hub that runs. Raises KnownTooSoon."""
    with hub_at_hand():
        linked = linked_reports(SYSTEM, known_at)
    effects = across_forces(linked.reports, known_at).effects
    return AcrossForces(at=linked.at, effects=effects, correction=correction_of(effects))
