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
_BLOB_FIELD = "fielding-seal/v1\n{case}\n{field}\n{entry}"


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


def commitment_of(fields: Sequence[Disclosed]) -> str:
    """Commit to fields: the RFC 6962 root over [name, salt, value] in the order of names, hex.

    The commitment is to the plaintext: AES-GCM does not commit to its key, so a hash of the
    ciphertext alone would let two texts be claimed for one entry.
    """
    ordered = sorted(fields, key=lambda field: field.name)
    leaves = [leaf_hash(canonical_bytes([f.name, f.salt, f.value])) for f in ordered]
    return root_of(leaves).hex()


def seal(
    key: bytes,
    *,
    case: str,
    entry: str,
    fields: Mapping[str, object],
    random: Callable[[int], bytes],
) -> Sealed:
    """Seal the fields of one entry under its case's key.

    What is encrypted is, to the byte, what the commitment hashes.
    """
    cipher = AESGCM(key)
    leaves, blob = [], bytearray()
    drawn = random(len(fields) * _SALT_AND_NONCE.size)  # at once: asking is dearer than the bytes
    for at, name in enumerate(sorted(fields)):
        salt, nonce = _SALT_AND_NONCE.unpack_from(drawn, at * _SALT_AND_NONCE.size)
        content = canonical_bytes([name, salt.hex(), fields[name]])
        bound = _BLOB_FIELD.format(case=case, field=name, entry=entry).encode()
        box = nonce + cipher.encrypt(nonce, content, bound)
        label = name.encode()
        blob += struct.pack(">H", len(label)) + label + struct.pack(">I", len(box)) + box
        leaves.append(leaf_hash(content))
    return Sealed(commitment=root_of(leaves).hex(), blob=bytes(blob))


def open_sealed(key: bytes, *, case: str, entry: str, blob: bytes) -> tuple[Disclosed, ...]:
    """Open every field of an entry's blob; raise SealBroken if key, blob or place differ."""
    cipher = AESGCM(key)
    try:
        return tuple(_open_box(cipher, case, entry, box) for box in _boxes(blob))
    # ValueError: no room for a nonce, or a name that is not text; struct.error: cut short.
    except (InvalidTag, ValueError, struct.error) as fault:
        raise SealBroken(entry=entry) from fault


def _open_box(cipher: AESGCM, case: str, entry: str, named: tuple[str, bytes]) -> Disclosed:
    name, box = named
    bound = _BLOB_FIELD.format(case=case, field=name, entry=entry).encode()
    _, salt, value = json.loads(cipher.decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], bound))
    return Disclosed(name=name, salt=salt, value=value)


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
