"""Makes sketches of wording: MinHash over pieces of a text, keyed, so that none tells a word."""

from collections.abc import Iterable

from rensa import RMinHash

from fielding.linking.identifiers.plain_text import plain
from fielding.linking.tokens import keyed
from fielding.linking.wording import BYTES

#: So many words in a row are a piece: few strangers write the same four.
PIECE = 4
#: A text of fewer words is like too many others: "I do not know what happened".
FEWEST = 12
#: Words that are looked at, of one report.
MOST = 10_000
_SEED = 1


class _Letters(dict[int, int]):
    """What each character is to words, worked out once and kept: a letter of one, or a space."""

    def __missing__(self, code: int) -> int:
        letter = chr(code)
        within = letter.isalnum() and not letter.isdecimal()
        kept = self[code] = code if within else ord(" ")
        return kept


_LETTERS = _Letters()


def sketch_of(key: bytes, texts: Iterable[str]) -> int | None:
    """Sketch what a report tells in its own words: 64 bits with a sign; None of too little.

    Case, signs and numbers do not count. Takes time in proportion to the length.
    """
    words = [word for text in texts for word in _words(text)][:MOST]
    if len(words) < FEWEST:
        return None
    pieces = list(map(" ".join, zip(*(words[at:] for at in range(PIECE)), strict=False)))
    hashed = RMinHash(num_perm=BYTES, seed=_SEED)
    hashed.update(pieces)
    least = enumerate(hashed.digest())
    found = bytes([keyed(key, f"wording/v1\n{place}\n{each}")[0] for place, each in least])
    return int.from_bytes(found, signed=True)


def _words(text: str) -> list[str]:
    return plain(text).casefold().translate(_LETTERS).split()
