"""Networks as pages show them: which reports belong together, and what joins them."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

import psycopg
from psycopg.rows import class_row

from fielding.access.errors import NotFound
from fielding.access.roles import Actor
from fielding.store.bigints import Bigints
from fielding.store.queries.acting import asking_as
from fielding.store.statements import read_statements

SQL = read_statements("network_statements")
PAGE = 25
#: Members of one network that are named at once.
MOST_MEMBERS = 200
MOST_FOUND = 100
#: Judgements on a network's reports that are listed.
MOST_SAID = 1_000
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Reports that belong together; named after the earliest of them."""

    id: str  # the case id of its earliest report
    first: int  # its earliest report
    reference: str  # of that
    reports: int
    bodies: int  # forces that sorting thinks of first
    loss: int  # pence
    first_at: datetime
    last_at: datetime
    lately: int  # reports received since the day that was asked for
    total: int  # networks in the whole list


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A report of a network."""

    report: int  # its index in the ledger
    case: str
    reference: str
    body: str | None
    received_at: datetime
    loss: int  # pence
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """That a report mentions an identifier which others mention as well."""

    report: int
    identifier: int
    whose: str  # suspect, reporter


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierRow:
    """An identifier, without saying which: `shown` opens only with the hub's key."""

    identifier: int
    kind: str
    token: bytes
    shown: bytes
    reports: int  # that give it as the other side's
    owners: int  # that give it as the reporter's own
    state: str
    mark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """That reports of a network mention an identifier."""

    identifier: int
    network: str
    reference: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """The network that a case is in."""

    network: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that became of a network, by itself or with another one."""

    happened: str  # fielding.linking.journal.Happened
    cause: int  # index of the entry that brought it about
    by: str  # the kind of that entry
    in_split: bool  # that entry is a judgement of a split, or takes one back
    reverse: bool  # it is told of the other network, and became of this one with it
    other: str | None  # the case that the other network is named after, unless that was erased
    other_reference: str | None
    reports: int  # afterwards, of the network it is told of
    moved: int  # that came, or went
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """A judgement that stands on two reports."""

    one: str
    other: str
    one_reference: str
    other_reference: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferredRow:
    """That a network was handed to a body."""

    recipient: str
    at: datetime
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedRow(JudgementRow):
    """A judgement that stands, who made it and when."""

    by: str  # pseudonym
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow(JudgedRow):
    """The same, and the split that it is part of: the folio of that one's first judgement."""

    split: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCase:
    """A case with its reference."""

    case: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedRow:
    """A network that was handed to the reader's body."""

    network: str
    reference: str  # of its earliest report that was not erased since; empty without any
    at: datetime
    reports: int
    remain: int  # that were not erased since
    loss: int  # pence, of these
    total: int  # networks in the whole list


@dataclass(frozen=True, slots=True, kw_only=True)
class _Near:
    identifier: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _ToLink:
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReferredOn:
    on: date | None


def entries_to_link(actor: Actor) -> int:
    """Count the entries that linking has yet to read: until it has, networks may be missing."""
    return _ask(actor, _ToLink, "to_link")[0].entries


def network_of(actor: Actor, case: str) -> Belonging | None:
    """Give the network that a case is in; None while it is not taken up."""
    found = _ask(actor, Belonging, "network_of", case=case)
    return found[0] if found else None


def network(actor: Actor, name: str, *, since: datetime) -> Network:
    """Sum one network up; raise NotFound when nothing is named so (now)."""
    found = _ask(actor, Network, "network", network=name, since=since)
    if not found:
        raise NotFound(network=name)
    return found[0]


def members(
    actor: Actor, name: str, most: int = MOST_MEMBERS, skip: int = 0
) -> list[Member]:
    """List the reports of a network, the earliest first."""
    return _ask(actor, Member, "members", network=name, most=most, skip=skip)


def mentions(actor: Actor, reports: Collection[int]) -> list[MentionRow]:
    """Say which of some reports mention what at least one other report mentions too."""
    return _ask(actor, MentionRow, "mentions", reports=list(reports))


def identifiers(actor: Actor, wanted: Collection[int]) -> list[IdentifierRow]:
    """Describe identifiers by their numbers."""
    return _ask(actor, IdentifierRow, "identifiers", identifiers=list(wanted))


def identifiers_by_token(actor: Actor, tokens: Collection[bytes]) -> list[IdentifierRow]:
    """Describe identifiers by their tokens; unknown ones are left out."""
    return _ask(actor, IdentifierRow, "identifiers_by_token", tokens=list(tokens))


def mentioned_in(actor: Actor, wanted: Collection[int]) -> list[Mentioned]:
    """Say which networks mention some identifiers; a report alone is a network of one."""
    return _ask(actor, Mentioned, "mentioned", identifiers=list(wanted), most=MOST_FOUND)


def near_identifiers(actor: Actor, forms: bytes) -> list[int]:
    """Give the identifiers that share a near form, by their tokens one after the other."""
    found = _ask(actor, _Near, "near", forms=Bigints(forms), most=MOST_FOUND)
    return [each.identifier for each in found]


def journal(actor: Actor, name: str) -> list[Happening]:
    """Tell what became of a network, the latest first."""
    return _ask(actor, Happening, "journal", network=name, most=MOST_FOUND)


def judgements(actor: Actor, cases: Collection[str]) -> list[SaidRow]:
    """List the judgements that stand and touch some cases."""
    return _ask(actor, SaidRow, "judgements", cases=list(cases), most=MOST_SAID)


def named_cases(actor: Actor, cases: Collection[str]) -> list[NamedCase]:
    """Name cases by their ids; what is no id, or no case, is left out."""
    known = [case for case in cases if _ID.fullmatch(case)]
    return _ask(actor, NamedCase, "named_cases", cases=known)


def referrals_of(actor: Actor, name: str) -> list[ReferredRow]:
    """List the bodies that a network was handed to."""
    return _ask(actor, ReferredRow, "referred", network=name)


def judged(actor: Actor, cases: Collection[str]) -> list[JudgedRow]:
    """List the judgements that stand between some cases, with who made them."""
    return _ask(actor, JudgedRow, "judged", cases=list(cases))


def handed_networks(actor: Actor, page: int = 1) -> list[HandedRow]:
    """List a page of the networks that were handed to the reader's body, the latest first."""
    skip = (max(page, 1) - 1) * PAGE
    mine = {"recipient": actor.firm or "", "network": None}
    return _ask(actor, HandedRow, "handed", most=PAGE, skip=skip, **mine)


def handed_network(actor: Actor, name: str) -> HandedRow:
    """Sum up what was handed to the reader's body; raise NotFound for what was not."""
    mine = {"recipient": actor.firm or "", "network": name}
    found = _ask(actor, HandedRow, "handed", most=1, skip=0, **mine)
    if not found:
        raise NotFound(network=name)
    return found[0]


def handed_members(actor: Actor, name: str) -> list[Member]:
    """List the reports that a network held when it was handed to the reader's body."""
    return _ask(actor, Member, "handed_members", network=name, recipient=actor.firm or "")


def referred_on(actor: Actor, case: str) -> date | None:
    """Say when a case was first in a network that was handed to a force; the reporter may ask."""
    return _ask(actor, _ReferredOn, "referred_on", case=case)[0].on


def _ask(actor: Actor, shape: type[Row], statement: str, **asked: object) -> list[Row]:
    with asking_as(actor) as connection:
        cursor = psycopg.Cursor(connection, row_factory=class_row(shape))
        cursor.execute(SQL[statement], asked, prepare=True)
    return cursor.fetchall()
