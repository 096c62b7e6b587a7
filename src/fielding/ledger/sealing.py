"""Sealing: fields are committed to with salts, encrypted under the case's key, forgettable."""

import hashlib
import json
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fielding.kernel.canonical import canonical_bytes
from fielding.ledger.errors import SealBroken
from fielding.ledger.tree import leaf_hash, root_of

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 32
_SALT_AND_NONCE = struct.Struct(f"{SALT_BYTES}s{NONCE_BYTES}s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """One sealed field opened: with its salt, anybody can check it against the entry."""

    name: str
    salt: str
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """Fields sealed for one entry. The salts exist only inside the blob."""

    commitment: str
    blob: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the blob, hex: what an auditor without keys can check."""
        return hashlib.sha256(self.blob).hexdigest()


def seal(
    key: bytes,
    *,
    case: str,
    entry: str,
    fields: Mapping[str, object],
    random: Callable[[int], bytes],
) -> Sealed:
    """Seal the fields of one entry under its case's key.

    The commitment is the RFC 6962 root over [name, salt, value] in the order of names; what is
    encrypted is, to the byte, what it hashes. It is to the plaintext: AES-GCM does not commit to
    its key, so a hash of the ciphertext alone would let two texts be claimed for one entry.
    """
    cipher = AESGCM(key)
    leaves, blob = [], bytearray()
    drawn = random(len(fields) * _SALT_AND_NONCE.size)  # at once: asking is dearer than the bytes
    for at, name in enumerate(sorted(fields)):
        salt, nonce = _SALT_AND_NONCE.unpack_from(drawn, at * _SALT_AND_NONCE.size)
        content = canonical_bytes([name, salt.hex(), fields[name]])
        box = nonce + cipher.encrypt(nonce, content, _bound(case, name, entry))
        label = name.encode()
        blob += struct.pack(">H", len(label)) + label + struct.pack(">I", len(box)) + box
        leaves.append(leaf_hash(content))
    return Sealed(commitment=root_of(leaves).hex(), blob=bytes(blob))


def open_sealed(key: bytes, *, case: str, entry: str, blob: bytes) -> tuple[Disclosed, ...]:
    """Open every field of an entry's blob; raise SealBroken if key, blob or place differ."""
    return _disclosed(_contents(key, case, entry, blob))


def open_committed(
    key: bytes, *, case: str, entry: str, blob: bytes, commitment: str | None
) -> tuple[Disclosed, ...]:
    """Open the same, and see that it is what was committed to: else SealBroken."""
    contents = _contents(key, case, entry, blob)
    if root_of([leaf_hash(content) for content in contents]).hex() != commitment:
        raise SealBroken(entry=entry)
    return _disclosed(contents)


def _disclosed(contents: Sequence[bytes]) -> tuple[Disclosed, ...]:
    told = [json.loads(content.decode()) for content in contents]
    return tuple([Disclosed(name=name, salt=salt, value=value) for name, salt, value in told])


def _contents(key: bytes, case: str, entry: str, blob: bytes) -> list[bytes]:
    """Decrypt every field: [name, salt, value] as canonical bytes, in the order of names."""
    cipher = AESGCM(key)
    try:
        return [
            cipher.decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], _bound(case, name, entry))
            for name, box in _boxes(blob)
        ]
    # ValueError: no room for a nonce, or a name that is not text; struct.error: cut short.
    except (InvalidTag, ValueError, struct.error) as fault:
        raise SealBroken(entry=entry) from fault


def _bound(case: str, name: str, entry: str) -> bytes:
    return f"fielding-seal/v1\n{case}\n{name}\n{entry}".encode()


def _boxes(blob: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at < len(blob):
        (length,) = struct.unpack_from(">H", blob, at)
        name = blob[at + 2 : at + 2 + length].decode()
        at += 2 + length
        (length,) = struct.unpack_from(">I", blob, at)
        if at + 4 + length > len(blob):
            raise ValueError("cut short")
        yield name, blob[at + 4 : at + 4 + length]
        at += 4 + length


def wrap_key(wrapping: bytes, key: bytes, *, bound: str, nonce: bytes) -> bytes:
    """Wrap a key under another, bound to what it is for (a case, a month)."""
    return nonce + AESGCM(wrapping).encrypt(nonce, key, bound.encode())


def unwrap_key(wrapping: bytes, wrapped: bytes, *, bound: str) -> bytes:
    """Unwrap what `wrap_key` wrapped; raise SealBroken when anything does not fit."""
    try:
        return AESGCM(wrapping).decrypt(
            wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound.encode()
        )
    except (InvalidTag, ValueError) as fault:  # ValueError: no room for a nonce
        raise SealBroken(bound=bound) from fault
