"""Draws made and read again where it is known which dismissals were wrong."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from fielding.oversight.readings.folding import (
    ACT,
    NOTHING,
    Answer,
    Draw,
    Made,
    Picked,
    Reading,
    Readings,
)
from fielding.oversight.readings.picking import pick
from fielding.oversight.readings.plan import Plan, seed_hash
from fielding.oversight.readings.population import DISMISSED, Decided
from fielding.oversight.readings.reading import first_answer, needs_settling


def draw_from(
    decisions: Iterable[Decided], plan: Plan, seed: bytes, *, name: str, index: int
) -> Draw:
    """Make a draw at an entry of the ledger; each pick becomes a reading named after its place."""
    return Draw(
        id=name,
        plan=plan,
        seed_hash=seed_hash(seed),
        rule="",
        committed=0,
        committed_at=plan.first,
        made=Made(index=index, at=plan.before, seed=seed.hex(), size=index),
        picked=tuple(
            Picked(pick=one, reading=f"{name}-{place}")
            for place, one in enumerate(pick(plan, seed, decisions))
        ),
    )


def read_again(draw: Draw, wrong: Iterable[str], *, start: int, sees: bool = False) -> Readings:
    """Let the first organisation of the plan read every case, and settle what must be, truly.

    The truth is which cases were dismissed wrongly. With `sees` the reader sees the decision and
    agrees with it. The answers stand in the ledger from the entry `start` on.
    """
    known, readings = frozenset(wrong), dict[str, Reading]()
    for place, picked in enumerate(draw.picked):
        index = start + 2 * place
        truth = _truth(picked, known)
        code = first_answer(picked) if sees else truth
        reading = _assigned(draw, picked, start)
        reading = replace(reading, answer=_answer(draw, code, index, "reader"))
        if needs_settling(picked, reading):
            reading = replace(reading, settled=_answer(draw, truth, index + 1, "adjudicator"))
        readings[reading.id] = reading
    drawn_as = {one.reading: one for one in draw.picked if one.reading}
    return Readings(draws={draw.id: draw}, readings=readings, picked=drawn_as)


def together(parts: Iterable[Readings]) -> Readings:
    """Put several draws and their readings into one ledger."""
    known = list(parts)
    return Readings(
        draws={name: draw for part in known for name, draw in part.draws.items()},
        readings={name: one for part in known for name, one in part.readings.items()},
        picked={name: one for part in known for name, one in part.picked.items()},
    )


def _truth(picked: Picked, wrong: frozenset[str]) -> str:
    decided = picked.pick.decided
    right = decided.kind == DISMISSED and decided.case not in wrong
    return NOTHING if right else ACT


def _assigned(draw: Draw, picked: Picked, index: int) -> Reading:
    return Reading(
        id=picked.reading or "",
        draw=draw.id,
        case=picked.pick.decided.case,
        body=draw.plan.readers[0],
        assigned=index,
        assigned_at=draw.plan.before,
        synthetic=draw.plan.synthetic,
    )


def _answer(draw: Draw, code: str, index: int, by: str) -> Answer:
    at = draw.plan.before + timedelta(days=1)
    firm = draw.plan.readers[0]
    return Answer(index=index, entry=f"e{index}", at=at, code=code, by=by, firm=firm)
