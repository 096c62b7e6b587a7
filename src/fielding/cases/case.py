"""A case as its entries tell it. A case is never stored: it is folded from its history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

#: States the engine itself knows; all others are named by decisions of the service.
RECEIVED = "received"
RETURNED = "returned"
CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who did something: pseudonym, role, and the firm or public body they did it for."""

    name: str
    role: str
    firm: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A decision that was taken."""

    decision: str
    to: str
    by: Party
    at: datetime
    reason: str | None = None
    considered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """One recipient's part in a case; each referral is followed separately."""

    id: str
    recipient: str
    state: str  # sent, delivered, accepted, returned, closed
    sent_at: datetime
    delivered_at: datetime | None = None
    answered_at: datetime | None = None
    return_reason: str | None = None
    better: str | None = None  # the recipient that the sender-back names
    outcome: str | None = None
    outcome_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Is the recipient still expected to act?"""
        return self.state in {"sent", "delivered", "accepted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A request that the last decision be looked at again, and what came of it."""

    requested_at: datetime
    decision: str  # the name of the decision in question
    after: int  # how many decisions there were: the last of them is in question
    decided_at: datetime | None = None
    result: str | None = None  # upheld or replaced
    by: Party | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Somebody opened the case."""

    at: datetime
    by: Party
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is true of a case after the entries so far."""

    id: str  # the UUID; the ledger's subject is case/<id>
    service: str
    definition: str
    reference: str
    door: str
    received_at: datetime
    received_by: Party
    synthetic: bool
    state: str = RECEIVED
    #: The open answers, by question.
    answers: Mapping[str, object] = field(default_factory=dict)
    #: What sorting suggested, as recorded: code, scores, urgent rules, area.
    sorted: Mapping[str, object] = field(default_factory=dict)
    code: str | None = None
    assigned_to: str | None = None
    #: Last firm that handled the case on the hub's side.
    firm: str | None = None
    held: str | None = None  # the reason
    decisions: tuple[Taken, ...] = ()
    referrals: Mapping[str, Referral] = field(default_factory=dict)
    outcome: str | None = None
    outcome_at: datetime | None = None
    review: Review | None = None
    reads: tuple[Read, ...] = ()
    additions: int = 0
    erased_at: datetime | None = None
    last: str = ""  # leaf hash of the last entry, hex
    last_at: datetime

    @property
    def subject(self) -> str:
        """The ledger's name for this case."""
        return f"case/{self.id}"

    @property
    def in_review(self) -> bool:
        """Has a review been asked for that nobody has answered?"""
        return self.review is not None and self.review.result is None

    @property
    def urgent(self) -> bool:
        """Did an urgent rule of the service hold?"""
        return bool(self.sorted.get("urgent"))
