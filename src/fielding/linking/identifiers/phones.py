"""Phone numbers in every way people write them, as E.164.

Numbers of the United Kingdom, by far the most, take a short way that gives what the library of
phone numbers gives (tests/linking/identifiers/test_phones.py holds the two against each other).
"""

import re

import phonenumbers
from phonenumbers import PhoneMetadata

from fielding.linking.identifiers.identifier import (
    Doubt,
    Identifier,
    IdentifierKind,
    Read,
    Refusal,
)

NATION = "GB"
#: The longest number of E.164 has fifteen digits; shorter than seven are short codes of a network.
MOST_DIGITS, LEAST_DIGITS = 15, 7
_GAPS = str.maketrans("", "", " -.()/_\t")
_UK = re.compile(r"(?:(?:\+|00)440?|0|44(?=\d{10}$))?([1-357-9]\d{9})")
#: Runs of digits with what may stand between them, no letter beside.
_RUN = re.compile(r"(?<![^\W_])\+?\(?\d(?:[\s().+-]{0,4}\d){2,30}(?![^\W_])")
_UK_WRITTEN = re.compile(
    r"(?<!\d)(?:(?:\+|00)44[\s.-]?(?:\(0\))?|\(?0)(?:[\s().-]{0,3}\d){10}(?!\d)"
)
#: An extension, or the last digits of the line beside it: 020 7946 0018/9.
_EXTENSION = re.compile(r"\s?(?:(?:ext(?:ension)?\.?|x|#) ?\d{1,6}|/\d{1,3})$", re.IGNORECASE)
_TYPES = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "voip", "personal_number",
    "pager", "uan", "voicemail",
)  # fmt: skip
_AREAS_OF_TWO = ("20", "23", "24", "28", "29")


def _given_out() -> re.Pattern[str]:
    """Give one pattern for all ten digits that are given out behind +44, in its four regions.

    The library's own rule in one expression: a number is valid if it fits the general pattern of
    a region, and one of its types there.
    """
    regions = []
    for region in ("GB", "GG", "IM", "JE"):
        known = PhoneMetadata.metadata_for_region(region)
        types = filter(None, (getattr(known, name) for name in _TYPES))
        one = "|".join(filter(None, (each.national_number_pattern for each in types)))
        general = getattr(known, "general_desc").national_number_pattern  # noqa: B009
        regions.append(rf"(?=(?:{general})$)(?:{one})$")
    return re.compile("|".join(regions))


_GIVEN_OUT = _given_out()


def read_phone(piece: str) -> Read:
    """Read a piece of plain text as one phone number, or several that only spaces part."""
    found = _UK.fullmatch(piece.translate(_GAPS))
    if found:
        return (_british(found[1]),)
    piece = _EXTENSION.sub("", piece.strip()).replace("_", " ")
    digits = sum(map(str.isdecimal, piece))
    if digits > MOST_DIGITS:
        several = [run for part in _UK_WRITTEN.findall(piece) for run in _whole(part)]
        return tuple(several) or Refusal.TOO_LONG
    if not digits:
        return Refusal.NOT_A_PHONE
    if any(map(str.isalpha, piece)):
        return _among_words(piece)
    return Refusal.TOO_SHORT if digits < LEAST_DIGITS else _whole(piece) or Refusal.NOT_A_PHONE


def _among_words(piece: str) -> Read:
    """Read a number that has words beside it; a number spelt with letters cannot be told."""
    read = [number for run in _RUN.findall(piece) for number in _whole(run)]
    sure = tuple(one for one in read if not one.doubt or _UK.fullmatch(one.canonical))
    return sure or Refusal.LETTERS


def _whole(run: str) -> tuple[Identifier, ...]:
    found = _UK.fullmatch(run.translate(_GAPS))
    if found:
        return (_british(found[1]),)
    number = _parsed(run)
    if number is None:
        return ()
    if phonenumbers.is_valid_number(number):
        return (_foreign(number, None),)
    abroad = None if "+" in run else _parsed("+" + re.sub(r"\D", "", run).lstrip("0"))
    if abroad and phonenumbers.is_valid_number(abroad):
        return (_foreign(abroad, Doubt.COUNTRY_ASSUMED),)
    kept = _foreign(number, Doubt.NOT_GIVEN_OUT)
    return (kept,) if _read_again(kept.canonical) == kept.canonical else ()


def _read_again(canonical: str) -> str | None:
    """Read E.164 anew: of zeros each reading drops one, and its country may make it too long."""
    number = _parsed(canonical) if LEAST_DIGITS < len(canonical) <= MOST_DIGITS + 1 else None
    return None if number is None else _foreign(number, None).canonical


def _parsed(run: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(run, NATION)
    except phonenumbers.NumberParseException:
        return None


def _british(national: str) -> Identifier:
    return Identifier(
        kind=IdentifierKind.PHONE,
        canonical=f"+44{national}",
        shown=f"+44 {_spaced(national)}",
        doubt=None if _GIVEN_OUT.match(national) else Doubt.NOT_GIVEN_OUT,
    )


def _spaced(national: str) -> str:
    """Group digits as Ofcom's national numbering plan does for the most part."""
    if national.startswith(_AREAS_OF_TWO):
        return f"{national[:2]} {national[2:6]} {national[6:]}"
    if national[0] in "389" or (national[0] == "1" and "1" in national[1:3]):
        return f"{national[:3]} {national[3:6]} {national[6:]}"
    return f"{national[:4]} {national[4:]}"


def _foreign(number: phonenumbers.PhoneNumber, doubt: Doubt | None) -> Identifier:
    form = phonenumbers.PhoneNumberFormat
    return Identifier(
        kind=IdentifierKind.PHONE,
        canonical=phonenumbers.format_number(number, form.E164),
        shown=phonenumbers.format_number(number, form.INTERNATIONAL),
        doubt=doubt,
    )
