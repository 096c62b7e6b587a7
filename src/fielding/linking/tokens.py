"""Tokens: what stands for an identifier at rest. Equal identifiers, equal tokens; no way back."""

import hashlib
import hmac
from collections.abc import Iterable

from fielding.linking.identifiers.identifier import IdentifierKind

#: 128 bits: among a billion identifiers, two share a token with a chance of 1 in 10^21.
TOKEN_BYTES = 16
#: 64 bits, a whole number of the database's: among a billion forms, two share a token by chance
#: with one chance in forty, and what is near is never enough for a link.
NEAR_BYTES = 8


def token_of(key: bytes, kind: IdentifierKind, canonical: str) -> bytes:
    """Give the token of an identifier: HMAC-SHA256 over its kind and canonical form, cut short."""
    told = f"identifier/v1\n{kind.value}\n{canonical}"
    return hmac.digest(key, told.encode(), hashlib.sha256)[:TOKEN_BYTES]


def near_tokens_of(key: bytes, kind: IdentifierKind, forms: Iterable[str]) -> bytes:
    """Give the tokens of forms by which near identifiers of one kind meet, one after the other.

    Each is NEAR_BYTES of BLAKE2b (RFC 7693) under the key: there are some fifty to a report, and
    HMAC would take four times as long.
    """
    begun = hashlib.blake2b(digest_size=NEAR_BYTES, key=key, person=b"near/v2")
    begun.update(f"{kind.value}\n".encode())
    return b"".join(_ended(begun.copy(), form) for form in forms)


def _ended(begun: "hashlib.blake2b", form: str) -> bytes:
    begun.update(form.encode())
    return begun.digest()
