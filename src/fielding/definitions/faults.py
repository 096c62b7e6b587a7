"""One thing that is wrong in a definition file, where it is, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault of a file: `line` counts from 1, `remedy` says what to do."""

    file: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}: {self.remedy}"


def suggest(found: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, or list them all when none is close."""
    words = list(known)
    if close := get_close_matches(found, words, n=1, cutoff=0.6):
        return f"did you mean `{close[0]}`?"
    if not words:
        return "there is none yet: write it first"
    return "use one of " + ", ".join(f"`{word}`" for word in words)
