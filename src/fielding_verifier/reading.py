"""Reads an exported ledger once, entry by entry, in bounded memory, and checks all on the way."""

from collections import defaultdict
from dataclasses import dataclass

from fielding_verifier.chains import Chains
from fielding_verifier.entries import Entry, id_in, read_entry
from fielding_verifier.errors import Refused
from fielding_verifier.findings import Fault, Findings, Place
from fielding_verifier.heads import SLACK_SECONDS, Heads
from fielding_verifier.layout import ENTRIES, WIDTH, ExportFiles, split_bundle
from fielding_verifier.merkle import GrowingTree, leaf_hash
from fielding_verifier.receipts import CheckedReceipt
from fielding_verifier.sealed import SealedTexts
from fielding_verifier.tiles import TileLadder, read_tile


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the entries are held against."""

    size: int
    heads: Heads
    receipts: tuple[tuple[str, CheckedReceipt], ...]
    sealed: SealedTexts | None


class Reading:
    """One pass over the entries, with everything that must be remembered on the way."""

    def __init__(self, files: ExportFiles, held: Held, findings: Findings) -> None:
        self._files = files
        self._held = held
        self._findings = findings
        self._by_tiles, self._by_entries = GrowingTree(), GrowingTree()
        self._ladder = TileLadder(files, findings)
        self._chains = Chains(findings)
        self._receipts = defaultdict[int, list[tuple[str, CheckedReceipt]]](list)
        for source, receipt in held.receipts:
            self._receipts[receipt.index].append((source, receipt))

    def read(self) -> None:
        """Read every entry up to the checkpoint, or as far as there are any."""
        for index in range(-(-self._held.size // WIDTH)):
            self._read_bundle(index)
            if self._by_tiles.size < min(self._held.size, (index + 1) * WIDTH):
                break
        read = self._by_tiles.size
        self._held.heads.reach(read, self._roots)
        self._held.heads.finish(read)
        self._ladder.finish()
        if self._held.sealed:
            self._held.sealed.finish()

    def counted(self) -> dict[str, int]:
        """Say how much was checked."""
        return {
            "entries": self._by_tiles.size,
            "chains": self._chains.count,
            "checkpoints": self._held.heads.passed,
            "tiles": self._ladder.checked,
            "sealed texts": self._held.sealed.checked if self._held.sealed else 0,
        }

    def _read_bundle(self, index: int) -> None:
        start = index * WIDTH
        width = min(WIDTH, self._held.size - start)
        hashes, wrong = read_tile(self._files, "0", index, width)
        self._ladder.checked += 1
        entries = self._entries(index, width, gone=not hashes)
        if wrong:
            self._findings.add(Fault(kind="tile", said=f"tile {index} of level 0 {wrong}"))
        row = list[bytes]()
        for offset in range(width):
            content = entries[offset] if offset < len(entries) else None
            leaf = hashes[offset] if offset < len(hashes) else None
            found = leaf if content is None else leaf_hash(content)
            if found is None:
                return
            self._read_place(start + offset, content, (leaf or found, found))
            row.append(leaf or found)
        self._ladder.climb(row)

    def _entries(self, index: int, width: int, *, gone: bool) -> list[bytes]:
        stored = self._files.stored(ENTRIES, index)
        widest = stored[0][1] if stored else b""
        for wide, bundle in stored[1:]:
            if not widest.startswith(bundle):
                said = f"bundle {index} of entries holds another beginning when {wide} wide"
                self._findings.add(Fault(kind="layout", said=said))
        entries, whole = split_bundle(widest)
        if len(entries) < width:
            first, until = index * WIDTH + len(entries), index * WIDTH + width
            said = f"entries are missing: {first} to {until - 1}"
            # With the hashes gone too, nothing tells these entries from earlier ones taken out.
            place = Place(index=first, until=until)
            self._findings.add(Fault(kind="missing", said=said, place=place, follows=gone))
        elif not whole or len(entries) != stored[0][0]:
            said = f"bundle {index} holds something other than its {stored[0][0]} entries"
            self._findings.add(Fault(kind="layout", said=said))
        return entries[:width]

    def _read_place(self, index: int, content: bytes | None, leaves: tuple[bytes, bytes]) -> None:
        """Check the entry at `index`; its leaf hash as the tile has it, and as it really is."""
        self._held.heads.reach(index, self._roots)
        by_tile, by_entry = leaves
        self._by_tiles.add(by_tile)
        self._by_entries.add(by_entry)
        self._hold_against_receipts(index, by_entry, content)
        if content is None:
            return
        if by_tile != by_entry:
            said = "the entry is not the one whose hash the ledger holds at this place"
            self._findings.add_at(index, id_in(content), "entry", said)
        try:
            entry = read_entry(content)
        except Refused as fault:
            self._findings.add_at(index, id_in(content), "form", f"the entry is malformed: {fault}")
            return
        self._chains.follow(index, by_entry, entry)
        self._hold_against_clock(index, entry)
        if self._held.sealed:
            self._held.sealed.follow(index, entry)

    def _hold_against_receipts(self, index: int, leaf: bytes, content: bytes | None) -> None:
        for source, receipt in self._receipts.get(index, ()):
            if receipt.leaf != leaf:
                said = f"the receipt {source} proves another entry here: {receipt.entry.id}"
                found = id_in(content) if content else None
                self._findings.add_at(index, found or receipt.entry.id, "rewritten", said)

    def _hold_against_clock(self, index: int, entry: Entry) -> None:
        recorded = entry.recorded_second()
        # A cosigner states whole seconds, so its true time is up to a second later.
        if recorded < self._held.heads.earliest - SLACK_SECONDS:
            said = f"it says it was recorded at {entry.recorded_at}, before a checkpoint without it"
            self._findings.add_at(index, entry.id, "time", said)
        elif recorded > self._held.heads.latest + SLACK_SECONDS + 1:
            said = f"it says it was recorded at {entry.recorded_at}, after the checkpoint over it"
            self._findings.add_at(index, entry.id, "time", said)

    def _roots(self) -> tuple[bytes, bytes]:
        return self._by_tiles.root(), self._by_entries.root()
