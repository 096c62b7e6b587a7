"""Checks a receipt: that an entry is in the ledger, and that answers are the ones it sealed."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from fielding_verifier.canonical import read_base64, write_canonical
from fielding_verifier.entries import Entry, read_entry
from fielding_verifier.errors import Refused
from fielding_verifier.merkle import leaf_hash, root_by_path, tree_root
from fielding_verifier.signing import Checkpoint, Key, open_checkpoint

_proof = re.compile(
    r"c2sp\.org/tlog-proof@v1\n(?:extra [A-Za-z0-9+/=]*\n)?"
    r"index (?P<index>0|[1-9][0-9]{0,18})\n(?P<path>(?:[A-Za-z0-9+/]{43}=\n)*)\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A tlog-proof as read; nothing in it is checked yet."""

    index: int
    path: tuple[bytes, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A receipt as read; nothing in it is checked yet."""

    content: bytes
    proof: Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReceipt:
    """A receipt that holds: this entry stands at this place under this checkpoint."""

    entry: Entry
    index: int
    leaf: bytes
    checkpoint: Checkpoint


def read_proof(text: str) -> Proof:
    """Read a tlog-proof; raises Refused."""
    match = _proof.match(text)
    if not match:
        raise Refused("the proof is not a tlog-proof")
    path = tuple(read_base64(line) for line in match["path"].split())
    return Proof(index=int(match["index"]), path=path, note=text[match.end() :])


def read_receipt(file: bytes) -> Receipt:
    """Read a receipt file; raises Refused."""
    match _json(file):
        case {"format": "fielding-receipt/v1", "entry": str(entry), "proof": str(proof)}:
            content = read_base64(entry)
            if not content:
                raise Refused("the entry in the receipt is damaged")
            return Receipt(content=content, proof=read_proof(proof))
    raise Refused("this is not a receipt (fielding-receipt/v1)")


def check_receipt(receipt: Receipt, keys: Sequence[Key]) -> CheckedReceipt:
    """Check signatures, then the path from entry to root; raises Refused."""
    try:
        checkpoint = open_checkpoint(receipt.proof.note, keys)
    except Refused as fault:
        raise Refused(f"the receipt's checkpoint cannot be trusted: {fault}") from fault
    leaf, proof = leaf_hash(receipt.content), receipt.proof
    if root_by_path(leaf, proof.index, checkpoint.size, proof.path) != checkpoint.root:
        raise Refused("this entry is not the one that stands in the ledger at this place")
    try:
        entry = read_entry(receipt.content)
    except Refused as fault:
        raise Refused(f"the entry is in the ledger but malformed: {fault}") from fault
    return CheckedReceipt(entry=entry, index=proof.index, leaf=leaf, checkpoint=checkpoint)


def check_answers(content: bytes, entry: Entry) -> list[str]:
    """Check that answers are the words the entry sealed; gives their names, raises Refused."""
    match _json(content):
        case {"format": "fielding-answers/v1", "entry_id": entry_id, "fields": list(fields)}:
            if entry_id != entry.id:
                raise Refused(f"the answers belong to another entry ({entry_id})")
            answers = sorted(_answer(field) for field in fields)
        case _:
            raise Refused("this is not an answers file (fielding-answers/v1)")
    names = [name for name, _ in answers]
    if len(set(names)) != len(names):
        raise Refused("an answer is given twice")
    if tree_root([leaf_hash(leaf) for _, leaf in answers]).hex() != entry.commitment:
        raise Refused("these are not the words that were sealed in the entry")
    return names


def _answer(field: object) -> tuple[str, bytes]:
    match field:
        case {"name": str(name), "salt": str(salt), "value": value} if len(salt) == 64:
            try:
                return name, write_canonical([name, salt, value])
            except ValueError as fault:
                raise Refused(f"the answer “{name}” cannot be read") from fault
    raise Refused("an answer lacks its name, its salt or its value")


def _json(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise Refused("the file is not JSON") from fault
