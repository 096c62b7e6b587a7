"""Reads the answer to one question: its identifiers, and what was set aside with the reason.

An answer may hold several, one per line or parted by commas. What the question's own kind of
reader refuses is looked through as text: people put a wallet into the field for accounts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from fielding.definitions.service import Kind
from fielding.linking.identifiers.accounts import read_account
from fielding.linking.identifiers.emails import read_email
from fielding.linking.identifiers.finding import LONGEST_TEXT, find_in_text, look_through
from fielding.linking.identifiers.handles import read_handle
from fielding.linking.identifiers.identifier import Identifier, Read, Reading, Refusal, SetAside
from fielding.linking.identifiers.modulus import AccountTable, checked_account
from fielding.linking.identifiers.names import read_name
from fielding.linking.identifiers.phones import read_phone
from fielding.linking.identifiers.plain_text import plain
from fielding.linking.identifiers.registrations import read_company, read_postcode, read_vehicle
from fielding.linking.identifiers.wallets import read_wallet
from fielding.linking.identifiers.websites import read_website

#: So many identifiers are read from one answer: whoever lists more is not telling of one fraud.
MOST = 1_000
#: A piece longer than this is no identifier.
LONGEST_PIECE = 2_000
_LINES = re.compile(r"[\n;|]+")
_LISTED = re.compile(r"[\n;|,]+|\s(?:and|or|&)\s", re.IGNORECASE)
_SPACED = re.compile(r"[\n;|,]+|\s(?:and|or|&)\s|\s(?=https?:|www\.)", re.IGNORECASE)
_SLASHED = re.compile(r"[\n;|,]+|\s(?:and|or|&|/)\s", re.IGNORECASE)
_ACCOUNTS = re.compile(r"[;|]+|\n[ \t]{0,9}\n")
_NAMED = re.compile(r"[\n;|]+|\s(?:or|/|aka|alias|t/a|trading as)\s", re.IGNORECASE)
_JOINED = re.compile(r"/|\s(?:and|&)\s", re.IGNORECASE)


def _names(text: str) -> Iterator[str]:
    """Part names; `Marks and Spencer` is one, as no two persons are told by one word each."""
    for piece in _NAMED.split(text):
        parted = _JOINED.split(piece)
        several = all(len(each.split()) > 1 for each in parted)
        yield from parted if several else (piece,)


_READERS: Mapping[Kind, tuple[Callable[[str], Iterable[str]], Callable[[str], Read]]] = {
    Kind.PHONE: (_SLASHED.split, read_phone),
    Kind.EMAIL: (_LINES.split, read_email),
    Kind.WEBSITE: (_SPACED.split, read_website),
    Kind.ACCOUNT: (_ACCOUNTS.split, read_account),
    Kind.WALLET: (_LISTED.split, read_wallet),
    Kind.HANDLE: (_LISTED.split, read_handle),
    Kind.POSTCODE: (_LISTED.split, read_postcode),
    Kind.COMPANY: (_LISTED.split, read_company),
    Kind.VEHICLE: (_LISTED.split, read_vehicle),
    Kind.NAME: (_names, read_name),
}
#: What a piece gave, and why it is set aside, wholly or in part, if it is.
_Given = tuple[tuple[Identifier, ...], Refusal | None]
_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_LISTS = (list, tuple)


def read_answer(kind: Kind, raw: object, accounts: AccountTable | None = None) -> Reading:
    """Read the answer to a question of a kind: text, or a list of texts where it takes several.

    Kinds that identify nobody (dates, choices) give nothing. With the payment
    scheme's table, `accounts`, accounts are checked against it. Never raises; takes time in
    proportion to the length of the answer, and no more than its caps allow.
    """
    reading = _read(kind, raw)
    if accounts is None:
        return reading
    checked = (checked_account(each, accounts) for each in reading.identifiers)
    return replace(reading, identifiers=tuple(checked))


def _read(kind: Kind, raw: object) -> Reading:
    entered = raw if isinstance(raw, _LISTS) else (raw,)
    texts = [each for each in entered if each and isinstance(each, str)]
    if kind in _TEXTS:
        return _gathered(iter(texts), _text)
    if kind not in _READERS:
        return Reading()
    parted, read = _READERS[kind]
    return _gathered(_pieces(parted, texts), partial(_one, read))


def _pieces(parted: Callable[[str], Iterable[str]], texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        written = plain(text[:LONGEST_TEXT])
        yield from filter(None, map(str.strip, parted(written)))
        if len(text) > LONGEST_TEXT:
            yield text[: LONGEST_PIECE + 1]  # set aside as too long


def _gathered(pieces: Iterator[str], read: Callable[[str], _Given]) -> Reading:
    found: dict[tuple[str, str], Identifier] = {}
    set_aside: list[SetAside] = []
    length = position = 0
    for position, piece in enumerate(pieces):
        if full := _full(position, length, len(found)):
            rest = 1 + sum(1 for _ in pieces)
            set_aside.append(SetAside(position=position, reason=full, count=rest))
            break
        length += len(piece)
        given, reason = read(piece)
        for identifier in given:
            found.setdefault(identifier.key, identifier)
        if reason:
            set_aside.append(SetAside(position=position, reason=reason))
    if (beyond := len(found) - MOST) > 0:
        set_aside.append(SetAside(position=position, reason=Refusal.TOO_MANY, count=beyond))
    return Reading(identifiers=tuple(found.values())[:MOST], set_aside=tuple(set_aside))


def _full(pieces: int, length: int, found: int) -> Refusal | None:
    """Say why no more is read of an answer of which so much was read already."""
    if pieces >= MOST or found >= MOST:
        return Refusal.TOO_MANY
    return Refusal.TOO_MUCH_TEXT if length > LONGEST_TEXT else None


def _one(read: Callable[[str], Read], piece: str) -> _Given:
    if len(piece) > LONGEST_PIECE:
        return (), Refusal.TOO_LONG
    given = read(piece)
    if not isinstance(given, Refusal):
        return given, None
    seen = tuple(sighting.identifier for sighting in find_in_text(piece))
    return seen, None if seen else given


def _text(text: str) -> _Given:
    looked = look_through(text)
    return tuple(sighting.identifier for sighting in looked.found), looked.stopped
