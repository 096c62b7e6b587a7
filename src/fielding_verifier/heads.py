"""The checkpoints a ledger must agree with: those in the export, and those kept outside it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fielding_verifier.errors import Refused, Unusable
from fielding_verifier.findings import Fault, Findings, Place
from fielding_verifier.layout import ExportFiles
from fielding_verifier.receipts import (
    CheckedReceipt,
    check_receipt,
    read_proof,
    read_receipt,
)
from fielding_verifier.signing import Checkpoint, Key, open_checkpoint

#: Clocks of a hub and its cosigner may differ by this much.
SLACK_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A checkpoint whose signatures hold, and where it came from."""

    source: str
    checkpoint: Checkpoint
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was kept outside the export: checkpoints, and receipts by their entry's index."""

    heads: tuple[Head, ...] = ()
    receipts: tuple[tuple[str, CheckedReceipt], ...] = ()

    @property
    def largest(self) -> int:
        """The size up to which the ledger is held by something outside it."""
        return max((head.checkpoint.size for head in self.heads), default=0)


def read_seen(paths: Iterable[Path], keys: Sequence[Key], findings: Findings) -> Seen:
    """Read checkpoints, proofs and receipts kept outside; one that does not hold is a fault."""
    heads, receipts = list[Head](), list[tuple[str, CheckedReceipt]]()
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError as fault:
            raise Unusable(f"{path} cannot be read: {fault.strerror}") from fault
        try:
            checkpoint, receipt = _open_seen(content, keys)
        except Refused as fault:
            said = f"{path}, kept outside, cannot be relied on: {fault}"
            findings.add(Fault(kind="seen", said=said))
            continue
        heads.append(Head(source=str(path), checkpoint=checkpoint, outside=True))
        if receipt:
            receipts.append((str(path), receipt))
    return Seen(heads=tuple(heads), receipts=tuple(receipts))


def _open_seen(content: bytes, keys: Sequence[Key]) -> tuple[Checkpoint, CheckedReceipt | None]:
    if content.lstrip().startswith(b"{"):
        receipt = check_receipt(read_receipt(content), keys)
        return receipt.checkpoint, receipt
    text = content.decode(errors="replace")
    note = read_proof(text).note if text.startswith("c2sp.org/tlog-proof") else text
    return open_checkpoint(note, keys), None


def kept_heads(files: ExportFiles, keys: Sequence[Key], findings: Findings) -> Iterator[Head]:
    """Open the checkpoints kept in the export one by one, the smallest first."""
    for size in files.kept_sizes():
        name = f"checkpoints/{size}"
        try:
            checkpoint = open_checkpoint(files.note(name), keys)
        except Refused as fault:
            findings.add(Fault(kind="signature", said=f"{name} cannot be trusted: {fault}"))
            continue
        if checkpoint.size != size:
            said = f"{name} is a checkpoint of {checkpoint.size} entries"
            findings.add(Fault(kind="checkpoint", said=said))
            continue
        yield Head(source=name, checkpoint=checkpoint)


class Heads:
    """Holds each checkpoint against the ledger's root when the reading reaches its size.

    Between two of them it knows the times around the entry being read.
    """

    def __init__(self, heads: Iterable[Head], findings: Findings) -> None:
        self._coming = iter(heads)
        self._findings = findings
        self._agreed = {False: 0, True: 0}
        self._next = next(self._coming, None)
        self.passed = 0
        self.earliest: float = float("-inf")
        self.latest: float = self._upper()

    def reach(self, size: int, roots: Callable[[], Sequence[bytes]]) -> None:
        """Check every checkpoint of this size against the roots that tiles and entries give."""
        while self._next and self._next.checkpoint.size <= size:
            self._compare(self._next, *roots())
            self._pass(self._next)
            self._next = next(self._coming, None)
            self.latest = self._upper()

    def finish(self, size: int) -> None:
        """Report the checkpoints that are larger than the ledger: its end was cut off."""
        while self._next:
            head, agreed = self._next, self._agreed[self._next.outside]
            said = (
                f"the ledger given ends after {size} entries, but {head.source} was signed for "
                f"{head.checkpoint.size}: entries were taken out from {agreed} on, or cut off"
            )
            place = Place(index=agreed, until=head.checkpoint.size)
            self._findings.add(Fault(kind="truncated", said=said, place=place))
            self._next = next(self._coming, None)

    def _compare(self, head: Head, by_tiles: bytes, by_entries: bytes) -> None:
        size, agreed = head.checkpoint.size, self._agreed[head.outside]
        if head.checkpoint.root == by_tiles:
            self._agreed[head.outside] = size
        elif head.checkpoint.root == by_entries:
            said = f"the entries are those of {head.source}, but the tiles were changed"
            self._findings.add(Fault(kind="tile", said=said))
        else:
            kind = "rewritten" if head.outside else "checkpoint"
            said = (
                f"the first {size} entries are not those that {head.source} was signed for; "
                f"the first difference is among entries {agreed} to {size - 1}"
            )
            place = Place(index=agreed, until=size)
            self._findings.add(Fault(kind=kind, said=said, place=place))

    def _pass(self, head: Head) -> None:
        self.passed += 1
        times = head.checkpoint.times
        if not times:
            return
        if max(times) < self.earliest - SLACK_SECONDS:
            said = f"{head.source} was cosigned before a smaller checkpoint was"
            self._findings.add(Fault(kind="time", said=said))
        self.earliest = max(self.earliest, min(times))

    def _upper(self) -> float:
        times = self._next.checkpoint.times if self._next else ()
        return max(times, default=float("inf"))
