"""A whole hub in memory, and the people who act on it."""

from dataclasses import dataclass

from fielding.access.roles import Actor, Role
from fielding.app.ports import Hub
from fielding.definitions.service import Service
from fielding.engines.calendar import BankHolidays
from fielding.testing.clock import TickingClock
from fielding.testing.drafts import MemoryDrafts
from fielding.testing.places import MemoryPlaces
from fielding.testing.proofs import MemoryProofs
from fielding.testing.randomness import SeededRandomness
from fielding.testing.services import MemoryServices, sample_service
from fielding.testing.store import MemoryStore

REPORTER = Actor(name="reporter", role=Role.REPORTER)
HANDLER = Actor(name="handler-1", role=Role.CALL_HANDLER, firm="prime", contract="c-1")
ASSESSOR = Actor(name="assessor-1", role=Role.ASSESSOR, firm="prime", contract="c-1")
COLLEAGUE = Actor(name="assessor-2", role=Role.ASSESSOR, firm="prime", contract="c-1")
OTHER_FIRM = Actor(name="assessor-9", role=Role.ASSESSOR, firm="sub", contract="c-2")
SUPERVISOR = Actor(name="supervisor-9", role=Role.SUPERVISOR, firm="sub", contract="c-2")
NORTH_OFFICER = Actor(name="officer-n", role=Role.OFFICER, firm="north-council")
SOUTH_OFFICER = Actor(name="officer-s", role=Role.OFFICER, firm="south-council")
OVERSEER = Actor(name="overseer-1", role=Role.OVERSEER, firm="oversight")
DPO = Actor(name="dpo-1", role=Role.DATA_PROTECTION_OFFICER, firm="prime")
ADMINISTRATOR = Actor(name="admin-1", role=Role.ADMINISTRATOR, firm="prime")
IMPORTER = Actor(name="importer", role=Role.IMPORTER)

TOKEN_KEY = b"t" * 32


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A hub in memory, with the adapters whose insides a test may want to see or turn."""

    hub: Hub
    store: MemoryStore
    proofs: MemoryProofs
    clock: TickingClock


def a_world(*services: Service, seed: int = 0) -> World:
    """Build a hub in memory; without services, it offers the sample one."""
    clock, random = TickingClock(), SeededRandomness(seed)
    store = MemoryStore(random=random, clock=clock)
    proofs = MemoryProofs(store=store, clock=clock)
    hub = Hub(
        store=store,
        services=MemoryServices(services or (sample_service(),)),
        proofs=proofs,
        drafts=MemoryDrafts(),
        places=MemoryPlaces(),
        workdays=BankHolidays(),
        clock=clock,
        stamp=clock,
        random=random,
        token_key=TOKEN_KEY,
    )
    return World(hub=hub, store=store, proofs=proofs, clock=clock)
