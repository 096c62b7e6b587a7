"""Claims and closed months: what the supplier says, and the figures as they stood at the close."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import cast

from fielding.cases.step import Step
from fielding.kernel.instants import read_instant, write_instant
from fielding.ledger.entry import Kept
from fielding.oversight.books import Standpoint
from fielding.oversight.performance.agreed import Agreed, end_of, is_month, measures_named
from fielding.oversight.performance.errors import (
    ClaimAtFault,
    NothingAgreed,
    PeriodClosed,
    PeriodNotOver,
    SameClaim,
)
from fielding.oversight.performance.reading import MeasureReading
from fielding.oversight.register.agreeing import is_amount
from fielding.oversight.register.contracts import Contract
from fielding.oversight.shares import CannotCompute, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measure as it stood when its month was closed, by the terms of this hash."""

    measure: str
    met: int
    of: int
    terms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A closed month: the checkpoint its figures stand at, and the figures."""

    contract: str
    month: str
    size: int
    root: bytes
    at: datetime
    figures: Mapping[str, Figure]
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restatement:
    """A figure of a closed month, and what it comes to now: both stay on view."""

    measure: str
    closed: Figure
    now: Share | CannotCompute


def claim_value(contract: Contract, month: str, measure: str, value: str, now: datetime) -> Step:
    """Post what the supplier says of a measure in a month, in percent.

    Raises ClaimAtFault, and SameClaim when it says so already.
    """
    faults = list[str]()
    if not is_month(month) or end_of(month) > now:
        faults.append("month")
    elif measure not in measures_named(contract, month):
        faults.append("measure")
    if not is_amount(value) or Decimal(value) > 100:
        faults.append("value")
    if faults:
        raise ClaimAtFault(wrong=", ".join(faults))
    earlier = [c for c in contract.claims if (c.measure, c.month) == (measure, month)]
    if earlier and earlier[-1].value == Decimal(value):
        raise SameClaim(measure=measure, month=month)
    return Step(
        kind="claim.posted", facts={"month": month, "measure": measure, "value": str(value)}
    )


def close_month(
    contract: Contract, month: str, readings: Iterable[MeasureReading], at: Standpoint
) -> Step:
    """Close a month with its figures at a checkpoint; what cannot be computed has none.

    Raises PeriodNotOver, PeriodClosed and NothingAgreed.
    """
    if not is_month(month) or at.at < end_of(month):
        raise PeriodNotOver(month=month)
    if any(period.month == month for period in contract.closed):
        raise PeriodClosed(month=month)
    figures = [_told(one, one.value, one.agreed) for one in readings if is_closable(one)]
    if not figures:
        raise NothingAgreed(month=month)
    return Step(
        kind="period.closed",
        facts={
            "month": month,
            "size": at.size,
            "root": at.root.hex(),
            "stands_at": write_instant(at.at),
            "figures": figures,
        },
    )


def is_closable(one: MeasureReading) -> bool:
    """Has the measure a value, and a target that was fixed before?"""
    return isinstance(one.value, Share) and isinstance(one.agreed, Agreed)


def fold_closed(folios: Sequence[Kept]) -> Mapping[tuple[str, str], Closed]:
    """Find the closed months, by contract and month."""
    found: dict[tuple[str, str], Closed] = {}
    for kept in folios:
        if kept.entry.kind == "period.closed":
            closed = _closed(kept)
            found.setdefault((closed.contract, closed.month), closed)
    return found


def restatements(closed: Closed, readings: Iterable[MeasureReading]) -> tuple[Restatement, ...]:
    """List the figures that come to something else now than when the month was closed."""
    return tuple(
        Restatement(measure=one.measure, closed=figure, now=one.value)
        for one in readings
        if (figure := closed.figures.get(one.measure)) and not _same(figure, one.value)
    )


def _told(
    one: MeasureReading, value: Share | CannotCompute, agreed: Agreed | CannotCompute
) -> dict[str, object]:
    share, by = cast("Share", value), cast("Agreed", agreed)
    return {"measure": one.measure, "met": share.met, "of": share.of, "terms": by.terms.digest}


def _same(figure: Figure, now: Share | CannotCompute) -> bool:
    return isinstance(now, Share) and (now.met, now.of) == (figure.met, figure.of)


def _closed(kept: Kept) -> Closed:
    facts = kept.entry.facts
    told = cast("Sequence[Mapping[str, object]]", facts.get("figures", ()))
    figures = [
        Figure(
            measure=str(one["measure"]),
            met=int(str(one["met"])),
            of=int(str(one["of"])),
            terms=str(one["terms"]),
        )
        for one in told
    ]
    return Closed(
        contract=kept.entry.subject.partition("/")[2],
        month=str(facts["month"]),
        size=int(str(facts["size"])),
        root=bytes.fromhex(str(facts.get("root", ""))),
        at=read_instant(str(facts["stands_at"])) if "stands_at" in facts else kept.entry.at,
        figures={figure.measure: figure for figure in figures},
        index=kept.place,
    )
