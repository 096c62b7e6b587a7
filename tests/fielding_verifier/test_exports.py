"""Honest exports pass; damaged, unsigned and incomplete ones do not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.fielding_verifier.checking import (
    KEYS,
    VKEYS,
    check,
    first,
    keep_note,
    keep_receipt,
    story,
)

from fielding.ledger.checkpoints import Checkpoint, sign_checkpoint
from fielding.ledger.notes import SigningKey
from fielding.ledger.tree import leaf_hash, root_of
from fielding.testing.exports import (
    COSIGNER_KEY,
    LOG_KEY,
    ORIGIN,
    START,
    write_export,
)
from fielding_verifier.__main__ import main
from fielding_verifier.errors import Unusable
from fielding_verifier.exports import Question, check_export

pytestmark = pytest.mark.slow

STRANGER = SigningKey.from_seed(ORIGIN, bytes([3] * 32))
FIRST_SECOND = int(START.timestamp())


@pytest.mark.parametrize("size", [0, 1, 2, 100, 255, 256, 257, 512, 700])
def test_an_honest_export_raises_no_alarm(tmp_path: Path, size: int) -> None:
    for seed in range(10):
        told = story(size, seed)

        answer = check(
            write_export(tmp_path / "export", told, told.notes()), keep_note(tmp_path, told)
        )

        assert not answer.findings.kept
        assert answer.counted["entries"] == size


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "not-a-uuid"),
        ("facts", []),
        ("recorded_at", "2026-11-22T01:05:00Z"),
        ("synthetic", 1),
        ("firm", ""),
        ("surprise", "key"),
    ],
)
def test_a_malformed_entry_is_named_even_when_all_is_signed(
    tmp_path: Path, key: str, value: object
) -> None:
    told = story(20)
    told.entries[7][key] = value
    signed = told.rechained()

    answer = check(write_export(tmp_path / "export", signed, signed.notes()))

    assert first(answer) == range(7, 8)
    assert "form" in answer.findings.counts


@pytest.mark.parametrize("keys", [[STRANGER, COSIGNER_KEY], [LOG_KEY], [LOG_KEY, STRANGER]])
def test_a_checkpoint_not_signed_by_the_keys_given_is_refused(
    tmp_path: Path, keys: list[SigningKey]
) -> None:
    told = story(20)
    root = root_of([leaf_hash(content) for content in told.contents()])
    note = sign_checkpoint(Checkpoint(origin=ORIGIN, size=20, root=root), keys, FIRST_SECOND)

    answer = check(write_export(tmp_path / "export", told, {20: note}))

    assert answer.findings.counts["signature"] == 2


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("tile/entries/001.p/44", "missing"),
        ("tile/entries/000", "missing"),
        ("tile/0/000", "tile"),
        ("tile/0/001.p/44", "tile"),
        ("tile/1/000.p/1", "tile"),
    ],
)
def test_a_file_that_is_missing_or_changed_is_a_fault(tmp_path: Path, path: str, kind: str) -> None:
    told = story(300)
    folder = write_export(tmp_path / "export", told, told.notes())

    content = (folder / path).read_bytes()
    (folder / path).write_bytes(content[:-40])
    cut = check(folder)
    (folder / path).unlink()
    missing = check(folder)

    assert kind in cut.findings.counts
    assert kind in missing.findings.counts


def test_files_beyond_the_checkpoint_or_of_no_kind_are_faults(tmp_path: Path) -> None:
    told = story(300)
    notes = told.notes()
    folder = write_export(tmp_path / "export", replace(told, entries=[*told.entries]), notes)
    for path in ["tile/0/002.p/1", "tile/entries/002.p/1", "tile/0/1", "checkpoints/07"]:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(bytes(32))

    assert check(folder).findings.counts == {"layout": 4}


def test_a_partial_tile_that_tells_another_past_is_a_fault(tmp_path: Path) -> None:
    told = story(300)
    folder = write_export(tmp_path / "export", told, told.notes())
    partial = next(folder.glob("tile/0/000.p/*"))
    partial.write_bytes(bytes(partial.stat().st_size))

    assert check(folder).findings.counts.keys() == {"tile"}


def test_the_command_names_the_first_bad_entry_and_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = story(300)
    folder = write_export(tmp_path / "export", told, told.notes())
    bundle = folder / "tile/entries/000"
    bundle.write_bytes(bundle.read_bytes().replace(b'"amount":77', b'"amount":78'))

    code = main(["export", str(folder), "--key", VKEYS[0], "--key", VKEYS[1], "--json"])

    document = json.loads(capsys.readouterr().out)
    assert code == 1
    assert document["first_bad_entry"] == {
        "index": 77,
        "entry": told.entries[77]["id"],
        "until": None,
    }
    assert len(document["cannot_exclude"]) == 2


def test_the_command_is_content_with_an_honest_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = story(30)
    folder = write_export(tmp_path / "export", told, told.notes())
    (folder / "keys.json").write_text(json.dumps({"log": VKEYS[0], "cosigner": VKEYS[1]}))
    seen = keep_note(tmp_path, told)

    code = main(["export", str(folder), "--key", VKEYS[0], "--key", VKEYS[1], "--seen", str(seen)])

    said = capsys.readouterr().out
    assert code == 0
    assert "No fault found" in said
    assert "Could not be excluded" not in said
    assert "Note" not in said


def test_a_proof_kept_outside_counts_like_its_checkpoint(tmp_path: Path) -> None:
    told = story(60)
    proof = tmp_path / "kept.tlog-proof"
    proof.write_text(json.loads(keep_receipt(tmp_path, told, 3).read_text())["proof"])

    answer = check(write_export(tmp_path / "export", told, told.notes()), proof)

    assert not answer.findings.counts
    assert answer.seen_until == 60


def test_a_checkpoint_kept_outside_that_is_not_signed_is_never_passed_over(tmp_path: Path) -> None:
    told = story(20)
    root = root_of([leaf_hash(content) for content in told.contents()])
    forged = tmp_path / "forged"
    checkpoint = Checkpoint(origin=ORIGIN, size=20, root=root)
    forged.write_text(sign_checkpoint(checkpoint, [STRANGER, COSIGNER_KEY], FIRST_SECOND))

    answer = check(write_export(tmp_path / "export", told, told.notes()), forged)

    assert answer.findings.counts == {"seen": 1}
    assert answer.seen_until == 0


def test_a_file_kept_outside_that_is_not_there_stops_the_check(tmp_path: Path) -> None:
    told = story(20)

    with pytest.raises(Unusable):
        check(write_export(tmp_path / "export", told, told.notes()), tmp_path / "nowhere")


def test_sealed_texts_may_lie_in_another_folder(tmp_path: Path) -> None:
    told = story(60)
    folder = write_export(tmp_path / "export", told, told.notes())
    moved = (folder / "sealed").rename(tmp_path / "texts")

    answer = check_export(Question(folder=folder, keys=KEYS, blobs=moved))

    assert not answer.findings.counts
    assert answer.counted["sealed texts"] > 0


def test_what_could_not_be_checked_is_said(tmp_path: Path) -> None:
    told = story(20)
    folder = write_export(tmp_path / "export", replace(told, blobs={}), told.notes())
    (folder / "keys.json").write_text('{"log": "another"}')

    answer = check_export(Question(folder=folder, keys=KEYS[:1]))

    assert [note.split(",")[0] for note in answer.notes] == [
        "No cosigner's key was given",
        "The export holds no sealed texts",
        "The export's own keys.json names other keys than you gave; yours were used.",
    ]


def test_a_checkpoint_cosigned_before_a_smaller_one_is_a_fault(tmp_path: Path) -> None:
    told = replace(story(20), heads=[(10, FIRST_SECOND + 600), (20, FIRST_SECOND)])

    answer = check(write_export(tmp_path / "export", told, told.notes()))

    assert "time" in answer.findings.counts


def test_an_export_whose_checkpoint_is_no_checkpoint_is_a_fault(tmp_path: Path) -> None:
    told = story(20)
    folder = write_export(tmp_path / "export", told, told.notes())
    (folder / "checkpoint").write_bytes(b"\xff nonsense")

    answer = check(folder)

    assert answer.checkpoint is None
    assert answer.findings.counts == {"signature": 1}


def test_a_folder_that_is_no_export_cannot_be_checked(tmp_path: Path) -> None:
    with pytest.raises(Unusable):
        check(tmp_path)


@pytest.mark.parametrize("key", ["nonsense", VKEYS[0].replace("log+", "log+0")])
def test_a_key_that_is_none_ends_with_code_two(tmp_path: Path, key: str) -> None:
    assert main(["export", str(tmp_path), "--key", key]) == 2
