"""Simulates a caseload, and writes the truth about it aside; refused by a hub of real cases."""

import csv
from collections.abc import Callable
from contextlib import suppress
from dataclasses import astuple, dataclass, field, replace
from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings

from fielding.app.ports import Hub
from fielding.simulation.caseload import Plan, simulate
from fielding.simulation.linking.mixture import Kind, Mixture
from fielding.simulation.places import Country, read_country
from fielding.simulation.truth import true_reports
from fielding.simulation.world import World, read_world
from fielding.store.accounts import FIRM, add_organisation
from fielding.store.errors import NameTaken
from fielding.store.synthetic import held_cases, references_of
from fielding.wiring.errors import HoldsRealCases
from fielding.wiring.hub import reference_tables

#: The service that has a world of its own.
SERVICE = "fraud"
#: How long a past is simulated.
PAST = timedelta(days=365)
#: The columns of the truth: `group` is the same for reports that belong together, `reporter` for
#: those of one person.
COLUMNS = ("reference", "case", "group", "size", "force", "reporter")
BATCH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be simulated; rates are shares that take the place of the world's own."""

    reports: int
    seed: int
    hub_rate: float | None = None
    typos: float | None = None
    own: float | None = None
    flood: float | None = None
    mules: tuple[int, ...] = field(default=())


def simulate_reports(hub: Hub, reports: int, seed: int, told: Callable[[int], None]) -> int:
    """Simulate a year of reports that ends now; give how many were made.

    The same number and seed again make nothing. Raises HoldsRealCases.
    """
    return simulate_wanted(hub, Wanted(reports=reports, seed=seed), told)


def simulate_wanted(hub: Hub, wanted: Wanted, told: Callable[[int], None]) -> int:
    """Simulate what is wanted; give how many were made. Raises HoldsRealCases."""
    held = held_cases()
    if held.real and not held.synthetic:
        raise HoldsRealCases
    world, country = read_world(SERVICE), _country()
    _add_firms(world, hub)
    return simulate(hub, world, country, _plan(hub, world, wanted), told)


def write_truth(hub: Hub, wanted: Wanted, path: Path | None = None) -> Path:
    """Write which simulated reports are of one group to a file of comma-separated values.

    Without a path it is kept beside the hub's own files. Nothing of it is known to the hub.
    """
    path = path or Path(settings.FIELDING_VAR) / f"truth-{wanted.reports}-{wanted.seed}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    world = read_world(SERVICE)
    rows = true_reports(hub, world, _country(), _plan(hub, world, wanted))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        while batch := list(islice(rows, BATCH)):
            references = references_of([row.case for row in batch])
            writer.writerows((references.get(row.case, ""), *astuple(row)) for row in batch)
    return path


def _country() -> Country:
    tables = reference_tables()
    return read_country(
        tables.read("action_fraud_referrals").mappings, tables.read("geo/outcode_force").mappings
    )


def _plan(hub: Hub, world: World, wanted: Wanted) -> Plan:
    now = hub.clock.now()
    mixture = _mixture(world.offending.mixture, wanted)
    return Plan(
        reports=wanted.reports, seed=wanted.seed, begin=now - PAST, until=now, mixture=mixture
    )


def _mixture(of_world: Mixture, wanted: Wanted) -> Mixture:
    phone = of_world.uses[Kind.PHONE]
    phone = replace(phone, own=_or(wanted.own, phone.own))
    return replace(
        of_world,
        uses={**of_world.uses, Kind.PHONE: phone},
        hub_rate=_or(wanted.hub_rate, of_world.hub_rate),
        typos=_or(wanted.typos, of_world.typos),
        flood=_or(wanted.flood, of_world.flood),
        mules=wanted.mules or of_world.mules,
    )


def _or(wanted: float | None, otherwise: float) -> float:
    return otherwise if wanted is None else wanted


def _add_firms(world: World, hub: Hub) -> None:
    for firm in world.firms:
        with suppress(NameTaken):
            add_organisation(firm.slug, firm.name, FIRM, begun=hub.clock.now().date())
