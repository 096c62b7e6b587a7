"""Updates a case by what its source tells of it later: a further outcome, and nothing else."""

from collections.abc import Mapping
from datetime import date

from fielding.access.roles import Actor
from fielding.app.errors import OtherContent, OutdatedOutcome
from fielding.app.open_case import lay_open
from fielding.app.pen import Pen
from fielding.app.ports import Transaction
from fielding.cases.errors import CaseErased
from fielding.kernel.canonical import canonical_bytes
from fielding.referral.answering import Outcome, record_outcome


def update_case(
    pen: Pen,
    tx: Transaction,
    actor: Actor,
    answers: Mapping[str, object],
    outcome: Outcome | None,
) -> bool:
    """Record the outcome, if it is another than the last; say whether it was.

    Raises OtherContent when anything else about the case is told differently, OutdatedOutcome
    when a later outcome is known, CaseErased, and what the service's rules refuse.
    """
    case = pen.current
    if case.erased_at:
        raise CaseErased(case=case.reference)
    told_before = lay_open(pen, tx).answers()
    if outcome is None or canonical_bytes(told_before) != canonical_bytes(dict(answers)):
        raise OtherContent
    if outcome.code == case.outcome:
        return False
    if outcome.on < _latest(pen):
        raise OutdatedOutcome
    pen.write(actor, record_outcome(pen.service, case, actor, outcome))
    return True


def _latest(pen: Pen) -> date:
    """Give the day of the newest outcome known."""
    recorded = (kept.entry for kept in pen.history if kept.entry.kind == "outcome.recorded")
    days = [date.fromisoformat(str(entry.facts["on"])) for entry in recorded]
    return max(days, default=date.min)
