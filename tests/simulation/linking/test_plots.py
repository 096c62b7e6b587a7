"""What lies behind each report, and what its answers show of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from fielding.access.roles import SYSTEM
from fielding.definitions.service import Kind as Asked
from fielding.engines.geography import ReferencePlaces
from fielding.engines.reference_tables import ReferenceTables
from fielding.ledger.sealing import open_sealed
from fielding.linking.identifiers.identifier import SEARCHED
from fielding.linking.identifiers.reading import read_answer
from fielding.linking.mentions import Whose, read_mentions
from fielding.simulation.caseload import Plan, key_of, plan_plots, simulate
from fielding.simulation.linking.mixture import Kind, Mixture
from fielding.simulation.linking.naming import Truth
from fielding.simulation.linking.plots import Plots, draw_plots
from fielding.simulation.linking.spelling import is_spelt
from fielding.simulation.places import read_country
from fielding.simulation.world import read_world
from fielding.testing.hub import World as Memory
from fielding.testing.hub import a_world
from fielding.testing.services import shipped

pytestmark = pytest.mark.slow

TABLES = ReferenceTables()
UNTIL = datetime(2026, 11, 22, 12, tzinfo=UTC)
PLAN = Plan(reports=300, seed=5, begin=UNTIL - timedelta(days=365), until=UNTIL)
ASKED = {
    Kind.PHONE: Asked.PHONE, Kind.ACCOUNT: Asked.ACCOUNT, Kind.EMAIL: Asked.EMAIL,
    Kind.DOMAIN: Asked.WEBSITE, Kind.HANDLE: Asked.HANDLE, Kind.WALLET: Asked.WALLET,
}  # fmt: skip


@pytest.fixture(scope="module")
def plots() -> Plots:
    return draw_plots(3, 3_000, Mixture(contact=0.8), {Kind.HANDLE: ("@support",)})


def _canonical(kind: Kind, spelt: str) -> str:
    return read_answer(ASKED[kind], spelt).identifiers[0].canonical


def test_a_typo_never_hits_the_phone_of_another(plots: Plots) -> None:
    allocated = plots.used[Kind.PHONE]
    typos = (plots.mentions.truth == Truth.TYPO) & (plots.mentions.kind == Kind.PHONE)
    named = np.flatnonzero(typos[plots.mentions.identifier])
    reports = {int(report) for report in plots.mentions.report[named]}

    wrong = [
        phone
        for number in reports
        for phone in plots.of(number).named[Kind.PHONE]
        if not is_spelt(phone, allocated)
    ]

    assert len(wrong) == len(named) > 50


def test_the_best_known_hub_has_the_first_name(plots: Plots) -> None:
    told = [plots.of(number).named.get(Kind.HANDLE, ()) for number in range(3_000)]
    named = [handle for handles in told for handle in handles]

    # 6 % of reports name a hub among handles, and of these about two thirds the first of three.
    assert 80 < named.count("@support") < 160


def test_the_same_seed_gives_the_same_plots() -> None:
    one, other = (draw_plots(8, 200, Mixture(), {}) for _ in range(2))

    assert [one.of(number) for number in range(200)] == [other.of(number) for number in range(200)]


def _lived() -> tuple[Memory, Plots]:
    fraud = shipped()["fraud"]
    memory = a_world(fraud)
    memory = replace(memory, hub=replace(memory.hub, places=ReferencePlaces(TABLES)))
    referrals = TABLES.read("action_fraud_referrals").mappings
    country = read_country(referrals, TABLES.read("geo/outcode_force").mappings)
    world = read_world("fraud")
    simulate(memory.hub, world, country, PLAN, lambda _: None)
    return memory, plan_plots(world, country, PLAN)


def test_a_case_shows_all_that_its_plot_names_and_nothing_else() -> None:
    memory, plots = _lived()
    contents, service = memory.store.contents, memory.hub.services.current("fraud")

    with memory.hub.store.transaction(SYSTEM) as tx:
        cases = [tx.recall(key_of(PLAN, number)) for number in range(PLAN.reports)]

    for number, remembered in enumerate(cases):
        assert remembered is not None
        case = remembered.answer
        first = contents.histories[case][0].entry
        fields = open_sealed(
            contents.keys[case].key, case=f"case/{case}", entry=first.id,
            blob=contents.blobs[case][first.id],
        )  # fmt: skip
        shown = read_mentions(service, {field.name: field.value for field in fields})
        plot = plots.of(number)
        named = {_canonical(kind, each) for kind, told in plot.named.items() for each in told}
        told = {
            mention.identifier.canonical: mention.whose
            for mention in shown.mentions
            if mention.identifier.kind not in SEARCHED
            if "example" not in mention.identifier.canonical or mention.whose is Whose.SUSPECT
        }
        own = {_canonical(Kind.PHONE, plot.contact)} if plot.contact else set()
        assert told.keys() == named | own
        assert all(told[one] is Whose.REPORTER for one in own)
