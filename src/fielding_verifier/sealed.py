"""Checks stored ciphertexts against the hashes that entries carry; no key is needed for it."""

from dataclasses import dataclass, field
from hashlib import file_digest
from itertools import chain
from pathlib import Path

from fielding_verifier.entries import Entry
from fielding_verifier.findings import Fault, Findings, Place

ERASED = "case.erased"


@dataclass(slots=True)
class SealedTexts:
    """Stored ciphertexts in a folder, one file for each entry id."""

    folder: Path
    findings: Findings
    checked: int = 0
    _missing: dict[str, list[Place]] = field(default_factory=dict)

    def follow(self, index: int, entry: Entry) -> None:
        """Check an entry's ciphertext; an erasure excuses those missing before it."""
        if entry.kind == ERASED:
            for subject in (entry.subject, *entry.also):
                self._missing.pop(subject, None)
        if entry.sealed is None:
            return
        path = self.folder / entry.id
        if not path.is_file():
            self._missing.setdefault(entry.subject, []).append(Place(index=index, entry=entry.id))
            return
        self.checked += 1
        with path.open("rb") as stored:
            digest = file_digest(stored, "sha256").hexdigest()
        if digest != entry.sealed:
            said = "its sealed text is not the one that was stored when it was written"
            self.findings.add_at(index, entry.id, "sealed", said)

    def finish(self) -> None:
        """Report what is missing and was never erased."""
        said = "its sealed text is missing, and no later entry says that it was erased"
        for place in chain.from_iterable(self._missing.values()):
            self.findings.add(Fault(kind="sealed", said=said, place=place, follows=True))
