"""Performance failures (UK extension): measures short of what was agreed, once a reply was heard.

A finding that nobody has decided on is published nowhere: only the decline of a supplier's reply is
the authority's own decision. The words of both sides stay sealed; that there was a reply is said.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from fielding.oversight.findings.finding import OPEN, Finding
from fielding.oversight.findings.wording import sentence_of
from fielding.oversight.performance.proposing import UNDER_FLOOR, UNDER_TARGET

Json = dict[str, object]


def failures_of(findings: Iterable[Finding], contract: str, today: date) -> Iterator[Json]:
    """Give the failures of a contract as they stand on a day."""
    for one in findings:
        decided = _declined(one)
        ours = one.contract == contract and one.code in {UNDER_TARGET, UNDER_FLOOR}
        if ours and decided and one.state_on(today) == OPEN:
            yield {
                "id": one.id,
                "requirement": f"{one.measure}: {one.figure.get('limit', '')}",
                "description": _described(one, decided),
                "decisionDate": decided.isoformat(timespec="seconds").replace("+00:00", "Z"),
            }


def _declined(finding: Finding) -> datetime | None:
    """Say when a reply was last declined; None where none was."""
    declined = [one.decided.at for one in finding.replies if one.decided and not one.accepted]
    return max(declined, default=None)


def _described(finding: Finding, decided: datetime) -> str:
    figure = finding.figure
    return (
        f"{sentence_of(finding.code)} {finding.period}: {figure['value']} of "
        f"{figure.get('n', '–')}, interval {figure.get('low', '–')} to {figure.get('high', '–')}. "
        f"Rule {finding.rule}, checkpoint {finding.stands_at}. The supplier replied; the reply was "
        f"declined, with reasons, on {decided.date().isoformat()}."
    )
