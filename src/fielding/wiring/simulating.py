"""Simulates a caseload; refused by a hub that holds nothing but real cases."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from fielding.app.ports import Hub
from fielding.simulation.caseload import Plan, simulate
from fielding.simulation.places import read_country
from fielding.simulation.world import World, read_world
from fielding.store.accounts import FIRM, add_organisation
from fielding.store.errors import NameTaken
from fielding.store.synthetic import held_cases
from fielding.wiring.errors import HoldsRealCases
from fielding.wiring.hub import reference_tables

#: The service that has a world of its own.
SERVICE = "fraud"
#: How long a past is simulated.
PAST = timedelta(days=365)


def simulate_reports(hub: Hub, reports: int, seed: int, told: Callable[[int], None]) -> int:
    """Simulate a year of reports that ends now; give how many were made.

    The same number and seed again make nothing. Raises HoldsRealCases.
    """
    held = held_cases()
    if held.real and not held.synthetic:
        raise HoldsRealCases
    tables, world, now = reference_tables(), read_world(SERVICE), hub.clock.now()
    country = read_country(
        tables.read("action_fraud_referrals").mappings, tables.read("geo/outcode_force").mappings
    )
    _add_firms(world, hub)
    plan = Plan(reports=reports, seed=seed, begin=now - PAST, until=now)
    return simulate(hub, world, country, plan, told)


def _add_firms(world: World, hub: Hub) -> None:
    for firm in world.firms:
        with suppress(NameTaken):
            add_organisation(firm.slug, firm.name, FIRM, begun=hub.clock.now().date())
