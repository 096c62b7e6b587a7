"""Signed notes (C2SP signed-note) with Ed25519, and the timed cosignature of tlog-cosignature."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from fielding.ledger.errors import KeyFault, NoteFault, SignatureFault

#: The specification asks for at least 16; beyond this a note is an attack.
MOST_SIGNATURES = 100

_DASH = "— "
_ID_SIZE = 4
_TIME_SIZE = 8


class KeyKind(IntEnum):
    """The signature type byte: what a key's signature says."""

    NOTE = 0x01
    """An Ed25519 signature over the note's text."""

    COSIGNER = 0x04
    """A `cosignature/v1`: the time, and that the cosigner saw no larger tree until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierKey:
    """The public half of a key; its text form is the `vkey` that people compare and pass on."""

    name: str
    kind: KeyKind
    public: bytes

    def __post_init__(self) -> None:
        if not _is_name(self.name) or len(self.public) != 32:
            raise KeyFault(name=self.name)

    @classmethod
    def parse(cls, vkey: str) -> "VerifierKey":
        """Read `name+id+base64(kind, public key)`; raises KeyFault."""
        name, _, rest = vkey.partition("+")
        key_id, _, encoded = rest.partition("+")
        material = read_base64(encoded)
        if not material or material[0] not in set(KeyKind):
            raise KeyFault(vkey=vkey)
        key = cls(name=name, kind=KeyKind(material[0]), public=material[1:])
        if key.key_id.hex() != key_id:
            raise KeyFault(vkey=vkey)
        return key

    def __str__(self) -> str:
        material = bytes([self.kind]) + self.public
        return f"{self.name}+{self.key_id.hex()}+{b64encode(material).decode()}"

    @property
    def key_id(self) -> bytes:
        """The four bytes that, with the name, say which key made a signature."""
        seed = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return sha256(seed).digest()[:_ID_SIZE]

    def verify(self, text: str, signature: bytes) -> int | None:
        """Check a signature over a note's text; gives the time a cosigner states, or None.

        Raises SignatureFault.
        """
        time = None
        message = text.encode()
        if self.kind is KeyKind.COSIGNER:
            time = int.from_bytes(signature[:_TIME_SIZE])
            message, signature = _timed(text, time), signature[_TIME_SIZE:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature as fault:
            raise SignatureFault(key=self.name) from fault
        return time


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A named private key; never written anywhere by this module."""

    name: str
    kind: KeyKind = KeyKind.NOTE
    private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def from_seed(cls, name: str, seed: bytes, kind: KeyKind = KeyKind.NOTE) -> "SigningKey":
        """Make the key of a 32-byte seed; raises KeyFault."""
        if len(seed) != 32:
            raise KeyFault(name=name)
        return cls(name=name, kind=kind, private=Ed25519PrivateKey.from_private_bytes(seed))

    def verifier(self) -> VerifierKey:
        """Give the public half."""
        public = self.private.public_key().public_bytes_raw()
        return VerifierKey(name=self.name, kind=self.kind, public=public)

    def sign(self, text: str, time: int) -> bytes:
        """Sign a note's text; `time` (POSIX seconds) is stated by a cosigner key only."""
        if self.kind is KeyKind.COSIGNER:
            return time.to_bytes(_TIME_SIZE) + self.private.sign(_timed(text, time))
        return self.private.sign(text.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedSignature:
    """A signature that was checked: by which key, and the time it states (POSIX seconds)."""

    key: VerifierKey
    time: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedNote:
    """The text of a note, and the signatures of known keys, of which there is at least one."""

    text: str
    signatures: tuple[VerifiedSignature, ...]

    def signed_by(self, key: VerifierKey) -> VerifiedSignature:
        """Give this key's signature; raises SignatureFault when there is none."""
        for signature in self.signatures:
            if signature.key == key:
                return signature
        raise SignatureFault(missing=key.name)


def sign_note(text: str, keys: Sequence[SigningKey], time: int) -> str:
    """Sign a text that ends in a newline with each key; cosigner keys state `time`."""
    if not text.endswith("\n") or _has_control_characters(text):
        raise NoteFault(reason="the text must end in a newline and hold no control characters")
    lines = [_signature_line(key, key.sign(text, time)) for key in keys]
    return text + "\n" + "".join(lines)


def open_note(note: str, keys: Sequence[VerifierKey]) -> OpenedNote:
    """Read a note and check every signature made by a known key.

    Signatures of unknown keys are ignored, and of two by one key the second. Raises NoteFault
    for a malformed note, SignatureFault when a known key's signature is wrong or none is known.
    """
    text, gap, tail = note.rpartition("\n\n")
    if not gap or not tail.endswith("\n") or _has_control_characters(note):
        raise NoteFault(reason="no text followed by signatures")
    known = {(key.name, key.key_id): key for key in keys}
    found = dict[VerifierKey, VerifiedSignature]()
    lines = tail[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise NoteFault(reason="too many signatures")
    for line in lines:
        name, signature = _parse_signature_line(line)
        key = known.get((name, signature[:_ID_SIZE]))
        if key and key not in found:
            time = key.verify(text + "\n", signature[_ID_SIZE:])
            found[key] = VerifiedSignature(key=key, time=time)
    if not found:
        raise SignatureFault(reason="no signature by a known key")
    return OpenedNote(text=text + "\n", signatures=tuple(found.values()))


def read_base64(encoded: str) -> bytes:
    """Read base64 that has one spelling only; gives no bytes at all when it has another."""
    try:
        found = b64decode(encoded, validate=True)
    except ValueError:
        return b""
    return found if b64encode(found).decode() == encoded else b""


def _signature_line(key: SigningKey, signature: bytes) -> str:
    encoded = b64encode(key.verifier().key_id + signature).decode()
    return f"{_DASH}{key.name} {encoded}\n"


def _parse_signature_line(line: str) -> tuple[str, bytes]:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    signature = read_base64(encoded)
    if not line.startswith(_DASH) or not _is_name(name) or len(signature) <= _ID_SIZE:
        raise NoteFault(line=line)
    return name, signature


def _timed(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(letter.isspace() for letter in name)


def _has_control_characters(text: str) -> bool:
    return any(letter < " " and letter != "\n" for letter in text)
