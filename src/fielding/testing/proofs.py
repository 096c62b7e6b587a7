"""Proofs over a real tree in memory, signed with keys of its own; commitments as anybody checks."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from fielding.app.ports import Clock, LatePromise, Receipt
from fielding.kernel.canonical import canonical_bytes
from fielding.kernel.instants import write_instant
from fielding.ledger.checkpoints import Checkpoint, sign_checkpoint
from fielding.ledger.notes import KeyKind, SigningKey, VerifierKey, sign_note
from fielding.ledger.proofs import inclusion_file
from fielding.ledger.sealing import Disclosed
from fielding.ledger.tree import Node, inclusion_proof, leaf_hash, root_of
from fielding.testing.store import MemoryStore

ORIGIN = "testing.invalid/log"
LOG = SigningKey.from_seed(ORIGIN, bytes(32))
COSIGNER = SigningKey.from_seed(f"{ORIGIN}/cosigner", bytes(31) + b"\1", KeyKind.COSIGNER)
PROMISE = SigningKey.from_seed(f"{ORIGIN}/promise", bytes(31) + b"\2")
KEYS: Sequence[VerifierKey] = (LOG.verifier(), COSIGNER.verifier())


@dataclass(slots=True, kw_only=True)
class MemoryProofs:
    """Proves what the store in memory holds; promises while it is told to be late."""

    store: MemoryStore
    clock: Clock
    late: bool = False

    def prove(self, entry: str) -> Receipt | LatePromise:
        """Give an entry's receipt under a checkpoint of all entries so far."""
        entries = self.store.contents.entries
        index = next(place for place, kept in enumerate(entries) if kept.entry.id == entry)
        if self.late:
            return self._promise(entries[index].leaf)
        leaves = [kept.leaf for kept in entries]

        def subtree(node: Node) -> bytes:
            return root_of(leaves[node.index << node.height : (node.index + 1) << node.height])

        note = sign_checkpoint(
            Checkpoint(origin=ORIGIN, size=len(leaves), root=root_of(leaves)),
            [LOG, COSIGNER],
            int(self.clock.now().timestamp()),
        )
        hashes = inclusion_proof(index, len(leaves), subtree)
        return Receipt(entry=entries[index].content, proof=inclusion_file(index, hashes, note))

    def _promise(self, leaf: bytes) -> LatePromise:
        now = self.clock.now()
        deadline = now + timedelta(seconds=60)
        promised = base64.b64encode(leaf).decode()
        text = f"fielding-promise/v1\n{promised}\n{write_instant(deadline)}\n"
        note = sign_note(text, [PROMISE], int(now.timestamp()))
        return LatePromise(leaf=leaf, deadline=deadline, note=note)


def commitment_of(fields: Sequence[Disclosed]) -> str:
    """Work out from opened fields, in whatever order, what their entry must have committed to."""
    ordered = sorted(fields, key=lambda field: field.name)
    leaves = [leaf_hash(canonical_bytes([f.name, f.salt, f.value])) for f in ordered]
    return root_of(leaves).hex()
