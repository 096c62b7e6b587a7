"""Makes sketches of wording: MinHash over pieces of a text, keyed, so that none tells a word."""

import hashlib
import hmac
import re
from collections.abc import Iterable

from rensa import RMinHash

from fielding.linking.identifiers.plain_text import plain
from fielding.linking.wording import BYTES

#: So many words in a row are a piece: few strangers write the same four.
PIECE = 4
#: A text of fewer words is like too many others: "I do not know what happened".
FEWEST = 12
#: Words that are looked at, of one report.
MOST = 10_000
_SEED = 1
_WORD = re.compile(r"[^\W\d_]+")


def sketch_of(key: bytes, texts: Iterable[str]) -> int | None:
    """Sketch what a report tells in its own words: 64 bits with a sign; None of too little.

    Case, signs and numbers do not count. Takes time in proportion to the length.
    """
    words = [word for text in texts for word in _WORD.findall(plain(text).casefold())][:MOST]
    if len(words) < FEWEST:
        return None
    pieces = [" ".join(words[at : at + PIECE]) for at in range(len(words) - PIECE + 1)]
    hashed = RMinHash(num_perm=BYTES, seed=_SEED)
    hashed.update(pieces)
    found = bytes(_keyed(key, place, least) for place, least in enumerate(hashed.digest()))
    return int.from_bytes(found, signed=True)


def _keyed(key: bytes, place: int, least: int) -> int:
    return hmac.digest(key, f"wording/v1\n{place}\n{least}".encode(), hashlib.sha256)[0]
