"""Proposes findings from the chain's alerts: one to the supplier for each month and code."""

from collections import defaultdict
from collections.abc import Iterable

from fielding.oversight.books import Standpoint
from fielding.oversight.chain.alerts import (
    CIRCLE,
    NOT_APPROVED,
    OVER_CAP,
    OVERLAP,
    SHARED,
    UNDISCLOSED,
    Alert,
)
from fielding.oversight.chain.rule import RULE
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.oversight.register.contracts import Contract

SEVERITY = {
    UNDISCLOSED: Severity.HIGH,
    NOT_APPROVED: Severity.MEDIUM,
    OVER_CAP: Severity.MEDIUM,
    SHARED: Severity.MEDIUM,
    CIRCLE: Severity.LOW,
    OVERLAP: Severity.LOW,
}


def propose(
    contract: Contract, alerts: Iterable[Alert], standpoint: Standpoint
) -> tuple[Proposal, ...]:
    """Propose one finding for each code and month: the supplier answers for its chain.

    `value` counts the firms, links or accounts, `n` the entries; the rows stand on the page of
    the chain.
    """
    grouped: dict[tuple[str, str], list[Alert]] = defaultdict(list)
    for alert in alerts:
        grouped[alert.month, alert.code].append(alert)
    return tuple(_proposal(contract, grouped[key], standpoint) for key in sorted(grouped))


def _proposal(contract: Contract, alerts: list[Alert], standpoint: Standpoint) -> Proposal:
    first = alerts[0]
    entries = tuple(sorted({index for alert in alerts for index in alert.entries}))
    figure = {"value": str(len(alerts)), "n": str(len(entries)), "of": str(first.of)}
    if first.cap is not None and len(alerts) == 1:
        figure["limit"] = f"{first.cap:f} %"
        figure["share"] = f"{100 * len(first.entries) / first.of:.1f} %"
    return Proposal(
        instrument="F6",
        rule=RULE.digest,
        supplier=contract.supplier,
        contract=contract.slug,
        severity=SEVERITY[first.code],
        code=first.code,
        figure=figure,
        evidence=entries,
        stands_at=standpoint.size,
        period=first.month,
    )
