"""What may happen to a referral: sent, delivered, accepted or sent back, and its outcome."""

from dataclasses import dataclass
from datetime import date

from fielding.access.roles import Actor, Role
from fielding.cases.case import Case, Referral
from fielding.cases.errors import Incomplete
from fielding.cases.step import Step
from fielding.cases.wording import read_words
from fielding.definitions.service import OutcomeRule, Service
from fielding.referral.errors import NoSuchReferral, OutcomeNotAllowed, ReferralMovedOn


def send(referral: str, recipient: str) -> Step:
    """Send the case to one recipient; nothing counts as delivered until they fetch or open it."""
    return Step(
        kind="referral.sent",
        facts={"referral": referral, "recipient": recipient},
        also=(f"referral/{referral}",),
    )


def deliver(case: Case, actor: Actor, referral: str) -> Step | None:
    """Record the first time the recipient gets the package; None when they had it before."""
    found = referral_of(case, actor, referral)
    return _step("referral.delivered", found) if found.state == "sent" else None


def accept(case: Case, actor: Actor, referral: str) -> Step:
    """Record that the recipient takes the case on."""
    found = referral_of(case, actor, referral)
    _require(found, "sent", "delivered")
    return _step("referral.accepted", found)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """Why a recipient sends a case back, and who would be better."""

    reason: str
    better: str = ""
    note: str = ""


def send_back(service: Service, case: Case, actor: Actor, referral: str, back: SentBack) -> Step:
    """Record that the recipient sends the case back, why, and who would be better."""
    found = referral_of(case, actor, referral)
    _require(found, "sent", "delivered")
    faults = {}
    if back.reason not in {option.code for option in service.referral.return_reasons}:
        faults["reason"] = "Choose why you send this back"
    if back.better == found.recipient:
        faults["better"] = "Choose a recipient other than your own"
    if faults:
        raise Incomplete(faults)
    step = _step("referral.returned", found)
    facts = {**step.facts, "reason": back.reason}
    if back.better:
        facts["better"] = back.better
    note = read_words("note", back.note)
    sealed = {"note": note} if note else {}
    return Step(kind=step.kind, facts=facts, sealed=sealed, also=step.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a case, on which day; of a referral, or of what the hub kept itself."""

    code: str
    on: date
    referral: str | None = None


def record_outcome(service: Service, case: Case, actor: Actor, outcome: Outcome) -> Step:
    """Record an outcome, where the service's rules allow this code, to this role, in this state."""
    _require_in_force(service, outcome)
    found = referral_of(case, actor, outcome.referral) if outcome.referral else None
    _require_allowed(service, actor, outcome.code, found.state if found else case.state)
    facts: dict[str, object] = {
        "outcome": outcome.code,
        "judicial": outcome.code in service.referral.judicial,
        "on": outcome.on.isoformat(),
    }
    if found is None:
        return Step(kind="outcome.recorded", facts=facts)
    step = _step("outcome.recorded", found)
    return Step(kind=step.kind, facts={**step.facts, **facts}, also=step.also)


def outcomes_allowed(service: Service, actor: Actor, state: str) -> tuple[str, ...]:
    """List the outcome codes that the rules allow to this role in this state."""
    table = service.tables.get(service.referral.outcomes or "")
    return tuple(
        code
        for code in (table.codes if table else ())
        if any(_why_not(rule, actor, state) is None for rule in _rules(service, code))
    )


def referral_of(case: Case, actor: Actor, referral: str) -> Referral:
    """Find a referral; an officer finds only those sent to their own body."""
    found = case.referrals.get(referral)
    if found is None or (actor.role is Role.OFFICER and found.recipient != actor.firm):
        raise NoSuchReferral(referral=referral)
    return found


def _require_in_force(service: Service, outcome: Outcome) -> None:
    table = service.tables.get(service.referral.outcomes or "")
    code = table.codes.get(outcome.code) if table else None
    if code is None:
        raise OutcomeNotAllowed(outcome=outcome.code, because="the service has no such outcome")
    if code.valid_from and outcome.on < code.valid_from:
        raise OutcomeNotAllowed(outcome=outcome.code, because=f"it exists from {code.valid_from}")
    if code.valid_to and outcome.on > code.valid_to:
        raise OutcomeNotAllowed(outcome=outcome.code, because=f"it ended on {code.valid_to}")


def _require_allowed(service: Service, actor: Actor, code: str, state: str) -> None:
    refusals = [_why_not(rule, actor, state) for rule in _rules(service, code)]
    if None not in refusals:
        because = " ".join(no for no in refusals if no) or "no rule of the service allows it"
        raise OutcomeNotAllowed(outcome=code, because=because)


def _rules(service: Service, outcome: str) -> list[OutcomeRule]:
    return [rule for rule in service.referral.outcome_rules if outcome in rule.codes]


def _why_not(rule: OutcomeRule, actor: Actor, state: str) -> str | None:
    if actor.role.value in rule.by and (not rule.when or state in rule.when):
        return None
    return rule.because.en


def _require(referral: Referral, *states: str) -> None:
    if referral.state not in states:
        raise ReferralMovedOn(state=referral.state, since=referral.answered_at)


def _step(kind: str, referral: Referral) -> Step:
    return Step(
        kind=kind,
        facts={"referral": referral.id, "recipient": referral.recipient},
        also=(f"referral/{referral.id}",),
    )
