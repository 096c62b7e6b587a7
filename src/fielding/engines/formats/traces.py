"""Find links, e-mail addresses, phone numbers and domains in text, also where it was defanged."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fielding.linking.identifiers.finding import LONGEST_TEXT, Found, find_in_text
from fielding.linking.identifiers.identifier import IdentifierKind
from fielding.linking.identifiers.plain_text import plain

#: At most so many of a kind: a list of a thousand addresses identifies nobody.
MOST = 50
_LINK = re.compile(r"\b(?:https?://|ftp://|www\.)[^\s<>\"'`\\]{3,2000}", re.IGNORECASE)
_AFTER_A_LINK = ".,;:!?)]}>*_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What a text leads to, each kind without repeats, in the order found."""

    links: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()  # lower case
    phones: tuple[str, ...] = ()  # E.164: +442079460018
    domains: tuple[str, ...] = ()  # as linking knows them: bbc.co.uk, name.github.io, 192.0.2.7


def find_traces(text: str, hrefs: Iterable[str] = ()) -> Traces:
    """Find everything in a text and in the links of its markup."""
    given = [link for link in map(plain, hrefs) if _LINK.match(link)]
    written = _LINK.findall(plain(text[:LONGEST_TEXT]))
    links = _first(found.rstrip(_AFTER_A_LINK) for found in [*given, *written])
    mailto = (href.partition(":")[2] for href in hrefs if href.lower().startswith("mailto:"))
    # Behind the text stand the links of its markup, and what they add to its addresses.
    found = [*find_in_text(text), *find_in_text("\n".join([*given, *mailto]))]
    return Traces(
        links=links,
        emails=_first(one.piece.lower() for one in _of(IdentifierKind.EMAIL, found)),
        phones=_first(one.identifier.canonical for one in _of(IdentifierKind.PHONE, found)),
        domains=_first(one.identifier.canonical for one in _of(IdentifierKind.DOMAIN, found)),
    )


def _of(kind: IdentifierKind, found: Iterable[Found]) -> Iterable[Found]:
    return (one for one in found if one.identifier.kind is kind)


def _first(found: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for one in found:
        kept[one] = None
        if len(kept) == MOST:
            break
    return tuple(kept)
