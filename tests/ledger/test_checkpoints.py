"""Checkpoints read back as written, and need every key that is asked for."""

import pytest

from fielding.ledger.checkpoints import Checkpoint, open_checkpoint, sign_checkpoint
from fielding.ledger.errors import BadHash, CheckpointFault, SignatureFault
from fielding.ledger.notes import KeyKind, SigningKey, sign_note

LOG = SigningKey.from_seed("fielding.local/log", bytes(32))
COSIGNER = SigningKey.from_seed("fielding.local/cosigner", bytes([1] * 32), KeyKind.COSIGNER)
CHECKPOINT = Checkpoint(origin="fielding.local/log", size=7, root=bytes(32))


def test_a_checkpoint_reads_back_as_written() -> None:
    assert Checkpoint.parse(CHECKPOINT.text()) == CHECKPOINT


def test_a_signed_checkpoint_opens_and_tells_when_it_was_cosigned() -> None:
    note = sign_checkpoint(CHECKPOINT, [LOG, COSIGNER], 1_795_310_700)

    signed = open_checkpoint(note, [LOG.verifier(), COSIGNER.verifier()], "fielding.local/log")

    assert signed.checkpoint == CHECKPOINT
    assert signed.times() == [1_795_310_700]


def test_a_checkpoint_without_the_second_signature_is_refused() -> None:
    note = sign_checkpoint(CHECKPOINT, [LOG], 0)

    with pytest.raises(SignatureFault):
        open_checkpoint(note, [LOG.verifier(), COSIGNER.verifier()], "fielding.local/log")


def test_a_checkpoint_of_another_ledger_is_refused() -> None:
    note = sign_checkpoint(CHECKPOINT, [LOG], 0)

    with pytest.raises(CheckpointFault):
        open_checkpoint(note, [LOG.verifier()], "example.com/other")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n",
        "origin\n01\n" + "A" * 43 + "=\n",
        "origin\n-1\n" + "A" * 43 + "=\n",
        "origin\n1\nnot a hash\n",
        "origin\n1\n" + "!" * 43 + "=\n",
        "origin\n1\n" + "A" * 42 + "B=\n",
        "origin\n1\n" + "A" * 43 + "=\nextension\n",
    ],
)
def test_a_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(CheckpointFault):
        Checkpoint.parse(text)


def test_a_signed_text_that_is_no_checkpoint_is_refused() -> None:
    with pytest.raises(CheckpointFault):
        open_checkpoint(sign_note("hello\n", [LOG], 0), [LOG.verifier()], "fielding.local/log")


def test_a_root_of_another_length_is_refused() -> None:
    with pytest.raises(BadHash):
        Checkpoint(origin="origin", size=1, root=b"short")
