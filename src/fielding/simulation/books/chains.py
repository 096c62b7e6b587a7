"""Worlds of a supply chain: an honest one, and one in which hidden firms do most of the work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from fielding.access.roles import Actor, Role
from fielding.definitions.service import Service
from fielding.simulation.books.contracting import Linked, register_contract
from fielding.simulation.books.scribe import Scribe
from fielding.simulation.drawing import seeded

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
CONTRACT, PRIME = "assessment-2026", "harrier-response"
PUBLIC = Actor(name="reporter", role=Role.REPORTER)
DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What is to be simulated: so many firms, hidden ones among them, and so many cases.

    In 2020 a supplier's share of contact tracing was 10,500 staff, of whom 9,000 (86 in 100) came
    from 29 subcontractors (reference table `tracing_rules`): here nobody has disclosed them.
    """

    hidden: int = 29
    cases: int = 1_050
    #: Percent of the entries that hidden firms write, if there are any.
    share: int = 86
    #: Is the disclosed subcontractor allowed as much as it does?
    within_cap: bool = True
    #: Was its approval recorded before it began?
    approved: bool = True
    shared_account: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What was planted, by firm or account, with every entry of it."""

    undisclosed: dict[str, list[int]]
    not_approved: dict[str, list[int]]
    accounts: frozenset[str]
    entries: int


def simulate_chain(service: Service, seed: int, chain: Chain) -> tuple[Scribe, Truth]:
    """Write a ledger of a contract's work. The same seed gives the same ledger."""
    rng = seeded(f"chain/{seed}")
    scribe = Scribe(service=service, seed=f"chain/{seed}")
    sub = "kestrel-contact"
    cap = "80" if chain.within_cap else "20"
    approved = BEGIN if chain.approved else BEGIN + timedelta(days=45)
    links = [Linked(sub=sub, under=PRIME, begins="2026-01-01", share_cap=cap, approved=approved)]
    register_contract(scribe, CONTRACT, PRIME, BEGIN, links)
    disclosed = [_staff(PRIME, 4), _staff(sub, 3)]
    hidden = [_staff(f"hidden-firm-{number:02}", 2) for number in range(1, chain.hidden + 1)]
    undisclosed: dict[str, list[int]] = {}
    not_approved: dict[str, list[int]] = {}
    moments = sorted(
        BEGIN + timedelta(minutes=rng.randrange(DAYS * 1440)) for _ in range(chain.cases)
    )
    for number, at in enumerate(moments):
        # Every hidden firm does something; beyond that they share what they do.
        outside = hidden and (number < len(hidden) or rng.randrange(100) < chain.share)
        staff = hidden[number % len(hidden)] if outside else rng.choice(disclosed)
        done = _handle(scribe, rng, f"case-{number}", (at, staff))
        if outside:
            undisclosed.setdefault(staff[0].firm or "", []).extend(done)
        elif staff[0].firm == sub and at < approved:
            not_approved.setdefault(sub, []).extend(done)
    accounts = _share_account(scribe, moments[-1]) if chain.shared_account else frozenset()
    return scribe, Truth(
        undisclosed=undisclosed,
        not_approved=not_approved,
        accounts=accounts,
        entries=2 * (chain.cases + 3 * len(accounts)),
    )


def _staff(firm: str, count: int) -> list[Actor]:
    return [
        Actor(name=f"assessor-{firm}-{number}", role=Role.ASSESSOR, firm=firm, contract=CONTRACT)
        for number in range(count)
    ]


def _handle(
    scribe: Scribe, rng: Random, name: str, work: tuple[datetime, Sequence[Actor]]
) -> list[int]:
    """Let somebody of a firm open a case and decide on it; give the two entries."""
    at, staff = work
    case = f"case/{scribe.case_id(name, at)}"
    scribe.write(PUBLIC, "case.received", case, at, {"reference": name, "door": "web"})
    handler = rng.choice(staff)
    decided = (
        ("case.dismissed", {"decision": "dismiss", "reason": "no-crime"})
        if rng.random() < 0.4
        else ("case.kept", {"decision": "keep", "code": "x"})
    )
    opened = scribe.write(handler, "case.opened", case, at, {"purpose": "assess"})
    last = scribe.write(handler, decided[0], case, at, decided[1])
    return [opened, last]


def _share_account(scribe: Scribe, at: datetime) -> frozenset[str]:
    """Let one account be used for one firm, another, and the first again."""
    name = "assessor-lent"
    for number, firm in enumerate((PRIME, "kestrel-contact", PRIME)):
        staff = [Actor(name=name, role=Role.ASSESSOR, firm=firm, contract=CONTRACT)]
        moment = at + timedelta(minutes=20 * number)
        _handle(scribe, seeded("lent"), f"lent-{number}", (moment, staff))
    return frozenset({name})
