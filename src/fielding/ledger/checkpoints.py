"""Checkpoints (C2SP tlog-checkpoint): a signed statement of the ledger's size and root."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from fielding.ledger.errors import CheckpointFault
from fielding.ledger.notes import (
    SigningKey,
    VerifiedSignature,
    VerifierKey,
    open_note,
    read_base64,
    sign_note,
)
from fielding.ledger.tree import TreeHead, require_hashes

_text = re.compile(r"(?P<origin>[^\n]+)\n(?P<size>0|[1-9][0-9]{0,18})\n(?P<root>[^\n]{43}=)\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """Which ledger, how many entries, and the root over them."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        require_hashes([self.root])

    @property
    def head(self) -> TreeHead:
        """Size and root alone, as proofs want them."""
        return TreeHead(size=self.size, root=self.root)

    def text(self) -> str:
        """Write the text that is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read a checkpoint's text; raises CheckpointFault.

        Extension lines are refused: we write none, and no monitor could audit them.
        """
        match = _text.fullmatch(text)
        if not match:
            raise CheckpointFault(text=text)
        root = read_base64(match["root"])
        if not root:
            raise CheckpointFault(text=text)
        return cls(origin=match["origin"], size=int(match["size"]), root=root)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCheckpoint:
    """A checkpoint whose signatures were checked."""

    checkpoint: Checkpoint
    signatures: tuple[VerifiedSignature, ...]

    def times(self) -> list[int]:
        """Give the times that cosigners state (POSIX seconds)."""
        return [signed.time for signed in self.signatures if signed.time is not None]


def sign_checkpoint(checkpoint: Checkpoint, keys: Sequence[SigningKey], time: int) -> str:
    """Sign a checkpoint as a note; the first key is the ledger's, cosigners state `time`."""
    return sign_note(checkpoint.text(), keys, time)


def open_checkpoint(note: str, keys: Sequence[VerifierKey], origin: str) -> SignedCheckpoint:
    """Read a signed checkpoint of this origin; every key given must have signed it.

    Raises NoteFault, SignatureFault or CheckpointFault.
    """
    opened = open_note(note, keys)
    signatures = tuple(opened.signed_by(key) for key in keys)
    checkpoint = Checkpoint.parse(opened.text)
    if checkpoint.origin != origin:
        raise CheckpointFault(origin=checkpoint.origin, wanted=origin)
    return SignedCheckpoint(checkpoint=checkpoint, signatures=signatures)
