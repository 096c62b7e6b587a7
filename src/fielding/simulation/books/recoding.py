"""A month in which hard cases, decided late, are given another code, as if that took them out."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fielding.access.roles import Actor, Role
from fielding.definitions.service import Service
from fielding.simulation.books.contracting import Agreed, agree_terms, register_contract
from fielding.simulation.books.scribe import Scribe
from fielding.simulation.drawing import percent, seeded

BEGIN = datetime(2026, 3, 2, 8, tzinfo=UTC)  # a Monday
MONTH, CONTRACT, PRIME = "2026-03", "assessment-2026", "harrier-response"
MEASURE = "first look in time"
SOON, LATE = timedelta(days=1), timedelta(days=14)
_PUBLIC = Actor(name="reporter", role=Role.REPORTER)
_STAFF = Actor(name="assessor-1", role=Role.ASSESSOR, firm=PRIME, contract=CONTRACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """So many cases, so many percent of them hard and late, and what the hard ones are called."""

    cases: int = 80
    hard: float = 25
    code: str = "NFIB90"


def simulate_recoding(service: Service, seed: int, month: Month) -> tuple[Scribe, int]:
    """Write the month; give the ledger and how many cases were decided in time."""
    rng = seeded(f"recoding/{seed}")
    scribe = Scribe(service=service, seed=f"recoding/{seed}")
    before = BEGIN - timedelta(days=60)
    register_contract(scribe, CONTRACT, PRIME, before)
    targets = [{"measure": MEASURE, "target": "90", "floor": "60"}]
    day = before.date().isoformat()
    agree_terms(
        scribe, CONTRACT, before, Agreed(effective=day, agreed=day, terms={"targets": targets})
    )
    in_time = 0
    for number in range(month.cases):
        received = BEGIN + timedelta(minutes=17 * number)
        case = f"case/{scribe.case_id(f'case-{number}', received)}"
        told = {"reference": f"case-{number}", "door": "web"}
        scribe.write(_PUBLIC, "case.received", case, received, told)
        hard = percent(rng, month.hard)
        in_time += not hard
        decided = {"decision": "keep", "code": month.code if hard else "NFIB3A"}
        scribe.write(_STAFF, "case.kept", case, received + (LATE if hard else SOON), decided)
    return scribe, in_time
