"""What was agreed before a month began, its hash in the ledger when nobody knew the figures."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from fielding.ledger.entry import Kept
from fielding.oversight.register.agreeing import fits
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.terms import Target, Terms
from fielding.oversight.shares import CannotCompute

_MONTH = re.compile(r"2\d{3}-(0[1-9]|1[0-2])")


class Late(StrEnum):
    """Why terms do not count for a month."""

    HASH = "hash-does-not-fit"
    AFTER = "recorded-after-the-month-began"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Terms that would move a target, and why they do not."""

    terms: Terms
    target: Target | None  # as they would have it; None: they would drop it
    because: Late


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """The target of a measure in a month, by the terms fixed before it."""

    target: Target
    terms: Terms


def unfit_terms(folios: Sequence[Kept]) -> frozenset[int]:
    """Name the entries of terms that do not hash to the digest beside them."""
    return frozenset(
        kept.index
        for kept in folios
        if kept.entry.kind == "terms.agreed" and kept.index is not None
        if not fits(kept.entry.facts)
    )


def measures_named(contract: Contract, month: str) -> list[str]:
    """List the measures that any terms name which hold in a month, in the order of their names."""
    last = days_of(month)[1]
    held = [terms for terms in contract.terms if terms.effective <= last]
    return sorted({name for terms in held for name in terms.targets})


def agreed_for(
    contract: Contract, month: str, measure: str, unfit: frozenset[int]
) -> Agreed | CannotCompute:
    """Find the target of a measure that was fixed before the month, or say why there is none."""
    begins = _begins(contract, month)
    if begins is None:
        return CannotCompute(because="contract-not-in-force")
    fixed = [t for t in contract.terms if _late(t, begins, unfit) is None and t.effective <= begins]
    terms = max(fixed, key=lambda one: (one.effective, one.index), default=None)
    if terms is None or measure not in terms.targets:
        return CannotCompute(because="target-not-fixed-before-the-month")
    return Agreed(target=terms.targets[measure], terms=terms)


def moved_for(
    contract: Contract, month: str, measure: str, unfit: frozenset[int]
) -> Iterator[Moved]:
    """Give the terms that say otherwise than what was fixed, and do not count for the month."""
    agreed = agreed_for(contract, month, measure, unfit)
    fixed = agreed.target if isinstance(agreed, Agreed) else None
    first, last = days_of(month)
    begins = _begins(contract, month) or first
    for terms in contract.terms:
        because, there = _late(terms, begins, unfit), terms.targets.get(measure)
        if because and terms.effective <= last and there != fixed:
            yield Moved(terms=terms, target=there, because=because)


def is_month(told: str) -> bool:
    """Is it a month written like 2026-03?"""
    return _MONTH.fullmatch(told) is not None


def days_of(month: str) -> tuple[date, date]:
    """Give the first and the last day of a month; raise ValueError for what is none."""
    first = date.fromisoformat(f"{month}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def end_of(month: str) -> datetime:
    """Give the moment at which a month is over, by UTC, as figures count months."""
    last = days_of(month)[1]
    return datetime.combine(last + timedelta(days=1), time(), UTC)


def _begins(contract: Contract, month: str) -> date | None:
    """Give the first day of the month on which the contract holds."""
    first, last = days_of(month)
    ends = contract.terminated or contract.ends
    if contract.begins > last or (ends is not None and ends < first):
        return None
    return max(first, contract.begins)


def _late(terms: Terms, begins: date, unfit: frozenset[int]) -> Late | None:
    if terms.index in unfit:
        return Late.HASH
    opened = datetime.combine(begins, time(), UTC)
    return Late.AFTER if terms.recorded_at >= opened else None
