"""Stories as exports, and the verifier that checks them: what tests of whole exports begin with."""

import random
from pathlib import Path

from fielding.testing.exports import COSIGNER_KEY, LOG_KEY, Story, receipt_of, tell_story
from fielding_verifier.exports import Answer, Question, check_export
from fielding_verifier.signing import read_key

VKEYS = [str(LOG_KEY.verifier()), str(COSIGNER_KEY.verifier())]
KEYS = [read_key(vkey) for vkey in VKEYS]


def story(size: int, seed: int = 0) -> Story:
    """Tell a story of so many entries."""
    return tell_story(size, random.Random(seed))


def check(folder: Path, *seen: Path) -> Answer:
    """Check an export with the published keys, and what was seen outside."""
    return check_export(Question(folder=folder, keys=KEYS, seen=seen))


def keep_note(folder: Path, told: Story) -> Path:
    """Keep the last checkpoint outside, as an overseer does."""
    path = folder / "kept-outside"
    notes = told.notes()
    path.write_text(notes[max(notes)])
    return path


def keep_receipt(folder: Path, told: Story, index: int) -> Path:
    """Keep the receipt of one entry, as a reporter does."""
    path = folder / "kept.receipt"
    path.write_bytes(receipt_of(told, index))
    return path


def first(answer: Answer) -> range:
    """Give the first entries that the answer finds fault with."""
    place = answer.findings.first_bad()
    assert place is not None
    return range(place.index, place.until or place.index + 1)
