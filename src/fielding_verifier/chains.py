"""Follows every subject's chain: each entry names the leaf hash of the one before it."""

from hashlib import sha256
from uuid import UUID

from fielding_verifier.entries import Entry
from fielding_verifier.findings import Fault, Findings, Place

_SHORT = 16


class Chains:
    """The last entry of every subject, in about 200 bytes each, and every id seen."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._last = dict[bytes, bytes]()
        self._ids = set[bytes]()

    @property
    def count(self) -> int:
        """How many subjects there are."""
        return len(self._last)

    def follow(self, index: int, leaf: bytes, entry: Entry) -> None:
        """Check an entry against the last one on its subject."""
        number = UUID(entry.id).bytes
        if number in self._ids:
            said = f"the id {entry.id} was used before: an entry was put in twice"
            self._findings.add_at(index, entry.id, "chain", said)
        self._ids.add(number)
        subject = sha256(entry.subject.encode()).digest()[:_SHORT]
        before = self._last.get(subject)
        if entry.previous != (before[:32].hex() if before else None):
            self._break(index, entry, before)
        self._last[subject] = leaf + number + index.to_bytes(8)

    def _break(self, index: int, entry: Entry, before: bytes | None) -> None:
        if before is None:
            said = f"the entry before it on {entry.subject} is missing"
            self._findings.add_at(index, entry.id, "chain", said)
            return
        last, other = int.from_bytes(before[48:]), str(UUID(bytes=before[32:48]))
        said = (
            f"entry {index} ({entry.id}) does not follow from entry {last} ({other}), the last on "
            f"{entry.subject}: one of them was changed, or one was taken out, put in or moved"
        )
        place = Place(index=last, entry=other, until=index + 1)
        self._findings.add(Fault(kind="chain", said=said, place=place))
