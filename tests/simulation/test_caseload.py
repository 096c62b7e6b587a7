"""The simulated world, lived through in memory."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fielding.access.roles import Role
from fielding.engines.geography import ReferencePlaces
from fielding.engines.reference_tables import ReferenceTables
from fielding.ledger.entry import Entry
from fielding.ledger.sealing import open_sealed
from fielding.simulation.caseload import Plan, simulate
from fielding.simulation.places import Country, read_country
from fielding.simulation.world import World, read_world
from fielding.testing.hub import World as Memory
from fielding.testing.hub import a_world
from fielding.testing.services import shipped

pytestmark = pytest.mark.slow

TABLES = ReferenceTables()
UNTIL = datetime(2026, 11, 22, 12, tzinfo=UTC)
PLAN = Plan(reports=400, seed=7, begin=UNTIL - timedelta(days=365), until=UNTIL)


def _memory() -> Memory:
    fraud = shipped()["fraud"]
    memory = a_world(fraud)
    return replace(memory, hub=replace(memory.hub, places=ReferencePlaces(TABLES)))


@pytest.fixture(scope="module")
def country() -> Country:
    referrals = TABLES.read("action_fraud_referrals").mappings
    return read_country(referrals, TABLES.read("geo/outcode_force").mappings)


@pytest.fixture(scope="module")
def world() -> World:
    return read_world("fraud")


@pytest.fixture(scope="module")
def lived(world: World, country: Country) -> Memory:
    memory = _memory()
    simulate(memory.hub, world, country, PLAN, lambda _: None)
    return memory


def _entries(memory: Memory) -> list[Entry]:
    return [kept.entry for kept in memory.store.contents.entries]


def _told(memory: Memory) -> list[tuple[object, ...]]:
    """Say what was told, without what differs by chance: ids and keys."""
    return [
        (e.kind, e.occurred_at, e.actor, e.firm, e.facts.get("answers"), e.facts.get("outcome"))
        for e in _entries(memory)
    ]


def test_everything_is_marked_synthetic(lived: Memory) -> None:
    entries = _entries(lived)

    assert len(entries) > PLAN.reports
    assert all(entry.synthetic for entry in entries)


def test_the_same_plan_gives_the_same_world(world: World, country: Country) -> None:
    plan, first, second = replace(PLAN, reports=60), _memory(), _memory()

    for memory in (first, second):
        simulate(memory.hub, world, country, plan, lambda _: None)

    assert _told(first) == _told(second)


def test_another_seed_gives_another_world(world: World, country: Country) -> None:
    first, second = _memory(), _memory()

    for memory, seed in ((first, 1), (second, 2)):
        plan = replace(PLAN, reports=20, seed=seed)
        simulate(memory.hub, world, country, plan, lambda _: None)

    assert _told(first) != _told(second)


def test_the_same_plan_again_makes_nothing(world: World, country: Country) -> None:
    memory, plan = _memory(), replace(PLAN, reports=20)
    simulate(memory.hub, world, country, plan, lambda _: None)

    again = simulate(memory.hub, world, country, plan, lambda _: None)

    assert again == 0
    assert len(memory.store.contents.histories) == 20


def test_every_life_goes_forward_and_ends_by_the_present(lived: Memory) -> None:
    for history in lived.store.contents.histories.values():
        times = [kept.entry.at for kept in history]

        assert times == sorted(times)
        assert PLAN.begin - timedelta(days=1) <= times[0]
        assert times[-1] <= UNTIL


def test_the_funnel_is_near_the_published_one(lived: Memory) -> None:
    histories = lived.store.contents.histories.values()
    referred = sum(any(k.entry.kind == "referral.sent" for k in h) for h in histories)

    # 43,717 crimes referred of 314,403 reports in 2018-19: 13.9 %
    assert 0.09 < referred / PLAN.reports < 0.20


def test_every_way_a_case_can_go_is_gone_by_some(lived: Memory) -> None:
    kinds = Counter(entry.kind for entry in _entries(lived))

    assert kinds.keys() >= {
        "case.received", "case.sorted", "case.assigned", "case.opened", "case.held",
        "case.released", "case.added", "case.referred", "case.kept", "case.dismissed",
        "referral.sent", "referral.delivered", "referral.accepted", "referral.returned",
        "outcome.recorded", "review.requested", "review.decided",
    }  # fmt: skip


def test_a_review_is_answered_by_another_firm_than_decided(lived: Memory) -> None:
    reviewed = 0
    for history in lived.store.contents.histories.values():
        entries = [kept.entry for kept in history]
        for place, entry in enumerate(entries):
            if entry.kind == "review.decided":
                reviewed += 1
                deciders = {e.firm for e in entries[:place] if "decision" in e.facts}
                assert entry.firm not in deciders

    assert reviewed


def test_firms_and_handlers_behave_differently(lived: Memory) -> None:
    decided = Counter[str]()
    dismissed = Counter[str]()
    handlers = set()
    for entry in _entries(lived):
        if "decision" in entry.facts and entry.firm:
            handlers.add(entry.actor)
            decided[entry.firm] += 1
            dismissed[entry.firm] += entry.kind == "case.dismissed"

    shares = {firm: dismissed[firm] / decided[firm] for firm in decided}
    assert len(handlers) > 15
    assert len(shares) == 3
    assert max(shares.values()) > 1.5 * min(shares.values())


def test_only_officers_of_the_recipient_answer_a_referral(lived: Memory) -> None:
    for entry in _entries(lived):
        if entry.kind.startswith("referral.") and entry.kind != "referral.sent":
            assert entry.role == Role.OFFICER.value
            assert entry.firm == entry.facts["recipient"]


def test_stories_are_sealed_and_can_be_opened_with_the_key(lived: Memory) -> None:
    contents = lived.store.contents
    case, history = next(iter(contents.histories.items()))
    first = history[0].entry

    opened = open_sealed(
        contents.keys[case].key, case=f"case/{case}", entry=first.id,
        blob=contents.blobs[case][first.id],
    )  # fmt: skip

    story = next(field.value for field in opened if field.name == "what-happened")
    assert str(story).encode() not in b"".join(kept.content for kept in history)
