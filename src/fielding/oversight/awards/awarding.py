"""What is recorded of an award, made or refused, and awards as their entries tell them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from fielding.cases.step import Step
from fielding.cases.wording import read_words
from fielding.ledger.entry import Kept
from fielding.oversight.awards.award import LIMIT, Award, Ruling, Touch
from fielding.oversight.awards.errors import NotAnAward, NotRegistered
from fielding.oversight.findings.finding import Act, act_of
from fielding.oversight.register.register import Register

MADE, REFUSED = "award.made", "award.refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAward:
    """An award that was made or refused, with the findings that were looked at."""

    contract: str
    suppliers: tuple[str, ...]
    on: date
    made: bool
    act: Act
    #: Ids of the findings that stood in the way; empty when it was made.
    blocking: tuple[str, ...]
    #: Ids of all findings that touched it.
    looked_at: tuple[str, ...]
    stands_at: int
    synthetic: bool


def require_award(register: Register, award: Award) -> None:
    """Refuse what is no award: NotAnAward, or NotRegistered for what nobody registered."""
    if not award.suppliers:
        raise NotAnAward(missing="suppliers")
    if award.contract not in register.contracts:
        raise NotRegistered(contract=award.contract)
    for supplier in award.suppliers:
        if supplier not in register.organisations:
            raise NotRegistered(organisation=supplier)


def record_ruling(ruling: Ruling, stands_at: int, reasons: str) -> Step:
    """Record an award as the rule says: made, or refused with what stood in the way.

    Raises NotAnAward without reasons.
    """
    words = read_words("reasons", reasons).strip()
    if not words:
        raise NotAnAward(missing="reasons")
    award = ruling.award
    blocking = [_told(touch) for touch in ruling.blocking]
    others = [_told(touch) for touch in (*ruling.others, *ruling.undecided)]
    return Step(
        kind=MADE if ruling.allowed else REFUSED,
        facts={
            "suppliers": list(award.suppliers),
            "on": award.on.isoformat(),
            "limit": LIMIT.value,
            "blocking": blocking,
            "others": others,
            "stands_at": stands_at,
        },
        sealed={"reasons": words},
        also=tuple(f"organisation/{supplier}" for supplier in award.suppliers),
    )


def _told(touch: Touch) -> dict[str, object]:
    return {
        "finding": touch.finding.id,
        "supplier": touch.supplier,
        "how": touch.how,
        "entries": list(touch.entries),
    }


def fold_awards(folios: Sequence[Kept]) -> tuple[PastAward, ...]:
    """Give all awards made and refused, in their order."""
    return tuple(_past(kept) for kept in folios if kept.entry.kind in {MADE, REFUSED})


def _past(kept: Kept) -> PastAward:
    facts = kept.entry.facts
    blocking = tuple(_findings(facts["blocking"]))
    return PastAward(
        contract=kept.entry.subject.partition("/")[2],
        suppliers=tuple(str(one) for one in cast("Sequence[object]", facts["suppliers"])),
        on=date.fromisoformat(str(facts["on"])),
        made=kept.entry.kind == MADE,
        act=act_of(kept),
        blocking=blocking,
        looked_at=(*blocking, *_findings(facts["others"])),
        stands_at=int(str(facts["stands_at"])),
        synthetic=kept.entry.synthetic,
    )


def _findings(told: object) -> Iterator[str]:
    return (str(one["finding"]) for one in cast("Sequence[dict[str, object]]", told))
