"""Proposing: a firm whose test or watch raises an alarm is proposed as a finding."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from fielding.kernel.instants import local_day
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.oversight.readings.reading import OVERTURNED
from fielding.oversight.readings.results import TEST, Result
from fielding.oversight.readings.rule import RULE
from fielding.oversight.records import NOBODY
from fielding.oversight.shares import CannotCompute
from fielding.oversight.statistics.sequential import Verdict


def proposals(found: Iterable[Result], *, stands_at: int) -> Iterator[Proposal]:
    """Propose a finding for each firm in alarm whose weighted rate can be computed."""
    for result in found:
        alarm = result.test.verdict is Verdict.ALARM or result.watched.alarms
        firm = not result.handler and result.firm != NOBODY
        if not (alarm and firm) or isinstance(result.rate, CannotCompute):
            continue
        first = min(read.draw.plan.first for read in result.reads)
        last = max(read.draw.plan.before for read in result.reads) - timedelta(microseconds=1)
        yield Proposal(
            instrument=RULE.code,
            rule=RULE.digest,
            supplier=result.firm,
            severity=Severity.HIGH,
            code="dismissals-overturned",
            figure={
                "value": _percent(result.rate.rate),
                "n": str(result.rate.drawn),
                "low": _percent(result.rate.interval.low),
                "high": _percent(result.rate.interval.high),
                "limit": _percent(TEST.honest),
            },
            evidence=tuple(
                sorted(
                    {
                        index
                        for read in result.reads
                        if read.result == OVERTURNED
                        for index in read.entries
                    }
                )
            ),
            stands_at=stands_at,
            period=f"{local_day(first).isoformat()}/{local_day(last).isoformat()}",
        )


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"
