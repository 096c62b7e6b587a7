"""Offline proofs that an entry is in the ledger: C2SP tlog-proof files, and receipts of them."""

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from fielding.kernel.canonical import canonical_bytes
from fielding.ledger.checkpoints import SignedCheckpoint, open_checkpoint
from fielding.ledger.errors import ProofFault
from fielding.ledger.notes import VerifierKey, read_base64
from fielding.ledger.sealing import Disclosed
from fielding.ledger.tree import Inclusion, leaf_hash, require_hashes, verify_inclusion

RECEIPT_FORMAT = "fielding-receipt/v1"
ANSWERS_FORMAT = "fielding-answers/v1"

_FIRST_LINE = "c2sp.org/tlog-proof@v1"
_head = re.compile(
    rf"{re.escape(_FIRST_LINE)}\n(?:extra (?P<extra>[A-Za-z0-9+/=]*)\n)?"
    r"index (?P<index>0|[1-9][0-9]{0,18})\n(?P<hashes>(?:[A-Za-z0-9+/]{43}=\n)*)\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusionProof:
    """Where an entry stands, the hashes that lead to the root, and the signed checkpoint."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    extra: bytes | None = None
    """Unauthenticated; Fielding writes none."""

    def __post_init__(self) -> None:
        require_hashes(self.hashes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """An entry's bytes and the proof that it is in the ledger: all a reporter needs to keep."""

    entry: bytes
    proof: str


def inclusion_file(index: int, hashes: Sequence[bytes], checkpoint: str) -> str:
    """Write a `.tlog-proof` file; `checkpoint` is the signed note, verbatim."""
    lines = [_FIRST_LINE, f"index {index}", *(b64encode(found).decode() for found in hashes)]
    return "\n".join(lines) + "\n\n" + checkpoint


def parse_inclusion_file(text: str) -> InclusionProof:
    """Read a `.tlog-proof` file; raises ProofFault. Nothing in it is checked yet."""
    match = _head.match(text)
    if not match:
        raise ProofFault
    hashes = tuple(read_base64(line) for line in match["hashes"].split())
    if not all(hashes):
        raise ProofFault
    return InclusionProof(
        index=int(match["index"]),
        hashes=hashes,
        checkpoint=text[match.end() :],
        extra=_extra(match),
    )


def _extra(match: re.Match[str]) -> bytes | None:
    if match["extra"] is None:
        return None
    extra = read_base64(match["extra"])
    if match["extra"] and not extra:
        raise ProofFault
    return extra


def verify_inclusion_file(
    text: str, entry: bytes, keys: Sequence[VerifierKey], origin: str
) -> SignedCheckpoint:
    """Check that these bytes are an entry under a checkpoint that all of these keys signed.

    Raises ProofFault, SignatureFault, CheckpointFault or InclusionFault.
    """
    proof = parse_inclusion_file(text)
    signed = open_checkpoint(proof.checkpoint, keys, origin)
    head = signed.checkpoint.head
    claim = Inclusion(leaf=leaf_hash(entry), index=proof.index, size=head.size, proof=proof.hashes)
    verify_inclusion(claim, head.root)
    return signed


def receipt_file(receipt: Receipt) -> bytes:
    """Write a `.receipt` file."""
    return canonical_bytes(
        {
            "format": RECEIPT_FORMAT,
            "entry": b64encode(receipt.entry).decode(),
            "proof": receipt.proof,
        }
    )


def parse_receipt_file(content: bytes) -> Receipt:
    """Read a `.receipt` file; raises ProofFault. Nothing in it is checked yet."""
    try:
        match json.loads(content):
            case {"format": "fielding-receipt/v1", "entry": str(entry), "proof": str(proof)}:
                content = read_base64(entry)
            case _:
                raise ProofFault
    except ValueError as fault:
        raise ProofFault from fault
    if not content:
        raise ProofFault
    return Receipt(entry=content, proof=proof)


def answers_file(entry_id: str, answers: Sequence[Disclosed]) -> bytes:
    """Write an answers file; it holds plain text and belongs to the reporter alone."""
    return canonical_bytes(
        {
            "format": ANSWERS_FORMAT,
            "entry_id": entry_id,
            "fields": [
                {"name": answer.name, "salt": answer.salt, "value": answer.value}
                for answer in sorted(answers, key=lambda answer: answer.name)
            ],
        }
    )
