"""Propose findings from a contract's measures: one for each code and month, with its entries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fielding.oversight.books import Standpoint
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.oversight.performance.agreed import Agreed
from fielding.oversight.performance.reading import MeasureReading
from fielding.oversight.performance.rule import MEASURES
from fielding.oversight.performance.verdicts import Verdict, percent_of
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.terms import Target
from fielding.oversight.shares import Share

UNDER_FLOOR, UNDER_TARGET, CLAIM_DIFFERS = "under-floor", "under-target", "claim-differs"
SEVERITY = {
    UNDER_FLOOR: Severity.HIGH,
    UNDER_TARGET: Severity.MEDIUM,
    CLAIM_DIFFERS: Severity.MEDIUM,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A measure that a code is about, with its numbers and what it was held against."""

    reading: MeasureReading
    share: Share
    limit: str


def propose(
    contract: Contract, readings: Iterable[MeasureReading], at: Standpoint
) -> tuple[Proposal, ...]:
    """Propose what the intervals of a month say; an interval that spans a target says nothing.

    Where several measures are under, `value` counts them. Limits of reviews, where less is better,
    are the instrument of reviews'.
    """
    seen: dict[tuple[str, str], list[_Seen]] = {}
    for reading in readings:
        for code, found in _seen(reading):
            seen.setdefault((reading.month, code), []).append(found)
    return tuple(_proposal(contract, key, seen[key], at) for key in sorted(seen))


def _seen(reading: MeasureReading) -> Iterator[tuple[str, _Seen]]:
    share = reading.value
    if not isinstance(share, Share):
        return
    if isinstance(reading.agreed, Agreed) and not reading.agreed.target.at_most:
        target = reading.agreed.target
        if reading.verdict is Verdict.INADEQUATE:
            yield UNDER_FLOOR, _Seen(reading=reading, share=share, limit=str(target.floor))
        elif _is_under(share, target):
            yield UNDER_TARGET, _Seen(reading=reading, share=share, limit=str(target.target))
    claim = reading.claim
    if claim and not share.low * 100 <= float(claim.value) <= share.high * 100:
        yield CLAIM_DIFFERS, _Seen(reading=reading, share=share, limit=str(claim.value))


def _is_under(share: Share, target: Target) -> bool:
    return share.high * 100 < float(target.target)


def _proposal(
    contract: Contract, key: tuple[str, str], seen: list[_Seen], at: Standpoint
) -> Proposal:
    month, code = key
    entries = sorted({index for one in seen for index in one.reading.entries})
    figure = {"value": str(len(seen)), "n": str(len(entries))}
    if len(seen) == 1:
        share = seen[0].share
        figure = {
            "value": f"{percent_of(share)} %",
            "n": str(share.of),
            "low": f"{share.low * 100:.1f} %",
            "high": f"{share.high * 100:.1f} %",
            "limit": f"{seen[0].limit} %",
        }
    return Proposal(
        instrument=MEASURES.code,
        rule=MEASURES.digest,
        supplier=contract.supplier,
        contract=contract.slug,
        severity=SEVERITY[code],
        code=code,
        figure=figure,
        evidence=tuple(entries),
        stands_at=at.size,
        period=month,
    )
