"""Tokens: what stands for an identifier at rest. Equal identifiers, equal tokens; no way back."""

import hashlib
import hmac
from collections.abc import Iterable
from functools import lru_cache

from fielding.linking.identifiers.identifier import IdentifierKind

#: 128 bits: among a billion identifiers, two share a token with a chance of 1 in 10^21.
TOKEN_BYTES = 16
#: 64 bits, a whole number of the database's: among a billion forms, two share a token by chance
#: with one chance in forty, and what is near is never enough for a link.
NEAR_BYTES = 8


def token_of(key: bytes, kind: IdentifierKind, canonical: str) -> bytes:
    """Give the token of an identifier: HMAC-SHA256 over its kind and canonical form, cut short."""
    return keyed(key, f"identifier/v1\n{kind}\n{canonical}")[:TOKEN_BYTES]


def keyed(key: bytes, told: str) -> bytes:
    """Give HMAC-SHA256 of a text under a key. Copying what is under it takes half of beginning."""
    begun = _under(key).copy()
    begun.update(told.encode())
    return begun.digest()


def near_tokens_of(key: bytes, kind: IdentifierKind, forms: Iterable[str]) -> bytes:
    """Give the tokens of forms by which near identifiers of one kind meet, one after the other.

    Each is NEAR_BYTES of BLAKE2b (RFC 7693) under the key: there are some seventy to a report, and
    HMAC would take twice as long.
    """
    tokens = []
    begin = _under_for_near(key, kind).copy
    for form in map(str.encode, forms):
        begun = begin()
        begun.update(form)
        tokens.append(begun.digest())
    return b"".join(tokens)


@lru_cache(maxsize=8)  # a hub has one key
def _under(key: bytes) -> hmac.HMAC:
    return hmac.new(key, digestmod=hashlib.sha256)


@lru_cache(maxsize=8 * len(IdentifierKind))
def _under_for_near(key: bytes, kind: IdentifierKind) -> "hashlib.blake2b":
    begun = hashlib.blake2b(digest_size=NEAR_BYTES, key=key, person=b"near/v2")
    begun.update(f"{kind}\n".encode())
    return begun
