"""A world of people who are monitored and billed by order and day, with planted lines among them.

The faults are those the National Audit Office found in 2013 (HC 737): equipment that was never
installed, days billed after it was removed, and one person billed once for each of four orders.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from fielding.access.roles import Actor, Role
from fielding.definitions.service import BillableUnit, Service
from fielding.simulation.books.billing import Claimed
from fielding.simulation.books.contracting import Agreed, agree_terms, register_contract
from fielding.simulation.books.scribe import Scribe
from fielding.simulation.drawing import percent, seeded

CONTRACT, PRIME = "monitoring-2026", "harrier-response"
BEGIN = datetime(2026, 1, 1, 9, tzinfo=UTC)
#: The month billed.
FIRST, AFTER = date(2026, 3, 1), date(2026, 4, 1)
ORDER, DAY = "order-served", "day-monitored"
PRICES = {ORDER: "85.00", DAY: "3.70"}
_TARIFF = {
    "order served": BillableUnit(name="order served", one_per="person", when="order.served"),
    "day monitored": BillableUnit(
        name="day monitored", one_per="day", when="equipment.installed", until="equipment.removed"
    ),
}
_STAFF = Actor(name="fitter-1", role=Role.ASSESSOR, firm=PRIME, contract=CONTRACT)
_PUBLIC = Actor(name="court", role=Role.REPORTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """How many people, and how many faults of each kind are planted."""

    people: int = 60
    never_installed: int = 3
    after_removal: int = 3
    per_order: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """The ledger, the lines billed for the month, and which of them are planted, by their code."""

    scribe: Scribe
    service: Service
    lines: tuple[Claimed, ...]
    planted: dict[int, str]  # place from 1 -> code


@dataclass(frozen=True, slots=True, kw_only=True)
class _Served:
    """One order: on which day it was served, and from when to when equipment was in place."""

    reference: str
    person: str
    served: date
    installed: date | None
    removed: date | None


def monitored(service: Service) -> Service:
    """Give a service the tariff of this world."""
    return replace(service, tariff=_TARIFF)


def simulate_monitoring(service: Service, seed: int, plan: Monitoring) -> Bill:
    """Write a ledger of people monitored, and bill the month. The same seed gives the same."""
    rng = seeded(f"monitoring/{seed}")
    billed = monitored(service)
    scribe = Scribe(service=billed, seed=f"monitoring/{seed}")
    register_contract(scribe, CONTRACT, PRIME, BEGIN)
    terms = {"prices": [{"unit": unit, "amount": amount} for unit, amount in PRICES.items()]}
    day = BEGIN.date().isoformat()
    agreed = Agreed(effective=day, agreed=day, terms=terms)
    agree_terms(scribe, CONTRACT, BEGIN, agreed)
    lines: list[tuple[Claimed, str]] = []
    for number in range(plan.people):
        lines += ((line, "") for line in _honest(_write(scribe, rng, _served(rng, number))))
    lines += _planted(scribe, rng, plan)
    rng.shuffle(lines)
    # Of one person's orders the first line billed is right; which it is, is chance.
    lines.sort(key=lambda pair: pair[1] == "per-person")
    return Bill(
        scribe=scribe,
        service=billed,
        lines=tuple(line for line, _ in lines),
        planted={place: code for place, (_, code) in enumerate(lines, start=1) if code},
    )


def _served(rng: Random, number: int) -> _Served:
    """Draw an order: most are served and fitted within the month billed or before it."""
    served = FIRST + timedelta(days=rng.randint(-40, 25))
    installed = served + timedelta(days=rng.randint(0, 4))
    ends = installed + timedelta(days=rng.randint(5, 90))
    return _Served(
        reference=f"MON{number:07}",
        person=f"person-{number}",
        served=served,
        installed=installed,
        removed=ends if percent(rng, 60) else None,
    )


def _write(scribe: Scribe, rng: Random, order: _Served) -> _Served:
    at = datetime.combine(order.served, BEGIN.timetz()) + timedelta(minutes=rng.randrange(300))
    case = f"case/{scribe.case_id(order.reference, at)}"
    told = {"reference": order.reference, "door": "web"}
    scribe.write(_PUBLIC, "case.received", case, at, told)
    scribe.write(_STAFF, "order.served", case, at, {"person": order.person})
    for kind, day in (
        ("equipment.installed", order.installed),
        ("equipment.removed", order.removed),
    ):
        if day is not None and day < AFTER + timedelta(days=30):
            moment = datetime.combine(day, BEGIN.timetz()) + timedelta(hours=6)
            scribe.write(_STAFF, kind, case, moment)
    return order


def _honest(order: _Served) -> Iterator[Claimed]:
    """Claim what the month owes for an order: its service once, and every day of monitoring."""
    if FIRST <= order.served < AFTER:
        yield Claimed(unit=ORDER, case=order.reference, price=PRICES[ORDER])
    days = _days(order)
    if days:
        yield _days_line(order, days)


def _days(order: _Served) -> int:
    """Count the days of the month, the first and the last included."""
    if order.installed is None or order.installed >= AFTER:
        return 0
    first = max(order.installed, FIRST)
    last = AFTER - timedelta(days=1)
    if order.removed is not None:
        last = min(order.removed, last)
    return max((last - first).days + 1, 0)


def _days_line(order: _Served, days: int) -> Claimed:
    return Claimed(unit=DAY, case=order.reference, price=PRICES[DAY], quantity=str(days))


def _planted(scribe: Scribe, rng: Random, plan: Monitoring) -> Iterator[tuple[Claimed, str]]:
    month = (AFTER - FIRST).days
    for number in range(plan.never_installed):
        never = replace(_served(rng, 1_000 + number), served=FIRST, installed=None, removed=None)
        _write(scribe, rng, never)
        yield _days_line(never, month), "phantom"
    for number in range(plan.after_removal):
        removed = replace(
            _served(rng, 2_000 + number),
            installed=FIRST - timedelta(days=10),
            served=FIRST - timedelta(days=12),
            removed=FIRST + timedelta(days=rng.randint(0, 20)),
        )
        _write(scribe, rng, removed)
        yield _days_line(removed, month), "after-stop"
    for number in range(plan.per_order):
        for order in range(4):
            one = replace(
                _served(rng, 3_000 + 10 * number + order),
                person=f"four-orders-{number}",
                served=FIRST + timedelta(days=order),
                installed=None,
                removed=None,
            )
            _write(scribe, rng, one)
            yield (
                Claimed(unit=ORDER, case=one.reference, price=PRICES[ORDER]),
                "per-person" if order else "",
            )
