"""Proof files and receipts read back as written, and prove exactly one entry."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.ledger.checkpoints import Checkpoint, sign_checkpoint
from fielding.ledger.errors import InclusionFault, LedgerFault, ProofFault, SignatureFault
from fielding.ledger.notes import SigningKey
from fielding.ledger.proofs import (
    Receipt,
    answers_file,
    inclusion_file,
    parse_inclusion_file,
    parse_receipt_file,
    receipt_file,
    verify_inclusion_file,
)
from fielding.ledger.sealing import Disclosed
from fielding.ledger.tree import Node, inclusion_proof, leaf_hash, root_of

ORIGIN = "fielding.local/log"
LOG = SigningKey.from_seed(ORIGIN, bytes(32))
ENTRIES = [b'{"entry":%d}' % number for number in range(9)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


def subtree(node: Node) -> bytes:
    return root_of(LEAVES[node.index << node.height : (node.index + 1) << node.height])


def proof_file(index: int) -> str:
    checkpoint = Checkpoint(origin=ORIGIN, size=9, root=root_of(LEAVES))
    note = sign_checkpoint(checkpoint, [LOG], 0)
    return inclusion_file(index, inclusion_proof(index, 9, subtree), note)


def test_a_proof_file_looks_as_the_specification_says() -> None:
    lines = proof_file(8).split("\n")

    assert lines[:2] == ["c2sp.org/tlog-proof@v1", "index 8"]
    assert lines[3:6] == ["", ORIGIN, "9"]


@pytest.mark.parametrize("index", range(9))
def test_a_proof_file_proves_its_entry(index: int) -> None:
    signed = verify_inclusion_file(proof_file(index), ENTRIES[index], [LOG.verifier()], ORIGIN)

    assert signed.checkpoint.size == 9


def test_a_proof_file_proves_no_other_entry() -> None:
    with pytest.raises(InclusionFault):
        verify_inclusion_file(proof_file(3), ENTRIES[4], [LOG.verifier()], ORIGIN)


def test_a_proof_under_an_unknown_key_is_refused() -> None:
    stranger = SigningKey.from_seed(ORIGIN, bytes([1] * 32))

    with pytest.raises(SignatureFault):
        verify_inclusion_file(proof_file(3), ENTRIES[3], [stranger.verifier()], ORIGIN)


def test_extra_bytes_are_read_but_never_written() -> None:
    text = proof_file(0).replace("\nindex", "\nextra aGVsbG8=\nindex")

    assert parse_inclusion_file(text).extra == b"hello"
    assert parse_inclusion_file(proof_file(0)).extra is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v2\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 00\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nshort\n\n",
        "c2sp.org/tlog-proof@v1\nextra =\nindex 0\n\n",
    ],
)
def test_a_malformed_proof_file_is_refused(text: str) -> None:
    with pytest.raises(ProofFault):
        parse_inclusion_file(text)


def test_a_receipt_reads_back_as_written() -> None:
    receipt = Receipt(entry=ENTRIES[2], proof=proof_file(2))

    assert parse_receipt_file(receipt_file(receipt)) == receipt


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"format":"fielding-receipt/v2","entry":"","proof":""}',
        b'{"format":"fielding-receipt/v1","entry":"!","proof":""}',
        b'{"format":"fielding-receipt/v1","entry":1,"proof":""}',
    ],
)
def test_a_malformed_receipt_is_refused(content: bytes) -> None:
    with pytest.raises(ProofFault):
        parse_receipt_file(content)


def test_answers_are_written_in_the_order_of_their_names() -> None:
    answers = [Disclosed(name=name, salt="00" * 32, value="words") for name in ("b", "a")]

    written = json.loads(answers_file("an-entry", answers))

    assert [field["name"] for field in written["fields"]] == ["a", "b"]
    assert written["entry_id"] == "an-entry"


@given(data=st.data())
def test_a_damaged_proof_file_is_refused_and_never_crashes(data: st.DataObject) -> None:
    honest = proof_file(5)
    place = data.draw(st.integers(0, len(honest) - 1))
    other = data.draw(st.text(max_size=3).filter(lambda text: text != honest[place]))
    damaged = honest[:place] + other + honest[place + 1 :]

    with pytest.raises(LedgerFault):
        verify_inclusion_file(damaged, ENTRIES[5], [LOG.verifier()], ORIGIN)
