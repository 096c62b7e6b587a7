"""Tokens: what stands for an identifier at rest. Equal identifiers, equal tokens; no way back."""

import hashlib
import hmac

from fielding.linking.identifiers.identifier import IdentifierKind

#: 128 bits: among a billion identifiers, two share a token with a chance of 1 in 10^21.
TOKEN_BYTES = 16


def token_of(key: bytes, kind: IdentifierKind, canonical: str) -> bytes:
    """Give the token of an identifier: HMAC-SHA256 over its kind and canonical form, cut short."""
    return _keyed(key, f"identifier/v1\n{kind.value}\n{canonical}")


def near_token_of(key: bytes, kind: IdentifierKind, form: str) -> bytes:
    """Give the token of a form by which near identifiers of one kind meet."""
    return _keyed(key, f"near/v1\n{kind.value}\n{form}")


def _keyed(key: bytes, told: str) -> bytes:
    return hmac.digest(key, told.encode(), hashlib.sha256)[:TOKEN_BYTES]
