"""Charts as shapes: bars and stacked columns, placed here and drawn as SVG by `kit/chart.html`.

No style attribute and no script: looks are classes and patterns, so that colour is never alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

#: How a shape is filled; the same names are classes in figures.css and patterns in chart.html.
LOOKS = ("solid", "hatched", "crossed", "dotted")
_ROW, _LABEL, _BAR, _NUMBER = 34, 250, 400, 70
_COLUMN, _GAP, _AXIS, _FOOT, _HEAD, _HIGH = 22, 6, 44, 14, 14, 120
#: From one word under a column to the next.
_LINE = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A rectangle with a look and a few words for whoever points at it."""

    x: float
    y: float
    width: float
    height: float
    look: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words at a place."""

    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart of so many units in width and height."""

    width: float
    height: float
    title: str
    about: str
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]
    #: Heights of horizontal lines, from `left` to the right edge.
    lines: tuple[float, ...] = ()
    left: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """So many of one look."""

    name: str
    number: int
    look: str


def bars(title: str, about: str, parts: Sequence[Part]) -> Chart:
    """Draw one horizontal bar for each part, its number beside it."""
    most = max((part.number for part in parts), default=0) or 1
    shapes, labels = list[Shape](), list[Label]()
    for place, part in enumerate(parts):
        top, long = place * _ROW, _BAR * part.number / most
        labels.append(Label(x=_LABEL - 10, y=top + 23, text=part.name, anchor="end"))
        labels.append(Label(x=_LABEL + long + 8, y=top + 23, text=f"{part.number:,}"))
        shapes.append(_shape((_LABEL, top + 5), (long, _ROW - 10), part))
    return Chart(
        width=_LABEL + _BAR + _NUMBER,
        height=_ROW * len(parts),
        title=title,
        about=about,
        shapes=tuple(shapes),
        labels=tuple(labels),
    )


def columns(title: str, about: str, stacks: Sequence[tuple[str, Sequence[Part]]]) -> Chart:
    """Draw a stacked column for each name, on a scale that reaches to the tallest."""
    step, top = _scale(max((sum(p.number for p in parts) for _, parts in stacks), default=0))
    shapes, labels = list[Shape](), list[Label]()
    for place, (name, parts) in enumerate(stacks):
        left, low = _AXIS + place * (_COLUMN + _GAP), float(_HEAD + _HIGH)
        for part in parts:
            high = _HIGH * part.number / top
            low -= high
            if part.number:
                shapes.append(_shape((left, low), (_COLUMN, high), part, name))
        if place % _every(len(stacks)) == 0:
            middle = left + _COLUMN / 2
            for line, word in enumerate(name.split()):
                y = _HEAD + _HIGH + 16 + _LINE * line
                labels.append(Label(x=middle, y=y, text=word, anchor="middle"))
    ticks = range(0, top + 1, step)
    heights = [_HEAD + _HIGH - _HIGH * tick / top for tick in ticks]
    words = max((len(name.split()) for name, _ in stacks), default=0)
    for tick, height in zip(ticks, heights, strict=True):
        labels.append(Label(x=_AXIS - 6, y=height + 4, text=f"{tick:,}", anchor="end"))
    return Chart(
        width=_AXIS + max(len(stacks), 3) * (_COLUMN + _GAP) + 10,
        height=_HEAD + _HIGH + _FOOT + _LINE * max(words, 2),
        title=title,
        about=about,
        shapes=tuple(shapes),
        labels=tuple(labels),
        lines=tuple(heights),
        left=_AXIS,
    )


def _shape(
    corner: tuple[float, float], size: tuple[float, float], part: Part, where: str = ""
) -> Shape:
    of = f"{where}: " if where else ""
    return Shape(
        x=round(corner[0], 2),
        y=round(corner[1], 2),
        width=round(size[0], 2),
        height=round(size[1], 2),
        look=part.look,
        says=f"{of}{part.name} {part.number:,}",
    )


def _scale(most: int) -> tuple[int, int]:
    """Choose the distance of the lines, 1, 2 or 5 times a power of ten, and the highest line."""
    if most <= 3:
        return 1, max(most, 1)
    rough = most / 3
    power = 10 ** floor(log10(rough))
    step = max(int(next(m * power for m in (1, 2, 5, 10) if m * power >= rough)), 1)
    return step, -(-most // step) * step


def _every(count: int) -> int:
    """Say at which distance names are written, so that they do not run into each other."""
    return 2 if count > 6 else 1
