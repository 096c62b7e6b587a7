"""Plans: what a draw will be of, fixed before its period is over."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from fielding.kernel.instants import read_instant, write_instant
from fielding.oversight.readings.errors import PlanAtFault

#: More cases of one stratum or handler than this are a census, not a draw.
MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which decisions are drawn from, how many, and who may read them again."""

    service: str
    #: Real and synthetic cases are never drawn together.
    synthetic: bool
    first: datetime
    before: datetime  # the period ends just before
    #: Of each stratum (firm, handler and code of the case) at least so many dismissals.
    per_stratum: int = 1
    #: Of each handler at least so many dismissals, or all there are.
    per_handler: int = 10
    #: So many accepted cases are mixed in, in percent of the dismissals drawn.
    accepted: int = 10
    #: So many of all go to the adjudicator too, whatever the reader says, in percent.
    checked: int = 10
    #: The organisations whose people read; a case goes to one that took no decision on it.
    readers: tuple[str, ...] = ()

    def holds(self, at: datetime) -> bool:
        """Is a moment in the period?"""
        return self.first <= at < self.before

    def overlaps(self, other: "Plan") -> bool:
        """Do two plans draw from some of the same decisions?"""
        same = (self.service, self.synthetic) == (other.service, other.synthetic)
        return same and self.first < other.before and other.first < self.before


def require_sound(plan: Plan) -> None:
    """Raise PlanAtFault, with every fault."""
    faults: dict[str, str] = {}
    if plan.first >= plan.before:
        faults["before"] = "Let the period end after it begins"
    if not 1 <= plan.per_stratum <= MOST:
        faults["per_stratum"] = f"Draw at least 1 and at most {MOST} of each stratum"
    if not 1 <= plan.per_handler <= MOST:
        faults["per_handler"] = f"Draw at least 1 and at most {MOST} of each handler"
    if not 1 <= plan.accepted <= 100:
        faults["accepted"] = "Mix in at least 1 and at most 100 percent of accepted cases"
    if not 0 <= plan.checked <= 100:
        faults["checked"] = "Let from 0 to 100 percent be checked by the adjudicator"
    if not plan.readers or len(set(plan.readers)) != len(plan.readers):
        faults["readers"] = "Choose who reads, each organisation once"
    if faults:
        raise PlanAtFault(faults)


def plan_facts(plan: Plan, seed: bytes) -> Mapping[str, object]:
    """Write a plan down, with the hash of its seed."""
    return {
        "service": plan.service,
        "synthetic": plan.synthetic,
        "first": write_instant(plan.first),
        "before": write_instant(plan.before),
        "per_stratum": plan.per_stratum,
        "per_handler": plan.per_handler,
        "accepted": plan.accepted,
        "checked": plan.checked,
        "readers": list(plan.readers),
        "seed_hash": seed_hash(seed),
    }


def read_plan(facts: Mapping[str, object]) -> Plan:
    """Read what `plan_facts` wrote."""
    return Plan(
        service=str(facts["service"]),
        synthetic=facts["synthetic"] is True,
        first=read_instant(str(facts["first"])),
        before=read_instant(str(facts["before"])),
        per_stratum=cast("int", facts["per_stratum"]),
        per_handler=cast("int", facts["per_handler"]),
        accepted=cast("int", facts["accepted"]),
        checked=cast("int", facts["checked"]),
        readers=tuple(cast("Sequence[str]", facts["readers"])),
    )


def seed_hash(seed: bytes) -> str:
    """Commit to a seed: SHA-256 of its bytes, hex."""
    return hashlib.sha256(seed).hexdigest()
