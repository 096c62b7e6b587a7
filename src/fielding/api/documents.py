"""The documents that go in and out, as the OpenAPI description tells them."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, PlainSerializer, WithJsonSchema

from fielding.kernel.instants import write_instant

#: Checked against the question it answers, so that a fault can say what that question wants.
Answer = Annotated[
    object,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "integer"},
                {"type": "array", "items": {"type": "string"}},
                {"type": "null"},
            ]
        }
    ),
]
#: Written as the ledger writes it: UTC, six decimals.
Instant = Annotated[datetime, PlainSerializer(write_instant, return_type=str)]


class Closed(Schema):
    """A document in which no name is allowed that is not known."""

    model_config = ConfigDict(extra="forbid")


class Report(Closed):
    """A report: the answers by the names of the service's questions."""

    answers: dict[str, Answer]


class Receipt(Closed):
    """Proof that the report is in the ledger; a file of this content can be checked by anybody."""

    format: Literal["fielding-receipt/v1"]
    entry: str = Field(description="The entry's bytes, in Base64")
    proof: str = Field(description="A C2SP tlog-proof with a signed checkpoint")


class Promise(Closed):
    """A signed promise: by the deadline, this leaf is under a signed checkpoint."""

    leaf: str = Field(description="The entry's leaf hash, in hexadecimal")
    deadline: Instant
    note: str = Field(description="The signed note that holds the promise")


class Acknowledged(Closed):
    """What the report is known by."""

    reference: str
    progress_code: str = Field(description="With the reference, it shows how the report goes on")
    not_asked: list[str] = Field(
        description="Questions that were answered although these answers do not bring them up; "
        "nothing of them was kept"
    )


class Received(Acknowledged):
    """The report is in the ledger, and here is the proof."""

    receipt: Receipt


class Promised(Acknowledged):
    """The report was kept; its proof is promised. Send the same again to get it."""

    promise: Promise


class Step(Closed):
    """Something that happened to a report."""

    kind: str
    at: Instant
    role: str
    body: str | None
    decision: str | None
    reason: str | None
    recipient: str | None
    outcome: str | None


class Read(Closed):
    """Somebody opened the report."""

    at: Instant
    role: str
    body: str | None
    purpose: str


class Clock(Closed):
    """A promise about the report: something is done by a time."""

    name: str
    title: str
    owed_by: str
    started_at: Instant
    due_at: Instant
    stopped_at: Instant | None
    state: Literal["due", "paused", "late", "kept", "missed"]
    to_be_confirmed: bool


class Progress(Closed):
    """How a report goes on."""

    reference: str
    service: str
    synthetic: bool
    state: str
    held: str | None
    with_bodies: list[str] = Field(description="The bodies that have the report now")
    explanation: str = Field(description="Why the last decision was taken, in the decider's words")
    review_until: Instant | None = Field(
        description="Until when the last decision can be looked at again, if it can"
    )
    steps: list[Step]
    reads: list[Read]
    promises: list[Clock]


class Referral(Closed):
    """A referral, before its package is fetched."""

    cursor: int
    referral: str
    service: str
    reference: str
    urgent: bool
    synthetic: bool
    state: str
    sent_at: Instant
    delivered_at: Instant | None
    answered_at: Instant | None
    due_at: Instant | None
    outcome: str | None


class Referrals(Closed):
    """Referrals in the order of the ledger; ask again `after` the cursor given as `next`."""

    referrals: list[Referral]
    next: int | None
    more: bool


class SentBack(Closed):
    """Why a body sends a referral back."""

    reason: str = Field(description="One of the service's return reasons")
    better: str | None = Field(None, description="The body that would be better")
    note: str = ""


class Outcome(Closed):
    """What came of a referral."""

    outcome: str = Field(description="A code of the service's outcomes")
    on: date


class Answered(Closed):
    """Where the referral is now."""

    referral: str
    state: Literal["accepted", "returned", "closed"]
