"""Honest exports pass; whatever somebody with the database, or even the keys, changes is found."""

import json
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from fielding.kernel.canonical import canonical_bytes
from fielding.ledger.checkpoints import Checkpoint, sign_checkpoint
from fielding.ledger.notes import KeyKind, SigningKey
from fielding.ledger.proofs import Receipt, inclusion_file, receipt_file
from fielding.ledger.tiles import (
    RightEdge,
    bundle_path,
    encode_bundle,
    tiles_for_append,
)
from fielding.ledger.tree import Node, inclusion_proof, leaf_hash, root_of
from fielding_verifier.__main__ import main
from fielding_verifier.errors import Unusable
from fielding_verifier.exports import Answer, Question, check_export
from fielding_verifier.signing import read_key

ORIGIN = "fielding.local/log"
LOG = SigningKey.from_seed(ORIGIN, bytes([1] * 32))
COSIGNER = SigningKey.from_seed("fielding.local/cosigner", bytes([2] * 32), KeyKind.COSIGNER)
STRANGER = SigningKey.from_seed(ORIGIN, bytes([3] * 32))
VKEYS = [str(LOG.verifier()), str(COSIGNER.verifier())]
KEYS = [read_key(vkey) for vkey in VKEYS]
START = 1_795_310_700
PLACEMENTS = range(25)

Entry = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Story:
    """Entries as dictionaries, the sealed texts, and (size, time) of every checkpoint."""

    entries: list[Entry]
    blobs: dict[str, bytes]
    heads: list[tuple[int, int]]

    def contents(self) -> list[bytes]:
        return [canonical_bytes(entry) for entry in self.entries]

    def notes(self) -> dict[int, str]:
        leaves = [leaf_hash(content) for content in self.contents()]
        return {
            size: sign_checkpoint(
                Checkpoint(origin=ORIGIN, size=size, root=root_of(leaves[:size])),
                [LOG, COSIGNER],
                time,
            )
            for size, time in self.heads
        }

    def rechained(self) -> "Story":
        """Give every entry the right `previous` again, as a careful forger would."""
        last, entries = dict[object, str](), list[Entry]()
        for entry in self.entries:
            chained = entry | {"previous": last.get(entry["subject"])}
            last[entry["subject"]] = leaf_hash(canonical_bytes(chained)).hex()
            entries.append(chained)
        return replace(self, entries=entries)

    def resized(self, change: int, index: int) -> "Story":
        """Move the checkpoints after `index`, as when a forger signs a ledger of other length."""
        heads = [(size + change * (size > index), time) for size, time in self.heads]
        return replace(self, heads=sorted(dict(heads).items()))


def instant(second: float) -> str:
    return f"2026-11-22T{int(second) // 3600:02}:{int(second) // 60 % 60:02}:{second % 60:09.6f}Z"


def entry_of(number: int, chance: random.Random, subject: str) -> Entry:
    # START is 2026-11-22T01:25:00Z: each entry comes 3 s after the one before it.
    moment = instant(5100 + number * 3)
    return {
        "id": uuid7(chance),
        "service": "fraud",
        "definition": "d" * 64,
        "kind": "case.received",
        "subject": subject,
        "also": [],
        "previous": None,
        "occurred_at": moment,
        "recorded_at": moment,
        "actor": "staff-1",
        "role": "assessor",
        "firm": None,
        "contract": None,
        "facts": {"amount": number, "words": "“quoted”, £"},
        "commitment": None,
        "sealed": None,
        "synthetic": True,
    }


def uuid7(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128) & ~(0xF << 76 | 3 << 62) | 7 << 76 | 2 << 62))


def story(size: int, seed: int = 0) -> Story:
    chance = random.Random(seed)
    cases = [f"case/{uuid7(chance)}" for _ in range(max(1, size // 5))]
    entries, blobs = list[Entry](), dict[str, bytes]()
    for number in range(size):
        entry = entry_of(number, chance, chance.choice(cases))
        if chance.random() < 0.3:
            blob = chance.randbytes(50)
            entry["sealed"] = entry["commitment"] = sha256(blob).hexdigest()
            blobs[str(entry["id"])] = blob
        if chance.random() < 0.03:
            entry["kind"] = "case.erased"
            for other in entries:
                if other["subject"] == entry["subject"] and chance.random() < 0.9:
                    blobs.pop(str(other["id"]), None)
        entries.append(entry)
    sizes = sorted({size, *(chance.randrange(size + 1) for _ in range(size // 25))})
    return Story(
        entries=entries, blobs=blobs, heads=[(size, START + size * 3 - 2) for size in sizes]
    ).rechained()


def write(folder: Path, told: Story, notes: dict[int, str]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    contents = told.contents()
    files = {f"checkpoints/{size}": note.encode() for size, note in notes.items()}
    files["checkpoint"] = notes[max(notes)].encode()
    files |= {f"sealed/{entry}": blob for entry, blob in told.blobs.items()}
    edge = RightEdge()
    for end in [size for size in sorted(notes) if size < len(contents)] + [len(contents)]:
        edge, tiles = tiles_for_append(edge, [leaf_hash(one) for one in contents[edge.size : end]])
        files |= {tile.place.path(): tile.hashes for tile in tiles}
    for start in range(0, len(contents), 256):
        bundle = contents[start : start + 256]
        files[bundle_path(start // 256, len(bundle))] = encode_bundle(bundle)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def check(folder: Path, *seen: Path) -> Answer:
    return check_export(Question(folder=folder, keys=KEYS, seen=seen))


def keep_note(folder: Path, told: Story) -> Path:
    """Keep the last checkpoint outside, as an overseer does."""
    path = folder / "kept-outside"
    notes = told.notes()
    path.write_text(notes[max(notes)])
    return path


def keep_receipt(folder: Path, told: Story, index: int) -> Path:
    leaves = [leaf_hash(content) for content in told.contents()]
    notes = told.notes()
    size = max(notes)

    def subtree(node: Node) -> bytes:
        return root_of(leaves[node.index << node.height : (node.index + 1) << node.height])

    proof = inclusion_file(index, inclusion_proof(index, size, subtree), notes[size])
    path = folder / f"{index}.receipt"
    path.write_bytes(receipt_file(Receipt(entry=told.contents()[index], proof=proof)))
    return path


def first(answer: Answer) -> range:
    place = answer.findings.first_bad()
    assert place is not None
    return range(place.index, place.until or place.index + 1)


# What a forger may do to the entries; each gives the forged story and the first entry concerned.


def change(told: Story, chance: random.Random) -> tuple[Story, int]:
    index = chance.randrange(len(told.entries))
    entries = list(told.entries)
    entries[index] = entries[index] | {"facts": {"amount": 0}}
    return replace(told, entries=entries), index


def delete(told: Story, chance: random.Random) -> tuple[Story, int]:
    index = chance.randrange(len(told.entries))
    entries = told.entries[:index] + told.entries[index + 1 :]
    return replace(told, entries=entries), index


def insert(told: Story, chance: random.Random) -> tuple[Story, int]:
    index = chance.randrange(len(told.entries))
    forged = entry_of(index, chance, str(told.entries[index]["subject"]))
    entries = [*told.entries[:index], forged, *told.entries[index:]]
    return replace(told, entries=entries), index


def reorder(told: Story, chance: random.Random) -> tuple[Story, int]:
    index, other = sorted(chance.sample(range(len(told.entries)), 2))
    entries = list(told.entries)
    entries[index], entries[other] = entries[other], entries[index]
    return replace(told, entries=entries), index


def backdate(told: Story, chance: random.Random) -> tuple[Story, int]:
    index = chance.randrange(len(told.entries))
    entries = list(told.entries)
    entries[index] = entries[index] | {"recorded_at": instant(5000)}
    return replace(told, entries=entries), index


FORGERIES = [change, delete, insert, reorder, backdate]
forgery = pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
Forge = Callable[[Story, random.Random], tuple[Story, int]]


@pytest.mark.parametrize("size", [0, 1, 2, 100, 255, 256, 257, 512, 700])
def test_an_honest_export_raises_no_alarm(tmp_path: Path, size: int) -> None:
    for seed in range(10):
        told = story(size, seed)

        answer = check(write(tmp_path / "export", told, told.notes()), keep_note(tmp_path, told))

        assert not answer.findings.kept
        assert answer.counted["entries"] == size


@pytest.mark.slow
@forgery
def test_entries_that_differ_from_their_tiles_are_named(tmp_path: Path, forge: Forge) -> None:
    told = story(300)
    folder, notes = tmp_path / "export", told.notes()

    for seed in PLACEMENTS:
        forged, index = forge(told, random.Random(seed))
        write(folder, told, notes)
        for start in range(0, 300, 256):
            bundle = forged.contents()[start : start + 256]
            path = folder / bundle_path(start // 256, min(256, 300 - start))
            path.write_bytes(encode_bundle(bundle))
        place = check(folder).findings.first_bad()
        assert place is not None
        assert place.index == index


@pytest.mark.slow
@forgery
def test_rewritten_tiles_do_not_fit_the_signed_checkpoints(tmp_path: Path, forge: Forge) -> None:
    told = story(300)
    notes = told.notes()

    for seed in PLACEMENTS:
        forged, index = forge(told, random.Random(seed))
        answer = check(write(tmp_path / "export", forged.rechained(), notes))
        assert answer.findings.counts
        assert index in first(answer)


@pytest.mark.slow
def test_a_changed_entry_is_among_those_between_it_and_the_next_on_its_case(
    tmp_path: Path,
) -> None:
    told = story(300)
    notes = told.notes()

    for seed in PLACEMENTS:
        forged, index = change(told, random.Random(seed))
        assert index in first(check(write(tmp_path / "export", forged, notes)))


@pytest.mark.slow
@forgery
def test_a_ledger_signed_anew_with_stolen_keys_is_found_by_what_was_kept_outside(
    tmp_path: Path, forge: Forge
) -> None:
    told = story(300)
    seen = keep_note(tmp_path, told)

    for seed in PLACEMENTS:
        forged, index = forge(told, random.Random(seed))
        longer = len(forged.entries) - len(told.entries)
        signed = forged.rechained().resized(longer, index)
        folder = write(tmp_path / "export", signed, signed.notes())
        answer = check(folder, seen)
        assert {"rewritten", "truncated"} & answer.findings.counts.keys()


@pytest.mark.slow
def test_a_receipt_kept_outside_names_the_entry_that_was_rewritten(tmp_path: Path) -> None:
    told = story(300)

    for seed in PLACEMENTS:
        forged, index = change(told, random.Random(seed))
        forged = forged.rechained()
        folder = write(tmp_path / "export", forged, forged.notes())
        answer = check(folder, keep_receipt(tmp_path, told, index))
        assert first(answer) == range(index, index + 1)


def test_signing_anew_without_something_kept_outside_is_said_not_to_be_excluded(
    tmp_path: Path,
) -> None:
    forged, _ = change(story(300), random.Random(1))
    forged = forged.rechained()

    answer = check(write(tmp_path / "export", forged, forged.notes()))

    assert not answer.findings.counts
    assert answer.seen_until == 0


@pytest.mark.slow
def test_an_entry_back_dated_before_it_was_signed_is_found_by_the_clock(tmp_path: Path) -> None:
    told = story(300)

    for seed in PLACEMENTS:
        chance = random.Random(seed)
        index = chance.randrange(60, 300)
        before = max([time for size, time in told.heads if size <= index], default=None)
        if before is None:
            continue
        entries = list(told.entries)
        early = 5100 + (before - START) - 61 - chance.random() * 100
        entries[index] = entries[index] | {"recorded_at": instant(early)}
        signed = replace(told, entries=entries).rechained()
        answer = check(write(tmp_path / "export", signed, signed.notes()))
        assert first(answer) == range(index, index + 1)
        assert answer.findings.counts.keys() == {"time"}


def test_an_entry_dated_after_its_checkpoint_is_found(tmp_path: Path) -> None:
    told = story(100)
    told.entries[50]["recorded_at"] = instant(5100 + 100 * 3 + 120)
    signed = told.rechained()

    answer = check(write(tmp_path / "export", signed, signed.notes()))

    assert first(answer) == range(50, 51)


def test_a_ledger_cut_short_is_found_by_what_was_kept_outside(tmp_path: Path) -> None:
    told = story(300)
    seen = keep_note(tmp_path, told)

    for size, _ in told.heads[:-1]:
        kept = [head for head in told.heads if head[0] <= size]
        short = replace(told, entries=told.entries[:size], heads=kept)
        answer = check(write(tmp_path / "export", short, short.notes()), seen)
        assert answer.findings.counts["truncated"] == 1
        assert size in first(answer)


@pytest.mark.slow
def test_a_swapped_or_missing_sealed_text_is_named(tmp_path: Path) -> None:
    told = story(300)
    folder = write(tmp_path / "export", told, told.notes())
    erased = {entry["subject"] for entry in told.entries if entry["kind"] == "case.erased"}
    standing = [
        (index, str(entry["id"]))
        for index, entry in enumerate(told.entries)
        if entry["sealed"] and entry["subject"] not in erased
    ]

    for index, name in standing:
        blob = folder / "sealed" / name
        blob.write_bytes(b"another text")
        swapped = check(folder)
        blob.unlink()
        missing = check(folder)
        blob.write_bytes(told.blobs[name])
        assert first(swapped) == first(missing) == range(index, index + 1)
        assert swapped.findings.counts.keys() == missing.findings.counts.keys() == {"sealed"}


@pytest.mark.slow
def test_a_broken_chain_is_found_even_when_all_is_signed(tmp_path: Path) -> None:
    told = story(300)

    for seed in PLACEMENTS:
        chance = random.Random(seed)
        forged, _ = chance.choice([delete, insert, reorder])(told, chance)
        forged = replace(forged, heads=[(len(forged.entries), START + 900)])
        counts = check(write(tmp_path / "export", forged, forged.notes())).findings.counts
        deleted_last = not counts and len(forged.entries) == 299
        assert "chain" in counts or deleted_last or forged == forged.rechained()


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

    answer = check(write(tmp_path / "export", signed, signed.notes()))

    assert first(answer) == range(7, 8)
    assert "form" in answer.findings.counts


@pytest.mark.parametrize("keys", [[STRANGER, COSIGNER], [LOG], [LOG, STRANGER]])
def test_a_checkpoint_not_signed_by_the_keys_given_is_refused(
    tmp_path: Path, keys: list[SigningKey]
) -> None:
    told = story(20)
    root = root_of([leaf_hash(content) for content in told.contents()])
    note = sign_checkpoint(Checkpoint(origin=ORIGIN, size=20, root=root), keys, START)

    answer = check(write(tmp_path / "export", told, {20: note}))

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
    folder = write(tmp_path / "export", told, told.notes())

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
    folder = write(tmp_path / "export", replace(told, entries=[*told.entries]), notes)
    for path in ["tile/0/002.p/1", "tile/entries/002.p/1", "tile/0/1", "checkpoints/07"]:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(bytes(32))

    assert check(folder).findings.counts == {"layout": 4}


def test_a_partial_tile_that_tells_another_past_is_a_fault(tmp_path: Path) -> None:
    told = story(300)
    folder = write(tmp_path / "export", told, told.notes())
    partial = next(folder.glob("tile/0/000.p/*"))
    partial.write_bytes(bytes(partial.stat().st_size))

    assert check(folder).findings.counts.keys() == {"tile"}


def test_the_command_names_the_first_bad_entry_and_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = story(300)
    forged, index = change(told, random.Random(5))
    folder = write(tmp_path / "export", told, told.notes())
    bundle = encode_bundle(forged.contents()[:256])
    (folder / bundle_path(0)).write_bytes(bundle)

    code = main(["export", str(folder), "--key", VKEYS[0], "--key", VKEYS[1], "--json"])

    document = json.loads(capsys.readouterr().out)
    assert code == 1
    assert document["first_bad_entry"] == {
        "index": index,
        "entry": told.entries[index]["id"],
        "until": None,
    }
    assert len(document["cannot_exclude"]) == 2


def test_the_command_is_content_with_an_honest_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = story(30)
    folder = write(tmp_path / "export", told, told.notes())
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

    answer = check(write(tmp_path / "export", told, told.notes()), proof)

    assert not answer.findings.counts
    assert answer.seen_until == 60


def test_a_checkpoint_kept_outside_that_is_not_signed_is_never_passed_over(tmp_path: Path) -> None:
    told = story(20)
    root = root_of([leaf_hash(content) for content in told.contents()])
    forged = tmp_path / "forged"
    checkpoint = Checkpoint(origin=ORIGIN, size=20, root=root)
    forged.write_text(sign_checkpoint(checkpoint, [STRANGER, COSIGNER], START))

    answer = check(write(tmp_path / "export", told, told.notes()), forged)

    assert answer.findings.counts == {"seen": 1}
    assert answer.seen_until == 0


def test_a_file_kept_outside_that_is_not_there_stops_the_check(tmp_path: Path) -> None:
    told = story(20)

    with pytest.raises(Unusable):
        check(write(tmp_path / "export", told, told.notes()), tmp_path / "nowhere")


def test_sealed_texts_may_lie_in_another_folder(tmp_path: Path) -> None:
    told = story(60)
    folder = write(tmp_path / "export", told, told.notes())
    moved = (folder / "sealed").rename(tmp_path / "texts")

    answer = check_export(Question(folder=folder, keys=KEYS, blobs=moved))

    assert not answer.findings.counts
    assert answer.counted["sealed texts"] > 0


def test_what_could_not_be_checked_is_said(tmp_path: Path) -> None:
    told = story(20)
    folder = write(tmp_path / "export", replace(told, blobs={}), told.notes())
    (folder / "keys.json").write_text('{"log": "another"}')

    answer = check_export(Question(folder=folder, keys=KEYS[:1]))

    assert [note.split(",")[0] for note in answer.notes] == [
        "No cosigner's key was given",
        "The export holds no sealed texts",
        "The export's own keys.json names other keys than you gave; yours were used.",
    ]


def test_a_checkpoint_cosigned_before_a_smaller_one_is_a_fault(tmp_path: Path) -> None:
    told = replace(story(20), heads=[(10, START + 600), (20, START)])

    answer = check(write(tmp_path / "export", told, told.notes()))

    assert "time" in answer.findings.counts


def test_an_export_whose_checkpoint_is_no_checkpoint_is_a_fault(tmp_path: Path) -> None:
    told = story(20)
    folder = write(tmp_path / "export", told, told.notes())
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
