"""Matches one line's claim with the units that its cases made: by entry, by person or by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from fielding.oversight.bills.billed import Billed
from fielding.oversight.bills.checked import Taken
from fielding.oversight.bills.codes import Code
from fielding.oversight.bills.days import bits_of, days_of, first_of, from_day, runs_of
from fielding.oversight.bills.period import Period
from fielding.oversight.bills.units import Per, Unit

#: In this order a claim that nothing grants is explained: the first that fits.
_REASONS = (
    Code.PHANTOM,
    Code.OTHER_CONTRACT,
    Code.BACK_DATED,
    Code.INELIGIBLE,
    Code.OUT_OF_PERIOD,
    Code.DUPLICATE,
    Code.PER_PERSON,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a line claims of one case: so many units, within a period if it names one."""

    unit: str
    wanted: int
    per: Per
    #: The days that the line is about: its own period, or the invoice's.
    period: Period
    #: The days of the contract up to the invoice's issue: nothing else is owed.
    contract: Period
    #: Entries recorded later prove nothing.
    issued: date
    #: Periods of which lines that name no case have had everything.
    closed: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """What the ledger grants of a claim, day by day, and why it grants no more."""

    units: tuple[tuple[Unit, date], ...] = ()
    codes: frozenset[Code] = frozenset()
    #: Entries to look at, whether they speak for the claim or against it.
    entries: tuple[int, ...] = ()
    taken: tuple[Taken, ...] = ()


def grant(claim: Claim, units: Iterable[Unit], billed: Billed) -> Granted:
    """Grant of one case's units what the ledger has and nobody has billed."""
    if claim.per is Per.DAY:
        return _grant_days(claim, units, billed)
    return _grant_units(claim, units, billed)


def _grant_units(claim: Claim, units: Iterable[Unit], billed: Billed) -> Granted:
    granted: list[tuple[Unit, date]] = []
    refused: dict[Code, list[int]] = {}
    for unit in units:
        code = _against(claim, unit, billed)
        if code is not None:
            refused.setdefault(code, []).append(unit.index)
        elif len(granted) < claim.wanted:
            granted.append((unit, unit.day))
            if claim.per is Per.PERSON:
                break
    codes, entries = _why(claim.wanted - len(granted), refused, some=bool(granted))
    return Granted(
        units=tuple(granted),
        codes=codes,
        entries=tuple(unit.index for unit, _ in granted) + entries,
        taken=tuple(_entry(unit) for unit, _ in granted),
    )


def _against(claim: Claim, unit: Unit, billed: Billed) -> Code | None:
    """Say why a unit cannot be granted to a claim."""
    if not unit.ours:
        return Code.OTHER_CONTRACT
    if unit.day > claim.issued:
        return Code.BACK_DATED
    if unit.barred is not None and unit.barred[0] <= unit.day:
        return Code.INELIGIBLE
    if not (claim.period.holds(unit.day) and claim.contract.holds(unit.day)):
        return Code.OUT_OF_PERIOD
    if any(period.holds(unit.day) for period in claim.closed):
        return Code.DUPLICATE
    if billed.had(claim.unit, unit.index):
        return Code.DUPLICATE
    if claim.per is Per.PERSON and (through := billed.through(claim.unit, unit.holder)):
        return Code.DUPLICATE if through == unit.case else Code.PER_PERSON
    return None


def _why(
    short: int, refused: Mapping[Code, list[int]], *, some: bool
) -> tuple[frozenset[Code], tuple[int, ...]]:
    """Explain why so many units are missing, with the entries that say so."""
    if short <= 0:
        return frozenset(), ()
    if not refused:
        return frozenset({Code.QUANTITY if some else Code.PHANTOM}), ()
    codes = [code for code in _REASONS if code in refused]
    entries = tuple(index for code in codes for index in refused[code])
    return frozenset(codes), entries


def _grant_days(claim: Claim, runs: Iterable[Unit], billed: Billed) -> Granted:
    known = list(runs)
    ours = [run for run in known if run.ours and run.day <= claim.issued]
    if not ours:
        told = {Code.OTHER_CONTRACT if not run.ours else Code.BACK_DATED for run in known}
        return Granted(
            codes=frozenset(told or {Code.PHANTOM}), entries=tuple(run.index for run in known)
        )
    asked = bits_of(claim.period)
    case, holder = ours[0].case, ours[0].holder
    same, others = billed.days_of(claim.unit, holder, case)
    for period in claim.closed:
        same |= bits_of(period)
    free = asked & _billable(ours) & bits_of(claim.contract) & ~same & ~others
    granted = first_of(free, claim.wanted)
    short = claim.wanted - granted.bit_count()
    codes = _why_not(claim, ours, (asked, same, others)) if short > 0 else frozenset()
    entries = tuple(i for run in ours for i in (run.index, run.ended) if i is not None)
    return Granted(
        units=tuple((ours[0], day) for day in days_of(granted)),
        codes=codes,
        entries=entries,
        taken=tuple(Taken(case=case, holder=holder, days=run) for run in runs_of(granted)),
    )


def _entry(unit: Unit) -> Taken:
    day = Period(begins=unit.day, ends=unit.day)
    return Taken(case=unit.case, holder=unit.holder, index=unit.index, days=day)


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _under_way(runs: Iterable[Unit]) -> int:
    """Give the days from each beginning to its end, both included."""
    bits = 0
    for run in runs:
        held = from_day(run.day)
        bits |= held & ~from_day(_after(run.ends)) if run.ends is not None else held
    return bits


def _billable(runs: Iterable[Unit]) -> int:
    barred = [run.barred[0] for run in runs if run.barred is not None]
    under_way = _under_way(runs)
    return under_way & ~from_day(min(barred)) if barred else under_way


def _why_not(claim: Claim, runs: list[Unit], days: tuple[int, int, int]) -> frozenset[Code]:
    """Explain the days that were claimed and not granted."""
    asked, same, others = days
    outside = asked & ~_under_way(runs)
    ends = [run.ends for run in runs if run.ends is not None]
    barred = [run.barred[0] for run in runs if run.barred is not None]
    found = {
        Code.DUPLICATE: asked & same,
        Code.PER_PERSON: asked & others,
        Code.BEFORE_START: outside & ~from_day(min(run.day for run in runs)),
        Code.AFTER_STOP: outside & from_day(_after(min(ends))) if ends else 0,
        Code.INELIGIBLE: asked & from_day(min(barred)) if barred else 0,
        Code.OUT_OF_PERIOD: asked & ~bits_of(claim.contract),
    }
    codes = {code for code, bits in found.items() if bits}
    if claim.wanted > len(claim.period) or not codes:
        codes.add(Code.QUANTITY)
    return frozenset(codes)
