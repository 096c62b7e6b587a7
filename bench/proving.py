"""Proofs out of the stored tiles, and the Merkle tree alone."""

import hashlib
import random
import time

import psycopg

from bench.figures import Figure, milliseconds
from bench.machine import administrator
from fielding.app.ports import Receipt
from fielding.ledger.proofs import verify_inclusion_file
from fielding.ledger.tree import Frontier, leaf_hash
from fielding.wiring.hub import hub, keyring

LEAVES = 1_000_000
PROOFS = 500


def measure() -> list[Figure]:
    """Prove entries drawn at random, check the proofs, and grow a tree of a million leaves."""
    with psycopg.connect(administrator()) as server:
        found = server.execute("SELECT id::text FROM entry JOIN leaf USING (queued)").fetchall()
    drawn = random.Random(1).choices([entry for (entry,) in found], k=PROOFS)
    wired, keys = hub(), keyring()
    begun = time.perf_counter()
    receipts = [wired.proofs.prove(entry) for entry in drawn]
    proved = PROOFS / (time.perf_counter() - begun)
    verifiers = [keys.log.verifier(), keys.cosigner.verifier()]
    begun = time.perf_counter()
    for receipt in receipts:
        if not isinstance(receipt, Receipt):
            raise TypeError(receipt)
        verify_inclusion_file(receipt.proof, receipt.entry, verifiers, keys.log.name)
    checked = PROOFS / (time.perf_counter() - begun)
    return [
        Figure(what=f"proofs, ledger of {len(found):,}", value=round(proved), unit="proofs/s"),
        Figure(what="proofs checked, two signatures each", value=round(checked), unit="proofs/s"),
        *_tree(),
    ]


def _tree() -> list[Figure]:
    begun = time.perf_counter()
    leaves = [leaf_hash(number.to_bytes(8, "big")) for number in range(LEAVES)]
    hashed = time.perf_counter() - begun
    begun = time.perf_counter()
    Frontier().append(leaves).root()
    grown = time.perf_counter() - begun
    begun = time.perf_counter()
    for leaf in leaves:
        hashlib.sha256(leaf + leaf).digest()
    alone = time.perf_counter() - begun
    return [
        Figure(what="a million leaves hashed", value=milliseconds(hashed), unit="ms"),
        Figure(
            what="a tree grown over them", value=milliseconds(grown), unit="ms",
            limit=milliseconds(alone), limit_is="a million SHA-256 of 64 bytes, in Python",
        ),
    ]  # fmt: skip
