"""Propose findings: a measure whose interval misses what was agreed, a firm outside a funnel."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fielding.oversight.books import Standpoint
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.oversight.performance.agreed import Agreed
from fielding.oversight.performance.funnels import Funnel, Grouped
from fielding.oversight.performance.reading import MeasureReading
from fielding.oversight.performance.rule import FUNNELS, MEASURES
from fielding.oversight.performance.verdicts import Verdict, percent_of
from fielding.oversight.register.contracts import Contract
from fielding.oversight.shares import Share
from fielding.oversight.statistics.funnels import State

UNDER_FLOOR, UNDER_TARGET, CLAIM_DIFFERS = "under-floor", "under-target", "claim-differs"
OUTSIDE = "outside-limits"
SEVERITY = {
    UNDER_FLOOR: Severity.HIGH,
    UNDER_TARGET: Severity.MEDIUM,
    CLAIM_DIFFERS: Severity.MEDIUM,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What a code is about: the numbers of a measure, and what they were held against."""

    code: str
    share: Share
    limit: str


def propose(
    contract: Contract, readings: Iterable[MeasureReading], at: Standpoint
) -> tuple[Proposal, ...]:
    """Propose what the intervals of a month say; an interval that spans a target says nothing.

    Limits of reviews, where less is better, are the instrument of reviews'.
    """
    return tuple(
        _proposal(contract, reading, seen, at) for reading in readings for seen in _seen(reading)
    )


def propose_outside(
    funnel: Funnel, counted: str, at: Standpoint, period: str
) -> tuple[Proposal, ...]:
    """Propose each firm outside the wider limits; `counted` names what, `period` its months.

    Whether a rate beyond the limits is too high or too low is for the reply to say.
    """
    if funnel.by is not Grouped.FIRM:
        return ()
    outside = (one for one in funnel.groups if one.state is State.OUTSIDE_998)
    return tuple(
        Proposal(
            instrument=FUNNELS.code,
            rule=FUNNELS.digest,
            supplier=one.group,
            severity=Severity.LOW,
            code=OUTSIDE,
            figure={
                **_numbers(one.share),
                "limit-from": _percent(one.limits.far.low / one.share.of),
                "limit-to": _percent(one.limits.far.high / one.share.of),
            },
            evidence=one.entries,
            stands_at=at.size,
            period=period,
            measure=word_of(counted),
        )
        for one in outside
    )


def word_of(name: str) -> str:
    """Make a closed word of the name of a measure."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80]


def _seen(reading: MeasureReading) -> Iterator[_Seen]:
    share = reading.value
    if not isinstance(share, Share):
        return
    if isinstance(reading.agreed, Agreed) and not reading.agreed.target.at_most:
        target = reading.agreed.target
        if reading.verdict is Verdict.INADEQUATE:
            yield _Seen(code=UNDER_FLOOR, share=share, limit=str(target.floor))
        elif share.high * 100 < float(target.target):
            yield _Seen(code=UNDER_TARGET, share=share, limit=str(target.target))
    claim = reading.claim
    if claim and not share.low * 100 <= float(claim.value) <= share.high * 100:
        yield _Seen(code=CLAIM_DIFFERS, share=share, limit=str(claim.value))


def _proposal(contract: Contract, reading: MeasureReading, seen: _Seen, at: Standpoint) -> Proposal:
    return Proposal(
        instrument=MEASURES.code,
        rule=MEASURES.digest,
        supplier=contract.supplier,
        contract=contract.slug,
        severity=SEVERITY[seen.code],
        code=seen.code,
        figure={**_numbers(seen.share), "limit": f"{seen.limit} %"},
        evidence=reading.entries,
        stands_at=at.size,
        period=reading.month,
        measure=word_of(reading.measure),
    )


def _numbers(share: Share) -> dict[str, str]:
    return {
        "value": f"{percent_of(share)} %",
        "n": str(share.of),
        "low": _percent(share.low),
        "high": _percent(share.high),
    }


def _percent(part: float) -> str:
    return f"{part * 100:.1f} %"
