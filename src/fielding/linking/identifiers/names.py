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
    "unknown", "not known", "none", "na", "nil", "no", "no name", "dont know", "do not know",
    "not given", "not sure", "anonymous", "i dont know", "i do not know", "unsure", "various",
})  # fmt: skip
_LONGEST = 80
_MOST_WORDS = 8
_APOSTROPHES = re.compile(r"['’‘`ʼ.]")
_APART = re.compile(r"[\W\d_]+")


def read_name(piece: str) -> Read:
    """Read one name: lower case, without accents, titles and signs; `Smith, John` is turned."""
    if len(piece) > _LONGEST or any(sign.isdigit() or sign == "@" for sign in piece):
        return Refusal.NOT_A_NAME
    last, comma, first = piece.partition(",")
    if comma and len(last.split()) == 1 and "," not in first:
        piece = f"{first} {last}"
    words = [word for word in _letters(piece).split() if word not in _TITLES]
    canonical = " ".join(words)
    told = len(words) <= _MOST_WORDS and sum(map(len, words)) > 1
    if not told or canonical in _UNTOLD:
        return Refusal.NOT_A_NAME
    return (
        Identifier(
            kind=IdentifierKind.NAME,
            canonical=canonical,
            shown=canonical.title(),
            doubt=Doubt.NO_REGISTER,
        ),
    )


def _letters(piece: str) -> str:
    folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", piece.casefold()))
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _APART.sub(" ", bare)
