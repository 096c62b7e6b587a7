"""A register in which a supplier with a finding comes back renamed, beside a namesake of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from fielding.access.roles import Actor, Role
from fielding.definitions.service import Service
from fielding.kernel.ids import new_id
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.oversight.findings.raising import raise_finding
from fielding.oversight.register.owning import Share, note_share
from fielding.oversight.register.registering import register_organisation
from fielding.simulation.books.contracting import MANAGER, number_of, register_contract
from fielding.simulation.books.scribe import Scribe
from fielding.simulation.drawing import seeded

BEGIN = datetime(2026, 1, 1, 9, tzinfo=UTC)
OVERSEER = Actor(name="overseer-1", role=Role.OVERSEER, firm="reporting-authority")
OLD, CONTRACT, NEXT = "harrier-response", "reports-2026", "reports-2028"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """The ledger, and which suppliers an award must be refused to, and which not."""

    scribe: Scribe
    blocked: dict[str, str]  # supplier -> how the finding touches it
    free: frozenset[str]


def simulate_renaming(service: Service, seed: int) -> Renamed:
    """Write the register: the same number under a new slug, an owner, a namesake, a stranger."""
    rng = seeded(f"renaming/{seed}")
    scribe = Scribe(service=service, seed=f"renaming/{seed}")
    register_contract(scribe, CONTRACT, OLD, BEGIN)
    register_contract(scribe, NEXT, "kestrel-contact", BEGIN)
    mark = rng.randrange(10**6)
    again, sister, namesake = (f"{word}-{mark}" for word in ("swift", "sister", "harrier-response"))
    parent = f"parent-{mark}"
    for slug, number in (
        (again, number_of(OLD)),
        (sister, f"TEST-S{mark}"),
        (namesake, f"TEST-N{mark}"),
        (parent, f"TEST-P{mark}"),
    ):
        step = register_organisation("firm", [("GB-COH", number)], "")
        scribe.write(MANAGER, step.kind, f"organisation/{slug}", BEGIN, step.facts)
    share = Decimal(rng.choice((51, 75, 100)))
    for slug in (OLD, sister):
        owned = note_share(slug, Share(owner=parent, least=share, most=share), {})
        scribe.write(MANAGER, owned.kind, f"organisation/{slug}", BEGIN, owned.facts)
    _find(scribe, BEGIN + timedelta(days=90))
    return Renamed(
        scribe=scribe,
        blocked={OLD: "itself", again: "same-number", sister: "group", parent: "group"},
        free=frozenset({namesake, "kestrel-contact"}),
    )


def _find(scribe: Scribe, at: datetime) -> None:
    proposal = Proposal(
        instrument="F6",
        rule="0" * 64,
        supplier=OLD,
        contract=CONTRACT,
        severity=Severity.HIGH,
        code="undisclosed-firm",
        figure={"value": "1"},
        evidence=(0,),
        stands_at=len(scribe.log),
        period="2026-03",
    )
    step = raise_finding(proposal, at.date())
    subject = f"finding/{new_id(at, scribe.seed.encode().ljust(10)[:10])}"
    scribe.write(OVERSEER, step.kind, subject, at, step.facts)
