"""Drawing: a draw is committed before its period ends, and made once after it with that seed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from fielding.cases.step import Step
from fielding.kernel.instants import write_instant
from fielding.oversight.books import Standpoint
from fielding.oversight.readings.errors import (
    AlreadyDrawn,
    PeriodOver,
    PeriodRunning,
    PeriodTaken,
    SeedDiffers,
)
from fielding.oversight.readings.folding import Draw, Picked, picks_row
from fielding.oversight.readings.plan import Plan, plan_facts, require_sound, seed_hash

SEED_BYTES = 32
#: Picks in one entry: with the longest names it stays under the largest entry.
IN_ONE_ENTRY = 150


def commit(plan: Plan, seed: bytes, draws: Iterable[Draw], *, now: datetime) -> Step:
    """Fix a plan and a seed before the period is over; the seed itself is sealed.

    Raises PlanAtFault, PeriodOver, and PeriodTaken when another draw covers a part of the period.
    """
    require_sound(plan)
    if now >= plan.before:
        raise PeriodOver(ended=write_instant(plan.before))
    for other in draws:
        if other.plan.overlaps(plan):
            raise PeriodTaken(draw=other.id)
    return Step(kind="draw.committed", facts=plan_facts(plan, seed), sealed={"seed": seed.hex()})


def require_drawable(draw: Draw, seed: bytes, standpoint: Standpoint) -> None:
    """Raise AlreadyDrawn, PeriodRunning, or SeedDiffers where the seed is not the committed one."""
    if draw.made:
        raise AlreadyDrawn(draw=draw.id)
    if standpoint.at < draw.plan.before:
        raise PeriodRunning(ends=write_instant(draw.plan.before))
    if seed_hash(seed) != draw.seed_hash:
        raise SeedDiffers(draw=draw.id)


def making(seed: bytes, standpoint: Standpoint, picked: Sequence[Picked]) -> Iterator[Step]:
    """Record the seed and what it drew, in as many entries as that takes."""
    facts = {
        "seed": seed.hex(),
        "size": standpoint.size,
        "root": standpoint.root.hex(),
        "drawn": len(picked),
    }
    yield Step(kind="draw.made", facts=facts)
    for start in range(0, len(picked), IN_ONE_ENTRY):
        rows = [picks_row(one) for one in picked[start : start + IN_ONE_ENTRY]]
        yield Step(kind="draw.picked", facts={"picks": rows})


def assigning(draw: Draw, case: str, body: str) -> Step:
    """Give a case to an organisation to read again; nothing here tells what was decided."""
    return Step(
        kind="reading.assigned",
        facts={"draw": draw.id, "for": [body], "synthetic": draw.plan.synthetic},
        also=(f"case/{case}",),
    )
