"""Tiles and entry bundles of C2SP tlog-tiles: their paths, their bytes, and which to write.

A tile holds up to 256 neighbouring hashes of one level; a bundle holds the entries of a level-0
tile. Pure: the caller stores and fetches them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from struct import Struct

from fielding.ledger.errors import OutsideTree, TileFault
from fielding.ledger.tree import (
    EMPTY_ROOT,
    HASH_SIZE,
    Frontier,
    Node,
    Span,
    hash_pairs,
    join_subtrees,
    require_hashes,
    subtrees,
)

#: Hashes in a full tile, entries in a full bundle.
TILE_WIDTH = 256

#: 256 is 2**8: a tile level covers eight rows of the tree.
TILE_HEIGHT = 8

#: Bundles write an entry's length in two bytes.
LONGEST_ENTRY = 65_535

_length = Struct(">H")
_index_text = re.compile(r"(?P<index>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/(?P<width>[0-9]{1,3}))?")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class TilePlace:
    """Which tile: its level, its index in that level, and how many hashes it holds."""

    level: int
    index: int
    width: int = TILE_WIDTH

    def path(self) -> str:
        """Give the tile's path, as `tile/0/x001/x234/067.p/8`."""
        return f"tile/{self.level}/{_index_path(self.index, self.width)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A tile and its bytes: the hashes one after the other, without separators."""

    place: TilePlace
    hashes: bytes


def bundle_path(index: int, width: int = TILE_WIDTH) -> str:
    """Give an entry bundle's path, as `tile/entries/x001/x234/067`."""
    return f"tile/entries/{_index_path(index, width)}"


def encode_bundle(entries: Iterable[bytes]) -> bytes:
    """Write entries one after the other, each after its length; raises TileFault."""
    pieces = list[bytes]()
    for entry in entries:
        if len(entry) > LONGEST_ENTRY:
            raise TileFault(reason="an entry is longer than 65,535 bytes", length=len(entry))
        pieces += (_length.pack(len(entry)), entry)
    return b"".join(pieces)


def decode_bundle(bundle: bytes) -> list[bytes]:
    """Read the entries of a bundle; raises TileFault when it ends inside one."""
    entries, place = list[bytes](), 0
    while place < len(bundle):
        start = place + _length.size
        if start > len(bundle):
            raise TileFault(reason="the bundle ends inside a length")
        place = start + _length.unpack_from(bundle, start - _length.size)[0]
        if place > len(bundle):
            raise TileFault(reason="the bundle ends inside an entry")
        entries.append(bundle[start:place])
    return entries


def encode_tile(hashes: Sequence[bytes]) -> bytes:
    """Write a tile of 1 to 256 hashes; raises BadHash or TileFault."""
    require_hashes(hashes)
    if not 0 < len(hashes) <= TILE_WIDTH:
        raise TileFault(reason="a tile holds 1 to 256 hashes", width=len(hashes))
    return b"".join(hashes)


def decode_tile(tile: bytes, width: int = TILE_WIDTH) -> list[bytes]:
    """Read the hashes of a tile of this width; raises TileFault."""
    if len(tile) != width * HASH_SIZE or not 0 < width <= TILE_WIDTH:
        raise TileFault(reason="the tile is not as wide as its name says", width=width)
    return [tile[place : place + HASH_SIZE] for place in range(0, len(tile), HASH_SIZE)]


def parse_index(text: str) -> tuple[int, int]:
    """Read the end of a tile's path, as `x001/x234/067.p/8`, as index and width; raises TileFault.

    Only the one spelling that `TilePlace.path` and `bundle_path` write is read.
    """
    match = _index_text.fullmatch(text)
    if match is None:
        raise TileFault(path=text)
    index = int(match["index"].replace("/", "").replace("x", ""))
    width = int(match["width"] or TILE_WIDTH)
    if not 0 < width <= TILE_WIDTH or _index_path(index, width) != text:
        raise TileFault(path=text)
    return index, width


def tile_width(level: int, index: int, size: int) -> int:
    """Say how many hashes this tile holds in a tree of `size` leaves: 0 when it is not there."""
    return max(0, min(TILE_WIDTH, (size >> TILE_HEIGHT * level) - index * TILE_WIDTH))


@dataclass(frozen=True, slots=True, kw_only=True)
class RightEdge:
    """The partial tiles of a tree, all that is needed to append to it.

    `partials` has one list of hashes for each tile level of the tree, level 0 first; a level
    whose last tile is full has an empty one.
    """

    size: int = 0
    partials: tuple[tuple[bytes, ...], ...] = ()

    def __post_init__(self) -> None:
        widths = [len(partial) for partial in self.partials]
        if widths != [place % TILE_WIDTH for place in _levels(self.size)]:
            raise OutsideTree(size=self.size, widths=widths)

    def root(self) -> bytes:
        """Give the tree's root; hashes at most the partial tiles."""
        return self.frontier().root()

    def frontier(self) -> Frontier:
        """Give the roots of the perfect subtrees of the tree, found inside the partial tiles."""
        peaks = list[bytes]()
        for partial in reversed(self.partials):
            for node in subtrees(0, len(partial)):
                start = node.index << node.height
                peaks.append(perfect_root(partial[start : start + (1 << node.height)]))
        return Frontier(size=self.size, peaks=tuple(peaks))


def right_edge(size: int, read_tile: Callable[[TilePlace], bytes]) -> RightEdge:
    """Read the right edge of a tree of `size` leaves from its stored partial tiles."""
    partials = list[tuple[bytes, ...]]()
    for level, place in enumerate(_levels(size)):
        index, width = divmod(place, TILE_WIDTH)
        stored = TilePlace(level=level, index=index, width=width)
        partials.append(tuple(decode_tile(read_tile(stored), width)) if width else ())
    return RightEdge(size=size, partials=tuple(partials))


def tiles_for_append(edge: RightEdge, leaf_hashes: Sequence[bytes]) -> tuple[RightEdge, list[Tile]]:
    """Append leaves: the new right edge, and the tiles to write.

    The tiles are every one that was filled and, on each level that grew, the partial one: all
    that C2SP tlog-tiles asks for at a checkpoint of this size. Nothing is written for no leaves.
    """
    require_hashes(leaf_hashes)
    size = edge.size + len(leaf_hashes)
    partials, tiles = list[tuple[bytes, ...]](), list[Tile]()
    grown = list(leaf_hashes)
    for level, place in enumerate(_levels(size)):
        before = edge.partials[level] if level < len(edge.partials) else ()
        first = (place - len(grown)) // TILE_WIDTH
        rows = _rows([*before, *grown]) if grown else []
        tiles += [
            Tile(
                place=TilePlace(level=level, index=first + offset, width=len(row)),
                hashes=b"".join(row),
            )
            for offset, row in enumerate(rows)
        ]
        partial = rows[-1] if rows and len(rows[-1]) < TILE_WIDTH else []
        partials.append(tuple(partial) if grown else before)
        grown = [perfect_root(row) for row in rows if len(row) == TILE_WIDTH]
    return RightEdge(size=size, partials=tuple(partials)), tiles


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """Give the root over 1, 2, 4, … 256 hashes."""
    row = list(hashes)
    while len(row) > 1:
        row = hash_pairs(row)
    return row[0] if row else EMPTY_ROOT


class TileReader:
    """Gives subtree hashes from stored tiles, reading each tile once.

    Bound to one tree size, so that it asks only for tiles that a checkpoint of this size has.
    Pass `reader.subtree` to `inclusion_proof` and `consistency_proof`.
    """

    def __init__(self, size: int, read_tile: Callable[[TilePlace], bytes]) -> None:
        self._size = size
        self._read_tile = read_tile
        self._seen = dict[TilePlace, list[bytes]]()

    def subtree(self, node: Node) -> bytes:
        """Give the root of a perfect subtree; raises OutsideTree or TileFault."""
        place, start, count = _inside(node, self._size)
        return perfect_root(self._hashes(place)[start : start + count])

    def _hashes(self, place: TilePlace) -> list[bytes]:
        if place not in self._seen:
            self._seen[place] = decode_tile(self._read_tile(place), place.width)
        return self._seen[place]


def tiles_for_spans(spans: Iterable[Span], size: int) -> list[TilePlace]:
    """Name the tiles that a proof's spans rest on, so that a store can fetch them at once."""
    return sorted({_inside(node, size)[0] for span in spans for node in span})


def root_from_tiles(size: int, subtree: Callable[[Node], bytes]) -> bytes:
    """Give the root of the tree of `size` leaves, from subtree hashes."""
    peaks = [subtree(node) for node in subtrees(0, size)]
    return join_subtrees(peaks) if peaks else EMPTY_ROOT


def _inside(node: Node, size: int) -> tuple[TilePlace, int, int]:
    """Find the tile that holds a subtree, where its hashes begin, and how many they are."""
    level, rows = divmod(node.height, TILE_HEIGHT)
    index, start = divmod(node.index << rows, TILE_WIDTH)
    width = tile_width(level, index, size)
    if start + (1 << rows) > width:
        raise OutsideTree(height=node.height, index=node.index, size=size)
    return TilePlace(level=level, index=index, width=width), start, 1 << rows


def _levels(size: int) -> Iterable[int]:
    """Give, level by level, how many hashes the tiles of a tree of this size hold together."""
    while size:
        yield size
        size //= TILE_WIDTH


def _rows(hashes: list[bytes]) -> list[list[bytes]]:
    return [hashes[start : start + TILE_WIDTH] for start in range(0, len(hashes), TILE_WIDTH)]


def _index_path(index: int, width: int) -> str:
    if index < 0 or not 0 < width <= TILE_WIDTH:
        raise TileFault(index=index, width=width)
    digits = f"{index:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    *leading, last = (digits[start : start + 3] for start in range(0, len(digits), 3))
    path = "".join(f"x{group}/" for group in leading) + last
    return path if width == TILE_WIDTH else f"{path}.p/{width}"
