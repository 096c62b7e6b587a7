"""Invented decisions, draws and readings: worlds whose truth a test knows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from fielding.oversight.readings.folding import Answer, Draw, Made, Picked, Reading, Readings
from fielding.oversight.readings.picking import pick
from fielding.oversight.readings.plan import Plan, seed_hash
from fielding.oversight.readings.population import ACCEPTED, DISMISSED, Decided

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
    picks = pick(plan, seed, decisions)
    return Draw(
        id=name,
        plan=plan,
        seed_hash=seed_hash(seed),
        rule="",
        committed=0,
        committed_at=FIRST,
        made=Made(index=2_000_000, at=BEFORE, seed=seed.hex(), size=2_000_000),
        picked=tuple(
            Picked(pick=one, reading=f"{name}-{place}") for place, one in enumerate(picks)
        ),
    )


def said(code: str, index: int, by: str = "reader", firm: str = "readers") -> Answer:
    at = BEFORE + timedelta(minutes=index)
    return Answer(index=index, entry=f"e{index}", at=at, code=code, by=by, firm=firm)


def unread(draw: Draw, picked: Picked) -> Reading:
    return Reading(
        id=picked.reading or "",
        draw=draw.id,
        case=picked.pick.decided.case,
        body="readers",
        assigned=2_000_001,
        assigned_at=BEFORE,
        synthetic=False,
    )


def read_by(
    draw: Draw, wrong: Iterable[str], *, sees: bool = False, start: int = 3_000_000
) -> Readings:
    """Let every case be read, and settled where it must: the truth is which cases were wrong.

    With `sees` the reader sees the first decision and agrees with it.
    """
    known, readings = frozenset(wrong), dict[str, Reading]()
    for place, picked in enumerate(draw.picked):
        decided = picked.pick.decided
        first = "nothing" if decided.kind == DISMISSED else "act"
        truth = "act" if decided.case in known or first == "act" else "nothing"
        code = first if sees else truth
        reading = replace(unread(draw, picked), answer=said(code, start + 2 * place))
        if code != first or picked.pick.checked:
            settled = said(truth, start + 1 + 2 * place, by="adjudicator")
            reading = replace(reading, settled=settled)
        readings[reading.id] = reading
    drawn_as = {one.reading: one for one in draw.picked if one.reading}
    return Readings(draws={draw.id: draw}, readings=readings, picked=drawn_as)


def wrongly(random: Random, decisions: Sequence[Decided], share: float) -> set[str]:
    """Let a share of dismissals be wrong."""
    return {one.case for one in decisions if random.random() < share}


def together(*parts: Readings) -> Readings:
    """Put several draws and their readings into one ledger."""
    return Readings(
        draws={name: draw for part in parts for name, draw in part.draws.items()},
        readings={name: one for part in parts for name, one in part.readings.items()},
        picked={name: one for part in parts for name, one in part.picked.items()},
    )
