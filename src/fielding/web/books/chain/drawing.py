"""Draws a chain: tiers as columns from left to right, each firm as high as its share of the work.

A firm's block spans what it did itself and, below that, what the firms under it did.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from fielding.oversight.chain.placing import Standing
from fielding.oversight.chain.summary import FirmRow
from fielding.web.books.chain.words import LOOKS, firm_name
from fielding.web.books.reader import Reader
from fielding.web.charts import Chart, Label, Shape

_COLUMN, _BLOCK, _HEAD, _LEAST, _LINE = 280, 36, 30, 3, 19
_HIGH = 300
#: Letters of a name that fit beside a block; the table has all of them.
_LONGEST = 25


@dataclass(slots=True, kw_only=True)
class _Block:
    """A firm in the drawing: what it did itself, by how it stood then, and the firms under it."""

    path: tuple[str, ...]
    parts: dict[Standing, int] = field(default_factory=dict)
    below: list["_Block"] = field(default_factory=list)

    @property
    def own(self) -> int:
        return sum(self.parts.values())

    @property
    def shapes(self) -> list[tuple[Standing, int]]:
        """Give its parts from the top; the last is what stands under it."""
        usual = Standing.PRIME if len(self.path) == 1 else Standing.APPROVED
        below = sum(count for block in self.below for _, count in block.shapes)
        return [*self.parts.items(), *([(usual, below)] if below else [])]


def draw_chain(title: str, rows: Sequence[FirmRow], reader: Reader) -> Chart:
    """Draw the firms that did something; those outside the chain stand in a column of their own."""
    worked = [row for row in rows if row.entries]
    whole = sum(len(row.entries) for row in worked) or 1
    blocks, outside = _blocks(worked), [row for row in worked if not row.path]
    tiers = max((len(path) for path in blocks), default=1)
    per_column = defaultdict[int, int](int)
    for path in blocks:
        per_column[len(path)] += 1
    high = max(_HIGH, _LINE * max(per_column.values(), default=1))
    pen = _Pen(scale=high / whole, whole=whole, reader=reader)
    top = float(_HEAD)
    for path, block in blocks.items():
        if len(path) == 1:
            top = pen.draw(block, top)
    if outside:
        pen.draw_outside(outside, tiers, top)
    heads = [_head(tier) for tier in range(1, tiers + 1)]
    heads += ["Outside the chain"] if outside else []
    labels = [Label(x=place * _COLUMN, y=16, text=text) for place, text in enumerate(heads)]
    return Chart(
        width=_COLUMN * len(heads),
        height=max(_HEAD + high, pen.lowest) + 10,
        title=title,
        about=_about(worked, whole, len(heads)),
        shapes=tuple(pen.shapes),
        labels=(*labels, *pen.labels),
    )


@dataclass(slots=True, kw_only=True)
class _Pen:
    """Places blocks; labels of a column never stand on each other."""

    scale: float
    whole: int
    reader: Reader
    shapes: list[Shape] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    lowest: float = 0
    _free: dict[int, float] = field(default_factory=dict)

    def draw(self, block: _Block, top: float) -> float:
        """Draw a block and those under it beside it; give where the next one begins."""
        column, low = len(block.path) - 1, top
        name = firm_name(block.path[-1], self.reader)
        shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        says = f"{shown} {self._share(block.own)}"
        self._label(column, top, says)
        for standing, entries in block.shapes:
            self._shape((column, low, self._high(entries)), LOOKS[standing], says)
            low += self._high(entries)
        inner = top + sum(self._high(entries) for entries in block.parts.values())
        for each in block.below:
            inner = self.draw(each, inner)
        return max(low, inner)

    def draw_outside(self, rows: Sequence[FirmRow], column: int, top: float) -> None:
        """Draw all that was done outside the chain as one block beside it."""
        entries = sum(len(row.entries) for row in rows)
        firms = len({row.firm for row in rows})
        name = f"{firms} {'firm' if firms == 1 else 'firms'} {self._share(entries)}"
        self._label(column, top, name)
        self._shape((column, top, self._high(entries)), LOOKS[Standing.UNDISCLOSED], name)

    def _shape(self, place: tuple[int, float, float], look: str, says: str) -> None:
        column, top, high = place
        left, top_at, high_at = column * _COLUMN, round(top, 2), round(high, 2)
        self.shapes.append(
            Shape(x=left, y=top_at, width=_BLOCK, height=high_at, look=look, says=says)
        )
        self.lowest = max(self.lowest, top + high)

    def _label(self, column: int, top: float, says: str) -> None:
        line = max(top + 14, self._free.get(column, 0))
        self._free[column] = line + _LINE
        left = column * _COLUMN + _BLOCK + 8
        self.labels.append(Label(x=left, y=round(line, 2), text=says))
        self.lowest = max(self.lowest, line + 6)

    def _high(self, entries: int) -> float:
        return max(entries * self.scale, _LEAST)

    def _share(self, entries: int) -> str:
        return f"{entries / self.whole:.1%}"


def _blocks(rows: Sequence[FirmRow]) -> dict[tuple[str, ...], _Block]:
    """Put rows into blocks by path."""
    blocks: dict[tuple[str, ...], _Block] = {}
    for row in rows:
        for depth in range(1, len(row.path) + 1):
            path = row.path[:depth]
            blocks.setdefault(path, _Block(path=path))
        if row.path:
            blocks[row.path].parts[row.standing] = len(row.entries)
    for path in sorted(blocks):
        if len(path) > 1:
            blocks[path[:-1]].below.append(blocks[path])
    return {path: blocks[path] for path in sorted(blocks)}


def _head(tier: int) -> str:
    return "Supplier" if tier == 1 else f"Tier {tier}"


def _about(rows: Sequence[FirmRow], whole: int, columns: int) -> str:
    firms = len({row.firm for row in rows})
    return (
        f"{columns} columns, {firms} firms and {whole if rows else 0:,} entries. Each block is as "
        "high as the firm's share of the entries, with those of the firms under it. The table has "
        "every number."
    )
