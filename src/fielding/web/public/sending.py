"""Sending a report: once, however often the button is pressed; the draft remembers it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from fielding.app.drafts import Draft, keep_draft
from fielding.app.follow_case import REPORTER
from fielding.app.ports import Hub
from fielding.app.receive_case import Received, receive_case
from fielding.wiring.demonstration_mark import marked_hub

#: No question can be named so: it holds a space.
_SENT = " sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a sent report is known by."""

    reference: str
    code: str
    entry: str  # id of the entry case.received


def send(hub: Hub, secret: str, draft: Draft) -> Sent:
    """Record the case; the draft then holds no answers any more, only what the case is known by.

    Raises AnswersAtFault, InFlight, StoreUnreachable.
    """
    already = sent_of(draft)
    if already is not None:
        return already
    received = Received(service=draft.service, answers=draft.answers, door="web", key=draft.key)
    done = receive_case(marked_hub(), REPORTER, received)
    sent = Sent(reference=done.reference, code=done.code, entry=done.entry)
    marked = {"reference": sent.reference, "code": sent.code, "entry": sent.entry}
    keep_draft(hub, secret, replace(draft, answers={_SENT: marked}))
    return sent


def sent_of(draft: Draft) -> Sent | None:
    """Say what a report is known by, if it was sent."""
    marked = draft.answers.get(_SENT)
    if not isinstance(marked, Mapping):
        return None
    return Sent(**cast("Mapping[str, str]", marked))
