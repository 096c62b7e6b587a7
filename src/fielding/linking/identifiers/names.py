"""Names of persons and firms as people tell them: to search by, never to join reports by."""

import re
import unicodedata

from fielding.linking.identifiers.identifier import (
    Doubt,
    Identifier,
    IdentifierKind,
    Read,
    Refusal,
)

#: What stands before or behind a name and is no part of it.
_TITLES = frozenset({
    "mr", "mrs", "miss", "ms", "mx", "dr", "prof", "professor", "sir", "dame", "lady", "lord",
    "rev", "revd", "esq", "jr", "snr",
})  # fmt: skip
#: What people write who do not know, in whole.
_UNTOLD = frozenset({
    "unknown", "not known", "none", "na", "n a", "nil", "no", "no name", "dont know", "do not know",
    "not given", "not sure", "anonymous", "i dont know", "i do not know", "unsure", "various",
})  # fmt: skip
_LONGEST = 80
_MOST_WORDS = 8
#: Stands in the name of a firm, or between two persons; in the name of one person never.
AND = "and"
_APOSTROPHES = re.compile(r"['’‘`ʼ.]")
_APART = re.compile(r"[\W\d_]+")


def read_name(piece: str) -> Read:
    """Read one name: lower case, without accents, titles and signs; `Smith, John` is turned.

    `&` is written out, as people write the name of one firm in both ways.
    """
    if len(piece) > _LONGEST or "@" in piece or any(map(str.isdigit, piece)):
        return Refusal.NOT_A_NAME
    last, comma, first = piece.partition(",")
    if comma and len(last.split()) == 1 and "," not in first:
        piece = f"{first} {last}"
    parts = [_untitled(part) for part in f" {_letters(piece)} ".split(f" {AND} ")]
    canonical = f" {AND} ".join(part for part in parts if part)
    words = canonical.split()
    told = len(words) <= _MOST_WORDS and sum(map(len, words)) > 1
    if not told or all(part in _UNTOLD for part in parts):
        return Refusal.NOT_A_NAME
    return (
        Identifier(
            kind=IdentifierKind.NAME,
            canonical=canonical,
            shown=canonical.title(),
            doubt=Doubt.NO_REGISTER,
        ),
    )


def _untitled(part: str) -> str:
    return " ".join(word for word in part.split() if word not in _TITLES)


def _letters(piece: str) -> str:
    written = piece.casefold().replace("&", f" {AND} ")
    folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", written))
    if not folded.isascii():
        folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(_APART.sub(" ", folded).split())
