"""Checks a whole exported ledger: opens what it states, reads it once, and says what was found."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import merge
from pathlib import Path

from fielding_verifier.errors import Refused
from fielding_verifier.findings import Fault, Findings
from fielding_verifier.heads import Head, Heads, Seen, kept_heads, read_seen
from fielding_verifier.layout import ExportFiles
from fielding_verifier.reading import Held, Reading
from fielding_verifier.sealed import SealedTexts
from fielding_verifier.signing import Checkpoint, Key, open_checkpoint, read_checkpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to check, and what to trust: keys and anything seen come from outside the export."""

    folder: Path
    keys: Sequence[Key]
    seen: Sequence[Path] = ()
    blobs: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found, and what could not be excluded."""

    checkpoint: Checkpoint | None
    findings: Findings
    counted: dict[str, int] = field(default_factory=dict)
    seen_until: int = 0
    notes: tuple[str, ...] = ()


def check_export(question: Question) -> Answer:
    """Check an export; raises Unusable when there is nothing to check."""
    files, findings = ExportFiles(question.folder), Findings()
    latest = _latest(files, question.keys, findings)
    if latest is None:
        return Answer(checkpoint=None, findings=findings)
    seen = read_seen(question.seen, question.keys, findings)
    blobs = question.blobs or question.folder / "sealed"
    held = Held(
        size=latest.size,
        heads=Heads(_heads(files, question.keys, latest, seen, findings), findings),
        receipts=seen.receipts,
        sealed=SealedTexts(blobs, findings) if blobs.is_dir() else None,
    )
    reading = Reading(files, held, findings)
    reading.read()
    for said in _strays(files, latest.size):
        findings.add(Fault(kind="layout", said=said))
    return Answer(
        checkpoint=latest,
        findings=findings,
        counted=reading.counted(),
        seen_until=min(seen.largest, latest.size),
        notes=tuple(_notes(question, sealed_there=held.sealed is not None)),
    )


def _latest(files: ExportFiles, keys: Sequence[Key], findings: Findings) -> Checkpoint | None:
    """Open the latest checkpoint; if its signatures are wrong it still says how far to read."""
    note = files.note("checkpoint")
    try:
        return open_checkpoint(note, keys)
    except Refused as fault:
        said = f"the ledger's latest checkpoint cannot be trusted: {fault}"
        findings.add(Fault(kind="signature", said=said))
    try:
        return read_checkpoint(note)
    except Refused:
        return None


def _heads(
    files: ExportFiles, keys: Sequence[Key], latest: Checkpoint, seen: Seen, findings: Findings
) -> Iterator[Head]:
    final = Head(source="checkpoint", checkpoint=latest)
    outside = sorted(seen.heads, key=_size)
    return merge(kept_heads(files, keys, findings), [final], outside, key=_size)


def _size(head: Head) -> int:
    return head.checkpoint.size


def _strays(files: ExportFiles, size: int) -> Iterator[str]:
    for path in files.beyond(size):
        yield f"{path} holds more than the {size} entries that the checkpoint covers"
    for path in files.unknown:
        yield f"{path} is no file of an exported ledger"


def _notes(question: Question, *, sealed_there: bool) -> Iterator[str]:
    if not any(key.cosigns for key in question.keys):
        yield "No cosigner's key was given, so the times of entries could not be checked."
    if not sealed_there:
        yield "The export holds no sealed texts, so whether they are still stored was not checked."
    path = question.folder / "keys.json"
    if path.is_file() and not _names_our_keys(path, question.keys):
        yield "The export's own keys.json names other keys than you gave; yours were used."


def _names_our_keys(path: Path, keys: Sequence[Key]) -> bool:
    try:
        named = json.loads(path.read_bytes())
    except ValueError:
        return False
    return isinstance(named, dict) and {key.vkey() for key in keys} <= set(map(str, named.values()))
