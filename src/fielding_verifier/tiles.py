"""Checks the tiles: that each hash is the root of the full tile below it, level by level."""

from fielding_verifier.findings import Fault, Findings
from fielding_verifier.layout import WIDTH, ExportFiles, split_tile
from fielding_verifier.merkle import tree_root


def read_tile(files: ExportFiles, level: str, index: int, width: int) -> tuple[list[bytes], str]:
    """Read a tile's hashes and what is wrong with it, if anything; no hashes when it is missing."""
    stored = [(wide, split_tile(tile), len(tile)) for wide, tile in files.stored(level, index)]
    if not stored or stored[0][0] < width:
        return [], "is missing"
    widest = stored[0][1]
    for wide, hashes, length in stored:
        if length != 32 * wide:
            return widest[:width], f"should hold {wide} hashes of 32 bytes"
        if hashes != widest[:wide]:
            return widest[:width], f"holds another beginning when {wide} wide"
    return widest[:width], ""


class TileLadder:
    """Builds each level's tiles from the level below, and compares them with the stored ones."""

    def __init__(self, files: ExportFiles, findings: Findings) -> None:
        self._files = files
        self._findings = findings
        self._rows = list[list[bytes]]()
        self._done = list[int]()
        self.checked = 0

    def climb(self, full_tile: list[bytes]) -> None:
        """Take the hashes of the next full level-0 tile."""
        level, tile = 0, full_tile
        while len(tile) == WIDTH:
            if level == len(self._rows):
                self._rows.append([])
                self._done.append(0)
            row = self._rows[level]
            row.append(tree_root(tile))
            level, tile = level + 1, list(row)
            if len(tile) == WIDTH:
                self._compare(level, tile)
                self._done[level - 1] += 1
                row.clear()

    def finish(self) -> None:
        """Compare the partial tiles at the right edge."""
        for level, row in enumerate(self._rows, start=1):
            if row:
                self._compare(level, row)

    def _compare(self, level: int, expected: list[bytes]) -> None:
        index = self._done[level - 1]
        hashes, wrong = read_tile(self._files, str(level), index, len(expected))
        self.checked += 1
        if not wrong and hashes != expected:
            wrong = "does not follow from the tiles below it"
        if wrong:
            said = f"tile {index} of level {level} {wrong}"
            self._findings.add(Fault(kind="tile", said=said))
