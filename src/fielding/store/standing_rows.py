"""Turns how a case stands into the rows of the derived tables; a pure mapping, used everywhere."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from fielding.app.standing import Standing
from fielding.cases.case import Case, Referral
from fielding.cases.clocks import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A row of case_row, its fields in the order of the columns."""

    case_id: str
    service: str
    definition: str
    reference: str
    door: str
    state: str
    waiting: bool
    received_at: datetime
    code: str | None
    points: int
    urgent: bool
    suggested: str | None
    sure: bool
    assigned_to: str | None
    firm: str | None
    held: str | None
    decision: str | None
    decided_at: datetime | None
    deciders: list[str]
    decider_firms: list[str]
    in_review: bool
    outcome: str | None
    outcome_at: datetime | None
    due_at: datetime | None
    synthetic: bool
    erased_at: datetime | None
    last: bytes
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRow:
    """A row of referral_row, its fields in the order of the columns."""

    referral_id: str
    case_id: str
    recipient: str
    state: str
    sent_at: datetime
    delivered_at: datetime | None
    answered_at: datetime | None
    return_reason: str | None
    outcome: str | None
    outcome_at: datetime | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """A row of promise_row, its fields in the order of the columns."""

    case_id: str
    place: int
    clock: str
    owed_by: str
    referral_id: str | None
    started_at: datetime
    due_at: datetime
    paused_at: datetime | None
    stopped_at: datetime | None


Row = CaseRow | ReferralRow | PromiseRow


def columns(row: Row) -> tuple[object, ...]:
    """Give a row's values in the order of the columns."""
    return _VALUES[type(row)](row)


def names_of(kind: type[Row]) -> tuple[str, ...]:
    """Give the columns of a kind of row, in their order."""
    return tuple(kind.__slots__)


_VALUES: Mapping[type[Row], Callable[[Row], tuple[object, ...]]] = {
    kind: attrgetter(*names_of(kind)) for kind in (CaseRow, ReferralRow, PromiseRow)
}


def named(row: Row) -> dict[str, object]:
    """Give a row's values by column."""
    return {name: getattr(row, name) for name in names_of(type(row))}


def case_row(standing: Standing) -> CaseRow:
    """Say how the case itself stands."""
    case = standing.case
    last = case.decisions[-1] if case.decisions else None
    return CaseRow(
        case_id=case.id,
        service=case.service,
        definition=case.definition,
        reference=case.reference,
        door=case.door,
        state=case.state,
        waiting=standing.waiting,
        received_at=case.received_at,
        code=case.code or _suggested_code(case),
        points=standing.points,
        urgent=case.urgent,
        suggested=_first_body(case),
        sure=case.sorted.get("sure") is True,
        assigned_to=case.assigned_to,
        firm=case.firm,
        held=case.held,
        decision=last.decision if last else None,
        decided_at=last.at if last else None,
        deciders=sorted({taken.by.name for taken in case.decisions}),
        decider_firms=sorted({taken.by.firm or "" for taken in case.decisions}),
        in_review=case.in_review,
        outcome=case.outcome,
        outcome_at=case.outcome_at,
        due_at=_next_due(p for p in standing.promises if p.owed_by == "hub"),
        synthetic=case.synthetic,
        erased_at=case.erased_at,
        last=bytes.fromhex(case.last),
        last_at=case.last_at,
    )


def referral_rows(standing: Standing) -> list[ReferralRow]:
    """Say how each referral of the case stands."""
    return [_referral_row(standing, referral) for referral in standing.case.referrals.values()]


def promise_rows(standing: Standing) -> list[PromiseRow]:
    """List the promises of the case, in the order in which they began."""
    return [
        PromiseRow(
            case_id=standing.case.id,
            place=place,
            clock=promise.clock,
            owed_by=promise.owed_by,
            referral_id=promise.referral,
            started_at=promise.started_at,
            due_at=promise.due_at,
            paused_at=promise.paused_at,
            stopped_at=promise.stopped_at,
        )
        for place, promise in enumerate(standing.promises)
    ]


def granted_bodies(standing: Standing) -> Sequence[str]:
    """List the bodies that may see the case: recipients that have not sent it back."""
    referrals = standing.case.referrals.values()
    return sorted({r.recipient for r in referrals if r.state != "returned"})


def _referral_row(standing: Standing, referral: Referral) -> ReferralRow:
    mine = (p for p in standing.promises if p.owed_by == "recipient" and p.referral == referral.id)
    return ReferralRow(
        referral_id=referral.id,
        case_id=standing.case.id,
        recipient=referral.recipient,
        state=referral.state,
        sent_at=referral.sent_at,
        delivered_at=referral.delivered_at,
        answered_at=referral.answered_at,
        return_reason=referral.return_reason,
        outcome=referral.outcome,
        outcome_at=referral.outcome_at,
        due_at=_next_due(mine) if referral.open else None,
    )


def _next_due(promises: Iterable[Promise]) -> datetime | None:
    running = (p.due_at for p in promises if p.stopped_at is None and p.paused_at is None)
    return min(running, default=None)


def _suggested_code(case: Case) -> str | None:
    code = case.sorted.get("code")
    return code if isinstance(code, str) else None


def _first_body(case: Case) -> str | None:
    bodies = case.sorted.get("bodies")
    return str(bodies[0][0]) if isinstance(bodies, list) and bodies else None
