"""A receipt proves one entry, and answers prove the words in it; any change is refused."""

import json
import random
from base64 import b64decode, b64encode
from pathlib import Path

import pytest

from fielding.kernel.canonical import canonical_bytes
from fielding.ledger.checkpoints import Checkpoint, sign_checkpoint
from fielding.ledger.notes import KeyKind, SigningKey
from fielding.ledger.proofs import Receipt, answers_file, inclusion_file, receipt_file
from fielding.ledger.sealing import Disclosed
from fielding.ledger.tree import Node, inclusion_proof, leaf_hash, root_of
from fielding.testing.proofs import commitment_of
from fielding_verifier.__main__ import main

ORIGIN = "fielding.local/log"
LOG = SigningKey.from_seed(ORIGIN, bytes([1] * 32))
COSIGNER = SigningKey.from_seed("fielding.local/cosigner", bytes([2] * 32), KeyKind.COSIGNER)
KEYS = ["--key", str(LOG.verifier()), "--key", str(COSIGNER.verifier())]
ID = "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000"
WORDS = [
    Disclosed(name="story", salt="ab" * 32, value="They said “£5” — então\n\u2028 \U0001f600"),
    Disclosed(name="amount", salt="cd" * 32, value=500_00),
    Disclosed(name="contact", salt="ef" * 32, value=["phone", {"post": None}, True]),
]
ENTRY = canonical_bytes(
    {
        "id": ID,
        "service": "fraud",
        "definition": "d" * 64,
        "kind": "case.received",
        "subject": "case/0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001",
        "also": [],
        "previous": None,
        "occurred_at": "2026-11-22T01:25:00.000000Z",
        "recorded_at": "2026-11-22T01:25:00.000000Z",
        "actor": "reporter",
        "role": "public",
        "firm": None,
        "contract": None,
        "facts": {},
        "commitment": commitment_of(WORDS),
        "sealed": "e" * 64,
        "synthetic": True,
    }
)
LEAVES = [leaf_hash(b"%d" % number) for number in range(20)] + [leaf_hash(ENTRY)]


def subtree(node: Node) -> bytes:
    return root_of(LEAVES[node.index << node.height : (node.index + 1) << node.height])


def receipt(entry: bytes = ENTRY, index: int = 20) -> bytes:
    checkpoint = Checkpoint(origin=ORIGIN, size=21, root=root_of(LEAVES))
    note = sign_checkpoint(checkpoint, [LOG, COSIGNER], 1_795_310_701)
    proof = inclusion_file(index, inclusion_proof(index, 21, subtree), note)
    return receipt_file(Receipt(entry=entry, proof=proof))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "my.receipt"
    path.write_bytes(receipt())
    return path


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "my.answers"
    path.write_bytes(answers_file(ID, WORDS))
    return path


def test_a_receipt_that_holds_says_what_it_proves(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["receipt", str(file), *KEYS])

    said = capsys.readouterr().out
    assert code == 0
    assert ID in said
    assert "synthetic" in said


def test_answers_that_were_sealed_are_recognised(
    file: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["receipt", str(file), *KEYS, "--answers", str(answers), "--json"])

    document = json.loads(capsys.readouterr().out)
    assert code == 0
    assert document["answers"] == ["amount", "contact", "story"]
    assert document["times"] == [1_795_310_701]


def test_any_changed_byte_of_the_entry_or_the_hashes_is_noticed(file: Path) -> None:
    honest = json.loads(file.read_text())
    chance = random.Random(1)

    for _ in range(100):
        entry = bytearray(b64decode(honest["entry"]))
        entry[chance.randrange(len(entry))] ^= 1 << chance.randrange(8)
        changed = honest | {"entry": b64encode(entry).decode()}
        file.write_text(json.dumps(changed))
        assert main(["receipt", str(file), *KEYS]) == 1


def test_any_changed_letter_of_the_signed_text_is_noticed(file: Path) -> None:
    honest = json.loads(file.read_text())
    end = honest["proof"].index("\n\n— ")

    for place in range(end):
        letter = "B" if honest["proof"][place] == "A" else "A"
        proof = honest["proof"][:place] + letter + honest["proof"][place + 1 :]
        file.write_text(json.dumps(honest | {"proof": proof}))
        assert main(["receipt", str(file), *KEYS]) == 1


@pytest.mark.parametrize("index", [0, 19])
def test_an_entry_at_another_place_is_refused(file: Path, index: int) -> None:
    file.write_bytes(receipt(index=index))

    assert main(["receipt", str(file), *KEYS]) == 1


def test_a_receipt_signed_by_another_key_is_refused(file: Path) -> None:
    stranger = SigningKey.from_seed(ORIGIN, bytes([9] * 32))

    assert main(["receipt", str(file), "--key", str(stranger.verifier())]) == 1


def test_a_cosigner_alone_does_not_make_a_receipt_hold(file: Path) -> None:
    assert main(["receipt", str(file), *KEYS[2:]]) == 1


@pytest.mark.parametrize(
    "changed",
    [
        [WORDS[0], WORDS[1]],
        [*WORDS, WORDS[0]],
        [Disclosed(name="amount", salt="cd" * 32, value=500_01), WORDS[0], WORDS[2]],
        [Disclosed(name="amount", salt="00" * 32, value=500_00), WORDS[0], WORDS[2]],
        [Disclosed(name="amount", salt="short", value=500_00), WORDS[0], WORDS[2]],
    ],
    ids=["missing", "twice", "other words", "other salt", "no salt"],
)
def test_answers_that_were_not_sealed_are_refused(
    file: Path, answers: Path, changed: list[Disclosed]
) -> None:
    answers.write_bytes(answers_file(ID, changed))

    assert main(["receipt", str(file), *KEYS, "--answers", str(answers)]) == 1


def test_answers_of_another_entry_are_refused(file: Path, answers: Path) -> None:
    answers.write_bytes(answers_file("another", WORDS))

    assert main(["receipt", str(file), *KEYS, "--answers", str(answers)]) == 1


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"[" * 100_000, b'{"format":1}'])
def test_a_file_that_is_no_receipt_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)

    assert main(["receipt", str(file), *KEYS]) == 1


def test_a_file_that_is_not_there_ends_with_code_two(tmp_path: Path) -> None:
    assert main(["receipt", str(tmp_path / "nowhere"), *KEYS]) == 2


def test_help_explains_what_the_keys_and_codes_mean(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(["--help"])

    assert ending.value.code == 0
    assert "Exit codes" in capsys.readouterr().out
