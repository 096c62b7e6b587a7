"""Identifiers as pages show them: masked, sealed at rest, opened in memory for who may see them."""

import hmac
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fielding.ledger.errors import SealBroken
from fielding.ledger.sealing import NONCE_BYTES
from fielding.linking.identifiers.display import masked
from fielding.linking.identifiers.identifier import Identifier

_BOUND = "fielding-linking-shown/v1"


def seal_shown(token_key: bytes, token: bytes, identifier: Identifier, nonce: bytes) -> bytes:
    """Seal the masked form of an identifier; `nonce` is 12 random bytes."""
    box = _cipher(token_key).encrypt(nonce, masked(identifier).encode(), token)
    return nonce + box


def open_shown(token_key: bytes, token: bytes, box: bytes) -> str:
    """Open a masked form; raise SealBroken when it is not the one that was sealed."""
    try:
        return _cipher(token_key).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], token).decode()
    except (InvalidTag, ValueError) as fault:
        raise SealBroken(identifier=token.hex()) from fault


@lru_cache(maxsize=8)  # a hub has one key
def _cipher(token_key: bytes) -> AESGCM:
    return AESGCM(hmac.digest(token_key, _BOUND.encode(), "sha256"))
