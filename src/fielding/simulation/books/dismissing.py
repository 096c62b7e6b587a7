"""Dismissals drawn and read again: one handler, or a firm from some day on, dismisses wrongly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from fielding.oversight.readings.folding import Readings
from fielding.oversight.readings.plan import Plan
from fielding.oversight.readings.population import DISMISSED, Decided
from fielding.simulation.books.rereading import draw_from, read_again, together
from fielding.simulation.drawing import percent, seeded

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
MONTH = 30  # days: every month is drawn from once, after its end
ENTRIES = 10**6  # a month's entries in the ledger: more than it ever needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Handlers:
    """So many handlers of one firm, how many reports each dismisses, and how many are read again.

    Wrong dismissals in percent: of an honest handler, and of a bad one.
    """

    service: str
    honest: int = 200
    bad: int = 1
    each: int = 220
    read: int = 200
    wrong: float = 5
    badly: float = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Firms:
    """So many firms over so many months of 30 days; some drift from a day on, counted from 0.

    Of each firm's handlers: how many reports one dismisses in a month, and how many are read again.
    Wrong dismissals in percent: of who is honest, and of who has drifted.
    """

    service: str
    honest: int = 2
    drifting: int = 1
    from_day: int = 200
    months: int = 12
    handlers: int = 10
    each: int = 40
    read: int = 6
    wrong: float = 5
    badly: float = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissals:
    """Draws and their readings; the truth: whom an alarm must name, and what they did wrongly."""

    readings: Readings
    planted: frozenset[str]  # handlers or firms
    wrong: frozenset[str]  # cases, whoever dismissed them


def simulate_handlers(seed: int, plan: Handlers) -> Dismissals:
    """Draw from one month of one firm, some of whose handlers are bad. The same seed, the same."""
    rng = seeded(f"handlers/{seed}")
    names = _names(rng, "handler", plan.honest + plan.bad)
    bad = frozenset(names[: plan.bad])
    days = dict(_dismissed(rng, dict.fromkeys(names, "prime"), plan.each, 0))
    wrong = {
        one.case for one in days if percent(rng, plan.badly if one.handler in bad else plan.wrong)
    }
    planned = _planned(plan.service, 0, plan.read)
    readings = _read(rng.randbytes(32), planned, 0, list(days), wrong)
    return Dismissals(readings=readings, planted=bad, wrong=frozenset(wrong))


def simulate_firms(seed: int, plan: Firms) -> Dismissals:
    """Draw from each month; some firms turn bad at the plan's day. The same seed, the same."""
    rng = seeded(f"firms/{seed}")
    firms = _names(rng, "firm", plan.honest + plan.drifting)
    drifting = frozenset(firms[: plan.drifting])
    staff = {f"{firm}-{place}": firm for firm in firms for place in range(plan.handlers)}
    months, wrong = list[Readings](), set[str]()
    for month in range(plan.months):
        days = dict(_dismissed(rng, staff, plan.each, month))
        for one, day in days.items():
            turned = one.firm in drifting and day >= plan.from_day
            if percent(rng, plan.badly if turned else plan.wrong):
                wrong.add(one.case)
        planned = _planned(plan.service, month, plan.read)
        months.append(_read(rng.randbytes(32), planned, month, list(days), wrong))
    return Dismissals(readings=together(months), planted=drifting, wrong=frozenset(wrong))


def _names(rng: Random, word: str, count: int) -> list[str]:
    """Draw names that tell nothing of who is honest."""
    return [f"{word}-{mark:06}" for mark in rng.sample(range(10**6), count)]


def _dismissed(
    rng: Random, staff: Mapping[str, str], each: int, month: int
) -> Iterator[tuple[Decided, int]]:
    """Let everybody dismiss so many reports of two codes on days of a month, each with its day."""
    begins = month * ENTRIES
    for place, (handler, firm) in enumerate(staff.items()):
        for number in range(each):
            index = begins + place * each + number
            decided = Decided(
                kind=DISMISSED,
                case=f"019cadc6-0000-7000-8000-{index:012x}",
                index=index,
                firm=firm,
                handler=handler,
                code=rng.choice(("a", "b")),
                firms=frozenset({firm}),
            )
            yield decided, month * MONTH + rng.randrange(MONTH)


def _planned(service: str, month: int, read: int) -> Plan:
    first = FIRST + timedelta(days=MONTH * month)
    return Plan(
        service=service,
        synthetic=True,
        first=first,
        before=first + timedelta(days=MONTH),
        per_handler=read,
        readers=("readers",),
    )


def _read(seed: bytes, plan: Plan, month: int, found: list[Decided], wrong: set[str]) -> Readings:
    made = month * ENTRIES + len(found)
    draw = draw_from(found, plan, seed, name=f"month-{month:02}", index=made)
    return read_again(draw, wrong, start=made + 1)
