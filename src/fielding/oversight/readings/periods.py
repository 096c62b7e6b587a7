"""Periods taken: one folio for each service in which every draw takes its period.

Of two draws committed at the same moment only one can add to it, and the other is asked again.
"""

from collections.abc import Iterable

from fielding.cases.step import Step
from fielding.kernel.instants import read_instant, write_instant
from fielding.ledger.entry import Kept
from fielding.oversight.readings.errors import PeriodTaken
from fielding.oversight.readings.plan import Plan

TAKEN = "draw.reserved"


def periods_of(service: str) -> str:
    """Name the folio in which the draws of a service take their periods."""
    return f"draw/periods-of-{service}"


def take_period(plan: Plan, draw: str, history: Iterable[Kept]) -> Step:
    """Take a plan's period for a draw; raise PeriodTaken where another has a part of it."""
    for kept in history:
        other = _told(kept)
        if other.overlaps(plan):
            raise PeriodTaken(draw=kept.entry.facts["draw"])
    facts = {
        "draw": draw,
        "service": plan.service,
        "synthetic": plan.synthetic,
        "first": write_instant(plan.first),
        "before": write_instant(plan.before),
    }
    return Step(kind=TAKEN, facts=facts)


def _told(kept: Kept) -> Plan:
    """Read the period of an entry, as a plan of nothing else."""
    facts = kept.entry.facts
    return Plan(
        service=str(facts["service"]),
        synthetic=facts["synthetic"] is True,
        first=read_instant(str(facts["first"])),
        before=read_instant(str(facts["before"])),
    )
