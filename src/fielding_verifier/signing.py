"""Opening signed checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature; Ed25519)."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from fielding_verifier.canonical import read_base64
from fielding_verifier.errors import Refused, Unusable

_NOTE, _COSIGNATURE = 0x01, 0x04
_vkey = re.compile(r"(?P<name>[^\s+]+)\+(?P<id>[0-9a-f]{8})\+(?P<material>[A-Za-z0-9+/=]+)")
_signature_line = re.compile(r"— (?P<name>[^\s+]+) (?P<signature>[A-Za-z0-9+/]+={0,2})")
_body = re.compile(r"(?P<origin>[^\n]+)\n(?P<size>0|[1-9][0-9]{0,18})\n(?P<root>[^\n]{43}=)\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A public key that the person checking trusts; it came from outside the export."""

    name: str
    key_id: bytes
    kind: int
    public: bytes

    def vkey(self) -> str:
        """Write the key as it is published."""
        material = b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{material}"

    @property
    def cosigns(self) -> bool:
        """Tell a cosigner's key, which states times, from a ledger's own."""
        return self.kind == _COSIGNATURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A checkpoint all of whose trusted keys' signatures hold; times are those cosigners state."""

    origin: str
    size: int
    root: bytes
    times: tuple[int, ...] = ()


def read_key(vkey: str) -> Key:
    """Read a key as it is published, `name+id+base64`; raises Unusable."""
    match = _vkey.fullmatch(vkey.strip())
    material = read_base64(match["material"]) if match else b""
    if not match or len(material) != 33 or material[0] not in {_NOTE, _COSIGNATURE}:
        raise Unusable(f"This is not an Ed25519 key of a ledger or a cosigner: {vkey}")
    key_id = sha256(match["name"].encode() + b"\n" + material).digest()[:4]
    if key_id.hex() != match["id"]:
        raise Unusable(f"This key does not fit its own number; copy it again: {vkey}")
    return Key(name=match["name"], key_id=key_id, kind=material[0], public=material[1:])


def read_checkpoint(note: str) -> Checkpoint:
    """Read what a checkpoint claims, without checking any signature; raises Refused."""
    text, gap, _ = note.rpartition("\n\n")
    match = _body.fullmatch(text + "\n") if gap else None
    root = read_base64(match["root"]) if match else b""
    if not match or len(root) != 32:
        raise Refused("this is not a signed checkpoint")
    return Checkpoint(origin=match["origin"], size=int(match["size"]), root=root)


def open_checkpoint(note: str, keys: Sequence[Key]) -> Checkpoint:
    """Read a checkpoint that every one of these keys must have signed; raises Refused."""
    claimed = read_checkpoint(note)
    if not any(key.name == claimed.origin and not key.cosigns for key in keys):
        raise Refused(
            f"it is of the ledger “{claimed.origin}”, and none of the keys given is that ledger's"
        )
    text = note.rpartition("\n\n")[0] + "\n"
    signatures = _signatures(note)
    times = [_verify(key, text, signatures) for key in keys]
    return Checkpoint(
        origin=claimed.origin,
        size=claimed.size,
        root=claimed.root,
        times=tuple(time for time in times if time is not None),
    )


def _signatures(note: str) -> dict[tuple[str, bytes], bytes]:
    found = dict[tuple[str, bytes], bytes]()
    for line in note.rpartition("\n\n")[2].removesuffix("\n").split("\n"):
        match = _signature_line.fullmatch(line)
        content = read_base64(match["signature"]) if match else b""
        if not match or len(content) <= 4:
            raise Refused("one of its signature lines is malformed")
        found.setdefault((match["name"], content[:4]), content[4:])
    return found


def _verify(key: Key, text: str, signatures: dict[tuple[str, bytes], bytes]) -> int | None:
    signature = signatures.get((key.name, key.key_id))
    if signature is None:
        raise Refused(f"it is not signed by {key.name}")
    message, time = text, None
    if key.cosigns:
        time = int.from_bytes(signature[:8])
        message, signature = f"cosignature/v1\ntime {time}\n{text}", signature[8:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message.encode())
    except InvalidSignature as fault:
        raise Refused(f"the signature of {key.name} is wrong") from fault
    return time
