"""Signed notes agree with the public vectors; a known key that is wrong spoils the note."""

import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from fielding.ledger.errors import KeyFault, NoteFault, SignatureFault
from fielding.ledger.notes import KeyKind, SigningKey, VerifierKey, open_note, sign_note

VECTORS = Path(__file__).parent.parent / "vectors"
NOTES = json.loads((VECTORS / "sumdb-note/vectors.json").read_text())
WYCHEPROOF = json.loads((VECTORS / "wycheproof/ed25519_test.json").read_text())

LOG = SigningKey.from_seed("fielding.local/log", bytes(32))
COSIGNER = SigningKey.from_seed("fielding.local/cosigner", bytes([1] * 32), KeyKind.COSIGNER)
STRANGER = SigningKey.from_seed("example.com/stranger", bytes([2] * 32))
TEXT = "fielding.local/log\n1\ntext\n"


@pytest.mark.parametrize("case", NOTES["good"], ids=lambda case: case["vkey"][:12])
def test_a_published_key_reads_and_writes_back_the_same(case: dict[str, str]) -> None:
    assert str(VerifierKey.parse(case["vkey"])) == case["vkey"]


def test_a_published_note_opens() -> None:
    case = NOTES["good"][1]

    opened = open_note(case["note"], [VerifierKey.parse(case["vkey"])])

    assert opened.text == "This is an example message.\n"


@pytest.mark.parametrize(
    "vkey", [*NOTES["bad_vkeys"], "", "a+b", "name+00000000+", "a b+00000000+AQ=="]
)
def test_a_bad_key_is_refused(vkey: str) -> None:
    with pytest.raises(KeyFault):
        VerifierKey.parse(vkey)


def test_signatures_are_judged_as_wycheproof_labels_them() -> None:
    judged = list[tuple[int, bool]]()

    for group in WYCHEPROOF["testGroups"]:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(group["publicKey"]["pk"]))
        for case in group["tests"]:
            try:
                public.verify(bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]))
                judged.append((case["tcId"], True))
            except InvalidSignature:
                judged.append((case["tcId"], False))

    assert judged == [
        (case["tcId"], case["result"] == "valid")
        for group in WYCHEPROOF["testGroups"]
        for case in group["tests"]
    ]
    assert len(judged) == WYCHEPROOF["numberOfTests"] == 151


def test_a_note_signed_twice_opens_with_both_and_states_the_time() -> None:
    note = sign_note(TEXT, [LOG, COSIGNER], 1_795_310_700)

    opened = open_note(note, [LOG.verifier(), COSIGNER.verifier()])

    assert opened.text == TEXT
    assert opened.signed_by(LOG.verifier()).time is None
    assert opened.signed_by(COSIGNER.verifier()).time == 1_795_310_700


def test_an_unknown_signature_is_ignored() -> None:
    note = sign_note(TEXT, [STRANGER, LOG], 0)

    opened = open_note(note, [LOG.verifier()])

    assert [signature.key for signature in opened.signatures] == [LOG.verifier()]


def test_a_note_signed_only_by_strangers_is_refused() -> None:
    with pytest.raises(SignatureFault):
        open_note(sign_note(TEXT, [STRANGER], 0), [LOG.verifier()])


def test_a_wrong_signature_of_a_known_key_spoils_the_note() -> None:
    note = sign_note(TEXT, [LOG, COSIGNER], 7)
    other = sign_note(TEXT.replace("1", "2"), [COSIGNER], 7)
    spoiled = note.splitlines(keepends=True)[:-1] + other.splitlines(keepends=True)[-1:]

    with pytest.raises(SignatureFault):
        open_note("".join(spoiled), [LOG.verifier(), COSIGNER.verifier()])


def test_the_time_of_a_cosignature_cannot_be_changed() -> None:
    key = COSIGNER.verifier()
    signature = COSIGNER.sign(TEXT, 1000)

    with pytest.raises(SignatureFault):
        key.verify(TEXT, (2000).to_bytes(8) + signature[8:])


def test_asking_for_a_signature_that_is_missing_is_refused() -> None:
    opened = open_note(sign_note(TEXT, [LOG], 0), [LOG.verifier(), COSIGNER.verifier()])

    with pytest.raises(SignatureFault):
        opened.signed_by(COSIGNER.verifier())


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\nnot a signature\n",
        "text\n\n— name notbase64!\n",
        "text\n\n— name AAAA",
        "text\r\n\n— name AAAAAAAA\n",
        "text\n\n" + "— name AAAAAAAA\n" * 101,
    ],
)
def test_a_malformed_note_is_refused(note: str) -> None:
    with pytest.raises(NoteFault):
        open_note(note, [LOG.verifier()])


@pytest.mark.parametrize("text", ["no newline", "bell\a\n"])
def test_a_text_that_cannot_be_a_note_is_not_signed(text: str) -> None:
    with pytest.raises(NoteFault):
        sign_note(text, [LOG], 0)


def test_a_seed_of_another_length_is_refused() -> None:
    with pytest.raises(KeyFault):
        SigningKey.from_seed("name", b"short")


def test_a_signing_key_does_not_show_its_secret() -> None:
    assert "private" not in repr(LOG)
