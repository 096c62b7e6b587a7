"""Invented decisions, draws and readings: worlds whose truth a test knows."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from fielding.oversight.readings.folding import Answer, Draw, Readings
from fielding.oversight.readings.plan import Plan
from fielding.oversight.readings.population import ACCEPTED, DISMISSED, Decided
from fielding.simulation.books.rereading import draw_from, read_again

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
BEFORE = datetime(2026, 4, 1, tzinfo=UTC)
PLAN = Plan(
    service="fraud", synthetic=False, first=FIRST, before=BEFORE, readers=("readers", "authority")
)
SEED = b"s" * 32
CODES = ("a", "b")


def dismissals(handlers: int, each: int, firm: str = "prime") -> list[Decided]:
    """Let so many handlers of a firm dismiss so many reports each, half of either code."""
    return [
        Decided(
            kind=DISMISSED,
            case=f"{firm}-{handler}-{number}",
            index=handler * each + number,
            firm=firm,
            handler=f"{firm}-{handler:03}",
            code=CODES[number % 2],
            firms=frozenset({firm}),
        )
        for handler in range(handlers)
        for number in range(each)
    ]


def acceptances(count: int, firm: str = "prime") -> list[Decided]:
    """Let a firm accept so many reports."""
    return [
        Decided(
            kind=ACCEPTED,
            case=f"{firm}-accepted-{number}",
            index=1_000_000 + number,
            firm=firm,
            handler=f"{firm}-000",
            code="a",
            firms=frozenset({firm}),
        )
        for number in range(count)
    ]


def drawn(
    decisions: Iterable[Decided], plan: Plan = PLAN, seed: bytes = SEED, name: str = "d"
) -> Draw:
    """Make a draw of decisions; each pick becomes a reading named after its place."""
    return draw_from(decisions, plan, seed, name=name, index=2_000_000)


def said(code: str, index: int, by: str = "reader", firm: str = "readers") -> Answer:
    at = BEFORE + timedelta(minutes=index)
    return Answer(index=index, entry=f"e{index}", at=at, code=code, by=by, firm=firm)


def read_by(draw: Draw, wrong: Iterable[str], *, sees: bool = False) -> Readings:
    """Let every case be read, and settled where it must: the truth is which cases were wrong."""
    return read_again(draw, wrong, start=3_000_000, sees=sees)


def wrongly(random: Random, decisions: Sequence[Decided], share: float) -> set[str]:
    """Let a share of dismissals be wrong."""
    return {one.case for one in decisions if random.random() < share}
