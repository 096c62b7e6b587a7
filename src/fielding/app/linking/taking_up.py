"""Take a report up for linking: its sealed answers are opened in memory, tokens come out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fielding.app.linking.shown import seal_shown
from fielding.app.open_case import disclose
from fielding.app.ports import Hub
from fielding.definitions.service import Kind, Service
from fielding.ledger.entry import Entry
from fielding.ledger.sealing import NONCE_BYTES
from fielding.linking.identifiers.identifier import SEARCHED, Identifier
from fielding.linking.identifiers.nearness import also_sought, near_forms
from fielding.linking.mentions import (
    Mention,
    Mentioned,
    Whose,
    questions_of,
    read_added,
    read_mentions,
)
from fielding.linking.persons.fields import Record
from fielding.linking.persons.told import read_person, read_witnessed
from fielding.linking.sketching import sketch_of
from fielding.linking.tokens import near_tokens_of, token_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An identifier as linking keeps it: nothing in it says which."""

    kind: str
    token: bytes  # 16 bytes
    whose: Whose
    shown: bytes  # masked, sealed
    #: Forms that it keeps, and those that it seeks with others: see nearness.py and NEAR_BYTES.
    near: bytes
    sought: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """What linking takes from one entry of a case."""

    tokens: tuple[Token, ...]
    set_aside: Mapping[str, int]  # pieces of answers, by the name of the reason
    loss: int = 0  # pence
    #: The sketch of what it tells in its own words, where it tells enough.
    wording: int | None = None
    #: What it tells of the other side's person; in memory only.
    person: Record | None = field(default=None, repr=False)
    received_at: datetime


def take_up(hub: Hub, entry: Entry, key: bytes, blob: bytes | None) -> TakenUp:
    """Read an entry `case.received` or `case.added`; `key` is the case's, `blob` its sealed part.

    Raises SealBroken when the sealed part is not the one that the entry committed to.
    """
    if entry.kind == "case.added":
        mentioned = read_added(str(_sealed(entry, key, blob).get("text", "")), hub.accounts)
        return TakenUp(
            tokens=_tokens(hub, mentioned),
            set_aside=_set_aside(mentioned),
            received_at=entry.at,
        )
    service, answers = _answered(hub, entry, key, blob)
    mentioned = read_mentions(service, answers, hub.accounts)
    return TakenUp(
        tokens=_tokens(hub, mentioned),
        set_aside=_set_aside(mentioned),
        loss=_loss(service, answers),
        wording=sketch_of(hub.token_key, _own_words(service, answers)),
        person=read_person(service, answers),
        received_at=entry.at,
    )


def read_told_person(hub: Hub, entry: Entry, key: bytes, blob: bytes | None) -> Record | None:
    """Read what an entry `case.received` tells of the other side's person, for a model to learn.

    Raises SealBroken when the sealed part is not the one that the entry committed to.
    """
    return read_witnessed(*_answered(hub, entry, key, blob))


def _answered(
    hub: Hub, entry: Entry, key: bytes, blob: bytes | None
) -> tuple[Service, dict[str, object]]:
    """Give the definition of a report, and all its answers, sealed and open."""
    opened = entry.facts["answers"]
    answers = {**_sealed(entry, key, blob), **(opened if isinstance(opened, Mapping) else {})}
    return hub.services.by_digest(entry.definition), answers


def _sealed(entry: Entry, key: bytes, blob: bytes | None) -> dict[str, object]:
    return {one.name: one.value for one in disclose(key, entry, blob)} if blob else {}


def _tokens(hub: Hub, mentioned: Mentioned) -> tuple[Token, ...]:
    return tuple([_token(hub, mention) for mention in mentioned.mentions])


def _set_aside(mentioned: Mentioned) -> dict[str, int]:
    return {reason.name.lower(): count for reason, count in mentioned.set_aside.items()}


def _token(hub: Hub, mention: Mention) -> Token:
    identifier = mention.identifier
    token = token_of(hub.token_key, identifier.kind, identifier.canonical)
    near = near_tokens_of(hub.token_key, identifier.kind, near_forms(identifier))
    return Token(
        kind=identifier.kind.value,
        token=token,
        whose=mention.whose,
        shown=seal_shown(hub.token_key, token, identifier, hub.random.bytes(NONCE_BYTES)),
        near=near,
        sought=_sought(hub, identifier, near),
    )


def _sought(hub: Hub, identifier: Identifier, near: bytes) -> bytes:
    """Give the forms that an arrival seeks: nothing where reports are only looked for by it."""
    if identifier.kind in SEARCHED:
        return b""
    return near + near_tokens_of(hub.token_key, identifier.kind, also_sought(identifier))


def _own_words(service: Service, answers: Mapping[str, object]) -> list[str]:
    """Give what a report tells at length, in the order of the questions."""
    told = [answers.get(question.name) for question in questions_of(service, Kind.LONG_TEXT)]
    return [text for text in told if isinstance(text, str)]


def _loss(service: Service, answers: Mapping[str, object]) -> int:
    """Add up what the report tells in money, in pence."""
    told = [answers.get(question.name) for question in questions_of(service, Kind.MONEY)]
    return sum(pence for pence in told if isinstance(pence, int))
