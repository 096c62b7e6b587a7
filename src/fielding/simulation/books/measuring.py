"""Worlds of a contract's measures: an honest one, and one whose figures are made to shine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from fielding.access.roles import Actor, Role
from fielding.definitions.service import Service
from fielding.simulation.books.contracting import Agreed, agree_terms, register_contract
from fielding.simulation.books.scribe import Scribe
from fielding.simulation.drawing import seeded

BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)  # a Monday
CONTRACT, PRIME, SUB = "assessment-2026", "harrier-response", "kestrel-contact"
PUBLIC = Actor(name="reporter", role=Role.REPORTER)
MANAGER = Actor(name="contract-manager-1", role=Role.CONTRACT_MANAGER, firm="reporting-authority")
IN_TIME = "first look in time"
#: Past the promise of five working days, and well within it.
LATE, SOON = timedelta(days=14), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What is to be simulated: months of cases, shared by handlers who are late at one rate."""

    months: int = 3
    handlers: int = 12
    cases: int = 40  # of each handler and month
    late: float = 0.05
    #: One handler is late at this rate, if not None.
    apart: float | None = 0.2
    #: So many late cases a month are paused for as long as they are late.
    paused: int = 4
    #: So many late cases a month are decided at once, and again when somebody has looked.
    rushed: int = 3
    #: The target is lowered in the second month, with effect from its first day.
    lowered: bool = True
    #: The supplier says so each month, in percent.
    claimed: str | None = "99.5"


HONEST = Year(apart=None, paused=0, rushed=0, lowered=False, claimed=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What was planted, kept aside."""

    apart: str | None
    #: By month: how many were really late, and the entries that made some of them look kept.
    late: dict[str, int]
    paused: dict[str, list[int]]
    rushed: dict[str, list[int]]
    lowered: int | None  # the entry of the later terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One case as it will be written: who handles it, from when on, and how."""

    at: datetime
    name: str
    handler: Actor
    how: str  # soon, late, paused or rushed


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One entry to be written at its time."""

    at: datetime
    case: str
    who: Actor
    kind: str
    facts: dict[str, object]
    plants: str = ""


def simulate_measures(service: Service, seed: int, year: Year) -> tuple[Scribe, Truth]:
    """Write a ledger of months of work under a contract. The same seed gives the same ledger."""
    rng = seeded(f"measures/{seed}")
    scribe = Scribe(service=service, seed=f"measures/{seed}")
    before = BEGIN - timedelta(days=20)
    register_contract(scribe, CONTRACT, PRIME, before)
    _agree(scribe, before, ("2025-12-16", "90"))
    staff = [_handler(number) for number in range(year.handlers)]
    told = [case for month in range(year.months) for case in _month(rng, year, month, staff)]
    acts = sorted((act for case in told for act in _acts(case)), key=lambda act: act.at)
    planted = _written(scribe, acts, year)
    return scribe, Truth(
        apart=staff[0].name if year.apart is not None else None,
        late={name: sum(_is_late(one) for one in told if _month_of(one.at) == name)
              for name in sorted({_month_of(one.at) for one in told})},
        paused=planted["paused"],
        rushed=planted["rushed"],
        lowered=next(iter(planted["lowered"].get("", [])), None),
    )  # fmt: skip


def last_day(year: Year) -> datetime:
    """Give a moment by which every promise of the world has ended."""
    return _first(year.months) + timedelta(days=40)


def _written(scribe: Scribe, acts: Sequence[Act], year: Year) -> dict[str, dict[str, list[int]]]:
    """Write the entries in their order, the claims and later terms among them."""
    planted: dict[str, dict[str, list[int]]] = {"paused": {}, "rushed": {}, "lowered": {}}
    closing = _first(1) + timedelta(days=18) if year.lowered else None
    for act in acts:
        if closing and act.at > closing:
            index = _agree(scribe, closing, (_first(1).date().isoformat(), "70"))
            planted["lowered"][""], closing = [index], None
        case = f"case/{scribe.case_id(act.case, BEGIN)}"
        index = scribe.write(act.who, act.kind, case, act.at, act.facts)
        if act.plants:
            planted[act.plants].setdefault(act.case.partition("/")[0], []).append(index)
    if year.claimed:
        for month in range(year.months):
            facts = {"month": _month_of(_first(month)), "measure": IN_TIME, "value": year.claimed}
            at = last_day(year) - timedelta(days=1)
            scribe.write(MANAGER, "claim.posted", f"claim/{CONTRACT}", at, facts)
    return planted


def _agree(scribe: Scribe, at: datetime, told: tuple[str, str]) -> int:
    effective, target = told
    terms = {
        "targets": [{"measure": IN_TIME, "target": target, "floor": "60"}],
        "credits": [{"measure": IN_TIME, "percent": "5"}],
    }
    agree_terms(scribe, CONTRACT, at, Agreed(effective=effective, agreed=effective, terms=terms))
    return len(scribe.log) - 1


def _handler(number: int) -> Actor:
    firm = PRIME if number % 3 else SUB
    return Actor(name=f"assessor-{number:02}", role=Role.ASSESSOR, firm=firm, contract=CONTRACT)


def _month(rng: Random, year: Year, month: int, staff: Sequence[Actor]) -> list[Told]:
    found = list[Told]()
    for handler in staff:
        apart = year.apart is not None and handler is staff[0]
        rate = year.apart if apart and year.apart is not None else year.late
        for number in range(year.cases):
            at = _first(month) + timedelta(minutes=rng.randrange(20 * 1440))
            how = "late" if rng.random() < rate else "soon"
            name = f"{_month_of(at)}/{handler.name}/{number}"
            found.append(Told(at=at, name=name, handler=handler, how=how))
    late = [place for place, one in enumerate(found) if one.how == "late"]
    for how, count in (("paused", year.paused), ("rushed", year.rushed)):
        for place in (late.pop() for _ in range(min(count, len(late)))):
            one = found[place]
            found[place] = Told(at=one.at, name=one.name, handler=one.handler, how=how)
    return found


def _acts(one: Told) -> list[Act]:
    """Tell a case act by act."""

    def act(after: timedelta, kind: str, plants: str = "", **facts: object) -> Act:
        return Act(
            at=one.at + after, case=one.name, who=one.handler, kind=kind, facts=facts,
            plants=plants,
        )  # fmt: skip

    received = Act(
        at=one.at, case=one.name, who=PUBLIC, kind="case.received",
        facts={"reference": one.name.replace("/", "-"), "door": "web"},
    )  # fmt: skip
    dismiss = {"decision": "dismiss", "reason": "no-crime"}
    match one.how:
        case "paused":
            held = act(SOON, "case.held", reason="waiting-for-advice")
            end = act(LATE + timedelta(hours=1), "case.dismissed", "paused", **dismiss)
            return [received, held, act(LATE, "case.released"), end]
        case "rushed":
            first = act(SOON, "case.dismissed", "rushed", **dismiss)
            return [received, first, act(LATE, "case.kept", decision="keep", code="x")]
    return [received, act(SOON if one.how == "soon" else LATE, "case.dismissed", **dismiss)]


def _is_late(one: Told) -> bool:
    return one.how != "soon"


def _first(month: int) -> datetime:
    """Give the first moment of work in a month of the world; they are at least 28 days apart."""
    return BEGIN.replace(month=1 + month % 12, year=BEGIN.year + month // 12, day=1)


def _month_of(at: datetime) -> str:
    return f"{at.year:04}-{at.month:02}"
