"""The package of a referral as a document; its JSON Schema is this description."""

from typing import Literal

from fielding.api.documents import Closed, Instant


class PackagedService(Closed):
    """The service, and the definition that the case is under."""

    code: str
    name: str
    definition: str


class PackagedReferral(Closed):
    """The referral that the package is of."""

    id: str
    recipient: str
    state: str
    sent_at: Instant
    delivered_at: Instant | None


class PackagedDecision(Closed):
    """The decision that sent the case here."""

    decision: str
    title: str
    at: Instant
    role: str
    body: str | None
    code: str | None
    code_title: str | None
    reason: str | None
    reason_title: str | None
    considered: list[str]
    explanation: str


class PackagedAnswer(Closed):
    """A question and its answer; `labels` are the words of answers chosen from a list."""

    question: str
    asked: str
    type: str
    answer: str | int | list[str]
    labels: list[str]


class PackagedAddition(Closed):
    """What the reporter added later."""

    at: Instant
    text: str


class PackagedReason(Closed):
    """One part of a score."""

    points: int
    because: str


class PackagedScore(Closed):
    """A score, explained to the sum."""

    name: str
    title: str
    points: int
    high_from: int
    reasons: list[PackagedReason]


class PackagedRule(Closed):
    """A rule by which the case is urgent."""

    name: str
    because: str


class PackagedSuggestion(Closed):
    """What the hub's rules suggested; a person decided."""

    code: str | None
    code_title: str | None
    because: str | None
    scores: list[PackagedScore]
    urgent: list[PackagedRule]


class PackagedStep(Closed):
    """Something that happened."""

    kind: str
    at: Instant
    role: str
    body: str | None


class PackagedPlace(Closed):
    """Where in the ledger the report is."""

    entry: str
    leaf: str
    index: int | None


class Package(Closed):
    """Everything that a recipient gets of a case."""

    format: Literal["fielding-package/v1"]
    synthetic: bool
    service: PackagedService
    case: str
    reference: str
    received_at: Instant
    door: str
    referral: PackagedReferral
    decision: PackagedDecision | None
    answers: list[PackagedAnswer]
    additions: list[PackagedAddition]
    suggestion: PackagedSuggestion
    history: list[PackagedStep]
    ledger: PackagedPlace
