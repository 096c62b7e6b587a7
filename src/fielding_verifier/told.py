"""Tells people and programs what was found: plain words, or JSON."""

from collections.abc import Iterator
from dataclasses import asdict

from fielding_verifier.exports import Answer
from fielding_verifier.findings import Fault, Place
from fielding_verifier.receipts import CheckedReceipt

FORMAT = "fielding-verification/v1"


def excluded_not(answer: Answer) -> list[str]:
    """Say which kinds of tampering this check could not have noticed."""
    size = answer.checkpoint.size if answer.checkpoint else 0
    if answer.seen_until >= size:
        return []
    since = f"after entry {answer.seen_until - 1}, " if answer.seen_until else ""
    return [
        f"{since}that the newest entries were cut off, and an older checkpoint put in place",
        f"{since}that the ledger was rewritten and signed anew by somebody who holds its keys",
    ]


def export_words(answer: Answer) -> Iterator[str]:
    """Tell the outcome of checking an export, line by line."""
    faults = answer.findings.counts.total()
    if answer.checkpoint:
        yield f"Ledger {answer.checkpoint.origin}: {answer.checkpoint.size} entries."
        yield "Checked: " + ", ".join(f"{n} {what}" for what, n in answer.counted.items()) + "."
    if faults:
        yield f"FOUND {faults} fault{'' if faults == 1 else 's'}."
        first = answer.findings.first_bad()
        yield f"The first bad entry: {_place(first)}." if first else "No single entry is to blame."
        for fault in answer.findings.kept:
            yield f"  - {_fault(fault)}"
        hidden = faults - len(answer.findings.kept)
        if hidden:
            yield f"  … and {hidden} more of the same kinds."
    else:
        yield "No fault found: nothing that these checkpoints cover was changed."
    for said in excluded_not(answer):
        yield f"Could not be excluded: {said}. Give a checkpoint or receipt kept outside (--seen)."
    for note in answer.notes:
        yield f"Note: {note}"


def export_document(answer: Answer) -> dict[str, object]:
    """Tell the outcome of checking an export, for programs."""
    checkpoint, first = answer.checkpoint, answer.findings.first_bad()
    return {
        "format": FORMAT,
        "fine": not answer.findings.counts,
        "origin": checkpoint.origin if checkpoint else None,
        "size": checkpoint.size if checkpoint else None,
        "root": checkpoint.root.hex() if checkpoint else None,
        "counted": answer.counted,
        "fault_counts": dict(answer.findings.counts),
        "first_bad_entry": asdict(first) if first else None,
        "faults": [asdict(fault) for fault in answer.findings.kept],
        "cannot_exclude": excluded_not(answer),
        "notes": list(answer.notes),
    }


def receipt_words(checked: CheckedReceipt, answers: list[str] | None) -> Iterator[str]:
    """Tell what a receipt that holds proves."""
    entry, checkpoint = checked.entry, checked.checkpoint
    yield "This receipt holds."
    yield f"Entry {entry.id} ({entry.kind}, service {entry.service}) was recorded at"
    yield f"{entry.recorded_at} on {entry.subject}. It stands at place {checked.index} of the"
    yield f"{checkpoint.size} entries of {checkpoint.origin}, under a checkpoint that every key"
    yield "you gave has signed. Nobody can change or remove it without breaking that checkpoint."
    if entry.synthetic:
        yield "It is synthetic: made for demonstration, not a real report."
    if answers is not None:
        yield f"The answers are the words that were sealed in it: {', '.join(answers)}."


def receipt_document(checked: CheckedReceipt, answers: list[str] | None) -> dict[str, object]:
    """Tell what a receipt that holds proves, for programs."""
    return {
        "format": FORMAT,
        "fine": True,
        "entry": asdict(checked.entry),
        "index": checked.index,
        "origin": checked.checkpoint.origin,
        "size": checked.checkpoint.size,
        "times": list(checked.checkpoint.times),
        "answers": answers,
    }


def _place(place: Place) -> str:
    named = f"entry {place.index} ({place.entry or 'its id cannot be read'})"
    if place.end == place.index + 1:
        return named
    first = named if place.entry else f"entry {place.index}"
    return f"somewhere from {first} to entry {place.end - 1}"


def _fault(fault: Fault) -> str:
    if fault.place and fault.place.until is None:
        return f"{_place(fault.place)}: {fault.said}"
    return fault.said
