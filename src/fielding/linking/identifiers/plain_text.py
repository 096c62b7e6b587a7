"""Text as it was meant: no unseen marks, digits of any script as 0-9, defanged addresses mended.

What changes the length of a text keeps note of where, so that a place found in the plain text can
be shown in the text as it was written.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

#: Marks that show nothing: soft hyphen, zero width, direction, joiners, variation selectors.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_DEFANGED = re.compile(
    r"\bh(?:xx|\*\*)p(?=s?(?::|\[:))|\s?[\[({](?:\.|dot|@|at)[\])}]\s?|\[:/{0,2}\]",
    re.IGNORECASE,
)
_MEANT = {"hxxp": "http", "h**p": "http", "dot": ".", "at": "@"}


class _Letters(dict[int, str]):
    """What each character stands for, worked out once and kept."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain_letter(chr(code))
        return plain


def _plain_letter(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    category = unicodedata.category(letter)
    if category == "Pd" or letter == "\u2212":  # dashes, and the sign of subtraction
        return "-"
    if category == "Zs":
        return " "
    folded = unicodedata.normalize("NFKC", letter)
    return folded if len(folded) == 1 else letter


_LETTERS = _Letters()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainText:
    """A text made plain. `jumps`: from which place on it lies how much further in the original."""

    text: str
    jumps: tuple[tuple[tuple[int, int], ...], ...] = ()

    def origin(self, place: int) -> int:
        """Give the place in the text as written of a place in the plain text."""
        for jumps in reversed(self.jumps):
            last = bisect_right(jumps, (place, 1 << 60)) - 1
            place += jumps[last][1] if last >= 0 else 0
        return place


def plain(text: str) -> str:
    """Make a text plain, where nobody asks for places in it."""
    if text.isascii() and not _may_be_defanged(text):
        return text
    return text_made_plain(text).text


def text_made_plain(text: str) -> PlainText:
    """Make a text plain and keep the way back. Linear in its length."""
    unseen: tuple[tuple[int, int], ...] = ()
    if not text.isascii():
        text = _FOREIGN.sub(lambda found: _LETTERS[ord(found[0])], text)
        text, unseen = _rewrite(text, _UNSEEN, lambda _: "")
    mended: tuple[tuple[int, int], ...] = ()
    if _may_be_defanged(text):
        text, mended = _rewrite(text, _DEFANGED, _mend)
    return PlainText(text=text, jumps=tuple(jumps for jumps in (unseen, mended) if jumps))


def _may_be_defanged(text: str) -> bool:
    """Look for what every defanged address has: it takes a twentieth of the pattern's time."""
    if "[" in text or "(" in text or "{" in text:
        return True
    lower = text.lower()
    return "hxxp" in lower or "h**p" in lower


def _mend(found: re.Match[str]) -> str:
    bare = found[0].strip().strip("[](){}").lower()
    return _MEANT.get(bare, bare)  # a sign in brackets is the sign itself


def _rewrite(
    text: str, pattern: re.Pattern[str], meant: Callable[[re.Match[str]], str]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    pieces: list[str] = []
    jumps: list[tuple[int, int]] = []
    kept, ahead, length = 0, 0, 0
    for found in pattern.finditer(text):
        written = meant(found)
        pieces += (text[kept : found.start()], written)
        length += found.start() - kept + len(written)
        kept = found.end()
        ahead = kept - length
        jumps.append((length, ahead))
    if not jumps:
        return text, ()
    return "".join([*pieces, text[kept:]]), tuple(jumps)
