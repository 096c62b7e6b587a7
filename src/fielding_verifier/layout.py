"""The files of an export (C2SP tlog-tiles): which there are, and what they hold."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from fielding_verifier.errors import Unusable

WIDTH = 256
ENTRIES = "entries"

_is_size = re.compile(r"0|[1-9][0-9]{0,18}").fullmatch
_path = re.compile(
    r"(?P<level>entries|\d{1,2})/(?P<index>(?:x\d{3}/)*\d{3})(?:\.p/(?P<width>[1-9]\d{0,2}))?"
)


class ExportFiles:
    """An export's folder; lists its tiles and bundles once and reads them when asked."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "checkpoint").is_file():
            raise Unusable(f"{folder} is not an exported ledger: it holds no file “checkpoint”.")
        self.folder = folder
        self.unknown = list[str]()
        self._widths = defaultdict[tuple[str, int], list[int]](list)
        for path in sorted((folder / "tile").rglob("*")):
            if path.is_file():
                self._list(path.relative_to(folder / "tile").as_posix())

    def count(self, level: str) -> int:
        """Say how many tiles there may be at this level: one more than the largest index."""
        return max((index + 1 for found, index in self._widths if found == level), default=0)

    def beyond(self, size: int) -> Iterator[str]:
        """Name the tiles and bundles that hold more than a ledger of `size` entries has."""
        for (level, index), widths in self._widths.items():
            rows = 0 if level == ENTRIES else 8 * int(level)
            if index * WIDTH + max(widths) > size >> rows:
                yield f"tile/{_tile_path(level, index, max(widths))}"

    def stored(self, level: str, index: int) -> list[tuple[int, bytes]]:
        """Read all stored widths of a tile or bundle, the widest first."""
        widths = sorted(self._widths.get((level, index), ()), reverse=True)
        return [(width, self._read(_tile_path(level, index, width))) for width in widths]

    def kept_sizes(self) -> list[int]:
        """List the sizes of the checkpoints kept in the export."""
        folder = self.folder / "checkpoints"
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        sizes = {name: int(name) for name in names if _is_size(name)}
        self.unknown += [f"checkpoints/{name}" for name in names if name not in sizes]
        return sorted(sizes.values())

    def note(self, name: str) -> str:
        """Read a signed note; bytes that are not UTF-8 cannot be one, and read as another text."""
        return (self.folder / name).read_bytes().decode(errors="replace")

    def _list(self, path: str) -> None:
        match = _path.fullmatch(path)
        width = int(match["width"] or WIDTH) if match else 0
        index = int(match["index"].replace("/", "").replace("x", "")) if match else 0
        if match and path == _tile_path(match["level"], index, width):
            self._widths[match["level"], index].append(width)
        else:
            self.unknown.append(f"tile/{path}")

    def _read(self, path: str) -> bytes:
        return (self.folder / "tile" / path).read_bytes()


def split_bundle(bundle: bytes) -> tuple[list[bytes], bool]:
    """Split a bundle into entries; tells whether it ended where an entry ends."""
    entries, place = list[bytes](), 0
    while place + 2 <= len(bundle):
        end = place + 2 + int.from_bytes(bundle[place : place + 2])
        if end > len(bundle):
            break
        entries.append(bundle[place + 2 : end])
        place = end
    return entries, place == len(bundle)


def split_tile(tile: bytes) -> list[bytes]:
    """Split a tile into its whole hashes."""
    return [tile[place : place + 32] for place in range(0, len(tile) - 31, 32)]


def _tile_path(level: str, index: int, width: int) -> str:
    text = str(index)
    text = text.zfill((len(text) + 2) // 3 * 3)
    groups = [text[place : place + 3] for place in range(0, len(text), 3)]
    leading = "".join(f"x{group}/" for group in groups[:-1])
    partial = "" if width == WIDTH else f".p/{width}"
    return f"{level}/{leading}{groups[-1]}{partial}"
