"""Tell organisations apart: two parties are one only where an identifier says so, never a name.

Files number their parties 1, 2, 3: such an id means nothing outside its own process. Only an
identifier of a register (a scheme with an id that has the scheme's form), or an id that is built
of one, holds everywhere; an id that was drawn at random holds together with its name.
"""

import html
import re
from collections.abc import Iterator, Mapping

#: `GB-COH-00557725`, as org-id.guide builds ids: a place, a list, the id on that list.
_BUILT = re.compile(r"(XI|[A-Z]{2,3})-([A-Z][A-Z0-9_]{1,14})-(\S.{0,79})")
_SCHEME = re.compile(r"[A-Z]{2,3}-[A-Z][A-Z0-9_-]{1,19}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_:-]{0,79}")
#: Companies House: eight characters, the first two may be letters.
_COMPANY = re.compile(r"(?:[A-Z]{2}|\d{2})\d{6}|[A-Z]{2}\d{5}[A-Z]")
_COMPANIES = frozenset({"GB-COH"})
_NOTHING = frozenset({"n/a", "na", "none", "null", "tbc", "tba", "unknown", "not-applicable", "-"})
#: An id that holds so many hexadecimal digits, a letter among them, was drawn and not counted up.
_DRAWN = re.compile(r"(?=\S*[a-f])\S*[0-9a-f]{16}\S*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_FLOATED = re.compile(r"(\d+)\.0")


def identifiers_of(party: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Give the identifiers of a party that hold outside its file, the main one first."""
    found = dict.fromkeys(_identifiers(party))
    return tuple(found)


def _identifiers(party: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    listed = party.get("additionalIdentifiers")
    more = listed if isinstance(listed, list) else []
    for told in (party.get("identifier"), *more):
        if isinstance(told, dict):
            pair = _cleaned(told.get("scheme"), told.get("id"))
            if pair:
                yield pair
    built = _BUILT.fullmatch(text_of(party.get("id")))
    if built:
        pair = _cleaned(f"{built[1]}-{built[2]}", built[3])
        if pair:
            yield pair


def _cleaned(scheme: object, number: object) -> tuple[str, str] | None:
    """Give a pair only when both halves can be what they claim to be."""
    named, told = text_of(scheme).upper(), text_of(number)
    if not _SCHEME.fullmatch(named) or not _ID.fullmatch(told):
        return None
    if told.lower() in _NOTHING or not told.strip("0.-/"):
        return None
    if named not in _COMPANIES:
        return named, told
    # Spreadsheets drop the leading noughts and add a decimal place.
    bare = _FLOATED.sub(r"\1", told.upper())
    full = bare.rjust(8, "0") if bare.isdecimal() else bare
    return (named, full) if _COMPANY.fullmatch(full) else None


def key_of(party: Mapping[str, object], process: str) -> str:
    """Give the key under which a party is known; equal keys are one organisation.

    `process` is the ocid with its buyer, or the ocid alone while the buyer itself is looked for.
    """
    identifiers = identifiers_of(party)
    if identifiers:
        return "/".join(identifiers[0])
    number, name = text_of(party.get("id")), plain_name(text_of(party.get("name")))
    scope = "" if _DRAWN.fullmatch(number.lower()) else process
    return f"{scope}|{number}|{name}"


def plain_name(name: str) -> str:
    """Write a name so that spelling, case and escapes make no difference."""
    unescaped = html.unescape(html.unescape(name))
    return " ".join(re.sub(r"[^\w]+", " ", unescaped.casefold()).split())


def text_of(value: object) -> str:
    """Give a text or whole number as text that can be stored, else nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    storable = str(value).encode("utf-8", "replace").decode().replace("\0", "")
    return storable.strip()
