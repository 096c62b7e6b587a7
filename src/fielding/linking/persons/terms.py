"""How common a value is: agreeing on a rare surname says more than agreeing on a common one.

The values stand here as keyed tokens alone, so that a model can be kept, sent and looked at
without naming anybody.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

TOKEN_BYTES = 16


def term_token(key: bytes, column: str, value: str) -> bytes:
    """Give the token of a value: HMAC-SHA256 over its column and the value, cut to 16 bytes."""
    told = f"term/v1\n{column}\n{value}".encode(errors="surrogatepass")
    return hmac.digest(key, told, hashlib.sha256)[:TOKEN_BYTES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The share of records, among those that have the column at all, that hold each value."""

    key: bytes = field(repr=False)
    shares: Mapping[str, Mapping[bytes, float]]

    def share(self, column: str, value: str | None) -> float | None:
        """Look a value up; None when it was not there when the model was trained."""
        if value is None:
            return None
        return self.shares[column].get(term_token(self.key, column, value))
