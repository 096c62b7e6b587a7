"""Whatever somebody with the database, or even the keys, changes is found, wherever it is."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.fielding_verifier.checking import (
    check,
    first,
    keep_note,
    keep_receipt,
    story,
)

from fielding.kernel.instants import write_instant
from fielding.testing.exports import (
    Story,
    bundles,
    made_up_entry,
    recorded,
    write_export,
)

PLACEMENTS = range(25)

pytestmark = pytest.mark.slow


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
    forged = made_up_entry(index, str(told.entries[index]["subject"]), chance)
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
    entries[index] = entries[index] | {"recorded_at": write_instant(recorded(-33))}
    return replace(told, entries=entries), index


FORGERIES = [change, delete, insert, reorder, backdate]
forgery = pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
Forge = Callable[[Story, random.Random], tuple[Story, int]]


def test_a_ledger_cut_short_is_found_by_what_was_kept_outside(tmp_path: Path) -> None:
    told = story(300)
    seen = keep_note(tmp_path, told)

    for size, _ in told.heads[:-1]:
        kept = [head for head in told.heads if head[0] <= size]
        short = replace(told, entries=told.entries[:size], heads=kept)
        answer = check(write_export(tmp_path / "export", short, short.notes()), seen)
        assert answer.findings.counts["truncated"] == 1
        assert size in first(answer)


def test_an_entry_dated_after_its_checkpoint_is_found(tmp_path: Path) -> None:
    told = story(100)
    told.entries[50]["recorded_at"] = write_instant(recorded(140))
    signed = told.rechained()

    answer = check(write_export(tmp_path / "export", signed, signed.notes()))

    assert first(answer) == range(50, 51)


def test_signing_anew_without_something_kept_outside_is_said_not_to_be_excluded(
    tmp_path: Path,
) -> None:
    forged, _ = change(story(300), random.Random(1))
    forged = forged.rechained()

    answer = check(write_export(tmp_path / "export", forged, forged.notes()))

    assert not answer.findings.counts
    assert answer.seen_until == 0


@forgery
def test_entries_that_differ_from_their_tiles_are_named(tmp_path: Path, forge: Forge) -> None:
    told = story(300)
    folder, notes = tmp_path / "export", told.notes()

    for seed in PLACEMENTS:
        forged, index = forge(told, random.Random(seed))
        write_export(folder, told, notes)
        shifted = bundles(forged.contents()).values()
        for path, bundle in zip(bundles(told.contents()), shifted, strict=True):
            (folder / path).write_bytes(bundle)
        place = check(folder).findings.first_bad()
        assert place is not None
        assert place.index == index


@forgery
def test_rewritten_tiles_do_not_fit_the_signed_checkpoints(tmp_path: Path, forge: Forge) -> None:
    told = story(300)
    notes = told.notes()

    for seed in PLACEMENTS:
        forged, index = forge(told, random.Random(seed))
        answer = check(write_export(tmp_path / "export", forged.rechained(), notes))
        assert answer.findings.counts
        assert index in first(answer)


def test_a_changed_entry_is_among_those_between_it_and_the_next_on_its_case(
    tmp_path: Path,
) -> None:
    told = story(300)
    notes = told.notes()

    for seed in PLACEMENTS:
        forged, index = change(told, random.Random(seed))
        assert index in first(check(write_export(tmp_path / "export", forged, notes)))


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
        folder = write_export(tmp_path / "export", signed, signed.notes())
        answer = check(folder, seen)
        assert {"rewritten", "truncated"} & answer.findings.counts.keys()


def test_a_receipt_kept_outside_names_the_entry_that_was_rewritten(tmp_path: Path) -> None:
    told = story(300)

    for seed in PLACEMENTS:
        forged, index = change(told, random.Random(seed))
        forged = forged.rechained()
        folder = write_export(tmp_path / "export", forged, forged.notes())
        answer = check(folder, keep_receipt(tmp_path, told, index))
        assert first(answer) == range(index, index + 1)


def test_an_entry_back_dated_before_it_was_signed_is_found_by_the_clock(tmp_path: Path) -> None:
    told = story(300)

    for seed in PLACEMENTS:
        chance = random.Random(seed)
        index = chance.randrange(60, 300)
        before = max([time for size, time in told.heads if size <= index], default=None)
        if before is None:
            continue
        entries = list(told.entries)
        early = datetime.fromtimestamp(before - 61 - chance.random() * 100, UTC)
        entries[index] = entries[index] | {"recorded_at": write_instant(early)}
        signed = replace(told, entries=entries).rechained()
        answer = check(write_export(tmp_path / "export", signed, signed.notes()))
        assert first(answer) == range(index, index + 1)
        assert answer.findings.counts.keys() == {"time"}


def test_a_swapped_or_missing_sealed_text_is_named(tmp_path: Path) -> None:
    told = story(300)
    folder = write_export(tmp_path / "export", told, told.notes())
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


def test_a_broken_chain_is_found_even_when_all_is_signed(tmp_path: Path) -> None:
    told = story(300)

    for seed in PLACEMENTS:
        chance = random.Random(seed)
        forged, _ = chance.choice([delete, insert, reorder])(told, chance)
        forged = replace(forged, heads=[(len(forged.entries), int(recorded(300).timestamp()))])
        counts = check(write_export(tmp_path / "export", forged, forged.notes())).findings.counts
        assert ("chain" in counts) == (forged != forged.rechained())


def test_any_flipped_bit_in_any_file_is_noticed(tmp_path: Path) -> None:
    told = story(300)
    folder = write_export(tmp_path / "export", told, told.notes())
    files = sorted(path for path in folder.rglob("*") if path.is_file())

    for seed in range(150):
        chance = random.Random(seed)
        path = chance.choice(files)
        honest = path.read_bytes()
        flipped = bytearray(honest)
        flipped[chance.randrange(len(honest))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        assert check(folder).findings.counts, path
        path.write_bytes(honest)
