"""Proposes findings from a handover: what was delivered short, and mass closures before it."""

from collections.abc import Iterator
from datetime import timedelta

from fielding.kernel.instants import local_day
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.oversight.handovers.closures import LAST, Closures
from fielding.oversight.handovers.comparing import MISSING
from fielding.oversight.handovers.handover import PACKAGE, Handover
from fielding.oversight.handovers.rule import RULE
from fielding.oversight.shares import CannotCompute

SHORT, CLOSED = "handed-back-short", "closed-before-handover"


def propose(
    handover: Handover, closures: Closures | CannotCompute | None, stands_at: int
) -> Iterator[Proposal]:
    """Propose what the leaving supplier should explain; both are counts, not samples."""
    cutoff = local_day(handover.begun.at)
    package = handover.posted.get(PACKAGE)
    if package and package.root != handover.root:
        yield Proposal(
            instrument=RULE.code,
            rule=RULE.digest,
            supplier=handover.supplier,
            contract=handover.contract,
            severity=Severity.HIGH,
            code=SHORT,
            figure={
                "value": str(sum(package.counts.values())),
                "missing": str(package.counts[MISSING]),
                "n": str(handover.cases),
                "limit": "0",
            },
            evidence=(handover.begun.index, package.act.index),
            stands_at=stands_at,
            period=cutoff.isoformat(),
        )
    if isinstance(closures, Closures) and closures.many:
        first = cutoff - timedelta(days=LAST - 1)
        yield Proposal(
            instrument=RULE.code,
            rule=RULE.digest,
            supplier=handover.supplier,
            contract=handover.contract,
            severity=Severity.MEDIUM,
            code=CLOSED,
            figure={
                "value": str(len(closures.last)),
                "n": str(len(closures.last) + closures.before),
                "expected": f"{closures.expected:.1f}",
            },
            evidence=closures.last,
            stands_at=stands_at,
            period=f"{first.isoformat()}/{cutoff.isoformat()}",
        )
