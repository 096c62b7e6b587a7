"""A rule of the books: published, numbered, and named by its hash in every entry made under it."""

import hashlib
from dataclasses import dataclass

from fielding.kernel.canonical import canonical_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What an instrument does, in words that anybody can hold it to."""

    code: str  # of the instrument: F1 to F12, or `register`
    version: int
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical [code, version, text], hex."""
        return hashlib.sha256(canonical_bytes([self.code, self.version, self.text])).hexdigest()
