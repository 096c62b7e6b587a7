"""Finds identifiers in running text: what somebody tells in their own words, or a mail.

Here a number may be anything, so only what shows what it is counts: a phone number that is given
out (or a British mobile), a sort code beside an account number, a wallet whose checksum fits.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fielding.linking.identifiers.accounts import read_account, read_iban
from fielding.linking.identifiers.emails import read_email
from fielding.linking.identifiers.handles import read_handle
from fielding.linking.identifiers.identifier import Doubt, Identifier, Read, Refusal
from fielding.linking.identifiers.phones import read_phone
from fielding.linking.identifiers.plain_text import text_made_plain
from fielding.linking.identifiers.registrations import CURRENT_PLATE, read_company, read_vehicle
from fielding.linking.identifiers.wallets import read_wallet
from fielding.linking.identifiers.websites import read_website

#: So much of a text is looked through; a fraud is told in less.
LONGEST_TEXT = 100_000
#: So many places that look like an identifier of one sort are tried; reading a phone number of
#: another country takes a tenth of a millisecond.
MOST_TRIED = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An identifier, and where in the text as written it stands: [start, end)."""

    identifier: Identifier
    start: int
    end: int
    #: The piece of plain text it was read from: a link is mended, `hxxp` is `http`.
    piece: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found in a text, and why its rest was not looked through, if it was not."""

    found: tuple[Found, ...]
    stopped: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sort:
    """One way identifiers look in text. `group` of the pattern is read; `sure` may refuse it."""

    pattern: re.Pattern[str]
    read: Callable[[str], Read]
    #: Is in every text that the pattern fits: most texts lack it, and it is quickly looked for.
    sign: str | None = None
    group: int = 0
    sure: Callable[[Identifier, str], bool] = lambda _identifier, _piece: True


_DIGIT = "[0-9]"  # plain text has no others
_AT = "@"
_JOINED = r"[:.][^\s<>\"'`]"
_SIGNS = {sign: re.compile(sign) for sign in (_DIGIT, _AT, _JOINED)}


def _checked(identifier: Identifier, _piece: str) -> bool:
    return identifier.doubt is None


def _rings(identifier: Identifier, piece: str) -> bool:
    mobile = identifier.canonical.startswith("+447") and len(identifier.canonical) == 13
    abroad = identifier.doubt is not Doubt.COUNTRY_ASSUMED and "+" in piece
    return identifier.doubt is None or mobile or (abroad and len(identifier.canonical) > 10)


def _known_ending(identifier: Identifier, piece: str) -> bool:
    """Tell a bare host from two sentences without a space: "paid.So they" is none."""
    if identifier.doubt is Doubt.ENDING_UNKNOWN:
        return False
    host, _, path = piece.partition("/")
    label, _, ending = host.lower().removeprefix("www.").partition(".")
    odd = any(letter in "-0123456789" for letter in label)
    return bool(path) or odd or len(ending) > 2 or piece.lower().startswith("www.")


#: No place that a pattern fits begins further before its sign: the longest is of a company, the
#: words before its number, 12 letters and 3 signs, five times over, and its letters.
_REACH = 80
# (?=...) at the head of a pattern says again how it begins: most places are passed over sooner.
_SORTS = (
    _Sort(
        pattern=re.compile(
            r"(?=[hfw])(?:(?:https?|ftp)://[^\s<>\"'`]{3,2000}|\bwww\.[^\s<>\"'`]{3,2000})",
            re.IGNORECASE,
        ),
        read=read_website,
        sign=_JOINED,
    ),
    _Sort(
        pattern=re.compile(
            r"(?<![\w.+'-])[\w.+'-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,24}(?![\w-])"
        ),
        read=read_email,
        sign=_AT,
    ),
    _Sort(
        pattern=re.compile(
            r"(?=[btl0])\b(?:(?:bc|tb|ltc)1[0-9a-z]{20,87}|0x[0-9a-f]{40})\b", re.IGNORECASE
        ),
        read=read_wallet,
        sign=_DIGIT,
    ),
    _Sort(
        pattern=re.compile(r"(?=[13LMDT])\b[13LMDT][1-9A-HJ-NP-Za-km-z]{25,34}\b"),
        read=read_wallet,
        sure=_checked,
    ),
    _Sort(
        pattern=re.compile(
            r"(?=[A-Z])\b[A-Z]{2}\d\d(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?\b"
        ),
        read=read_iban,
        sign=_DIGIT,
        sure=_checked,
    ),
    _Sort(
        pattern=re.compile(
            r"(?=\d)(?<!\d)\d\d[ -]?\d\d[ -]?\d\d"
            r"[\s,;:/&-]{0,4}"
            r"(?:(?:and|account|acct|acc|a/c|an|number|no|num|is|the)\b[\s,;:.&-]{0,4}){0,5}"
            r"\d{4} ?\d{4}(?!\d)",
            re.IGNORECASE,
        ),
        read=read_account,
        sign=_DIGIT,
    ),
    _Sort(
        pattern=re.compile(
            r"(?=a)\b(?:account|acct|acc|a/c)\b[\s,:.-]{0,3}"
            r"(?:(?:number|no|num|is)\b[\s,:.-]{0,3}){0,2}"
            r"(\d{4} ?\d{4}[\s,;:-]{0,4}(?:(?:and|with|sort|code|sc|is|the)\b[\s,;:-]{0,3}){0,5}"
            r"\d\d[ -]?\d\d[ -]?\d\d)(?!\d)",
            re.IGNORECASE,
        ),
        read=read_account,
        sign=_DIGIT,
        group=1,
    ),
    _Sort(
        pattern=re.compile(
            r"(?=[+(04])(?<![\w.@/+£$€-])"
            r"(?:(?:(?:\+|00)44 ?(?:\(0\))?|\(?0)(?:[ \t().-]{0,3}\d){10}(?![\w@])"
            r"|(?:\+|00[1-9]|\(?0|44(?=7))[\d(](?:[ \t().-]{0,3}\d){7,14}(?![\w@]))"
        ),
        read=read_phone,
        sign=_DIGIT,
        sure=_rings,
    ),
    _Sort(
        pattern=re.compile(r"(?=@)(?<![\w.@/])@[a-z_][\w.]{2,31}(?<!\.)\b(?!@)", re.IGNORECASE),
        read=read_handle,
        sign=_AT,
    ),
    _Sort(
        pattern=re.compile(
            r"(?=[cr])\b(?:company|registration|registered|reg|crn)\b[\s.:#-]{0,3}"
            r"(?:(?:registration|number|no|num|in|england|is)\b[\s.:#-]{0,3}){0,4}"
            r"((?:SC|NI|OC|SO|NC|FC|LP|SL|IP|RS|CE|R0)\d{6}|\d{7,8})\b",
            re.IGNORECASE,
        ),
        read=read_company,
        sign=_DIGIT,
        group=1,
    ),
    _Sort(
        pattern=re.compile(rf"(?=[A-Y])\b{CURRENT_PLATE}\b"),
        read=read_vehicle,
        sign=_DIGIT,
    ),
    _Sort(
        pattern=re.compile(
            r"(?<![\w@.-])(?:[^\W_][\w-]{0,62}\.){1,6}[^\W\d_][\w-]{1,23}"
            r"(?:/[^\s<>\"'`]{0,500})?(?![\w@])"
        ),
        read=read_website,
        sign=_JOINED,
        sure=_known_ending,
    ),
)  # fmt: skip


def find_in_text(text: str) -> tuple[Found, ...]:
    """Find the identifiers of a text, in the order they stand; none overlap."""
    return look_through(text).found


def look_through(text: str) -> Looked:
    """Find the identifiers of a text, and say whether all of it was looked through.

    Takes time in proportion to its length, up to LONGEST_TEXT characters and MOST_TRIED places
    of each sort.
    """
    meant = text_made_plain(text[:LONGEST_TEXT])
    stopped = Refusal.TOO_MUCH_TEXT if len(text) > LONGEST_TEXT else None
    begins = _begins(meant.text)
    taken = bytearray(len(meant.text))
    found: list[Found] = []
    for sort in (sort for sort in _SORTS if sort.sign in begins):
        places = sort.pattern.finditer(meant.text, begins[sort.sign])
        for tried, match in enumerate(places):
            if tried == MOST_TRIED:
                stopped = Refusal.TOO_MANY
                break
            start, end = match.span(sort.group)
            if taken.find(1, start, end) < 0 and (given := _sure(sort, match[sort.group])):
                taken[start:end] = b"\x01" * (end - start)
                found += _placed(given, match[sort.group], meant.origin(start), meant.origin(end))
    return Looked(found=tuple(sorted(found, key=lambda one: one.start)), stopped=stopped)


def _begins(text: str) -> dict[str | None, int]:
    """Give the signs that a text has, and from where on to look for what has them."""
    seen = {sign: pattern.search(text) for sign, pattern in _SIGNS.items()}
    return {None: 0} | {sign: max(0, at.start() - _REACH) for sign, at in seen.items() if at}


def _sure(sort: _Sort, piece: str) -> list[Identifier]:
    given = sort.read(piece)
    return [] if isinstance(given, Refusal) else [one for one in given if sort.sure(one, piece)]


def _placed(given: list[Identifier], piece: str, start: int, end: int) -> Iterator[Found]:
    return (Found(identifier=one, start=start, end=end, piece=piece) for one in given)
