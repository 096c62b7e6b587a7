"""Looks at how linking does, for the command line."""

from fielding.access.roles import SYSTEM
from fielding.store.queries.linking_health import LinkingHealth, linking_health
from fielding.wiring.standing_by import hub_at_hand


def look_at_linking() -> LinkingHealth:
    """Look, with or without a hub that runs."""
    with hub_at_hand():
        return linking_health(SYSTEM)
