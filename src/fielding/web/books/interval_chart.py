"""Shares with their intervals, one line each: a bar over the interval, and a mark in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from fielding.web.charts import Chart, Label, Shape

_ROW, _LABEL, _LONG, _NUMBER, _FOOT = 34, 250, 400, 180, 30
#: The scale ends at the first of these that holds every interval.
_ENDS = (0.1, 0.2, 0.5, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranged:
    """A share from 0 to 1 and its interval, under a name."""

    name: str
    share: float
    low: float
    high: float


def intervals(title: str, about: str, ranged: Sequence[Ranged]) -> Chart:
    """Draw one line for each share, on a scale from nothing to what holds all intervals."""
    most = max((one.high for one in ranged), default=0.0)
    end = next((end for end in _ENDS if most <= end), 1.0)
    shapes, labels = list[Shape](), list[Label]()
    for place, one in enumerate(ranged):
        top = place * _ROW
        says = f"{one.name}: {one.share:.1%}, from {one.low:.1%} to {one.high:.1%}"
        left, right = _at(one.low, end), _at(one.high, end)
        shapes.append(_box(left, top + 13, right - left, 8, ("hatched", says)))
        shapes.append(_box(_at(one.share, end) - 3, top + 6, 6, 22, ("solid", says)))
        labels.append(Label(x=_LABEL - 10, y=top + 22, text=one.name, anchor="end"))
        text = f"{one.share:.1%} ({one.low:.1%}–{one.high:.1%})"
        labels.append(Label(x=_LABEL + _LONG + 8, y=top + 22, text=text))
    low = _ROW * len(ranged)
    for part in (0, 0.5, 1):
        x = _LABEL + _LONG * part
        labels.append(Label(x=x, y=low + 18, text=f"{end * part:.0%}", anchor="middle"))
    return Chart(
        width=_LABEL + _LONG + _NUMBER,
        height=low + _FOOT,
        title=title,
        about=about,
        shapes=tuple(shapes),
        labels=tuple(labels),
        lines=(low,),
        left=_LABEL,
    )


def _at(share: float, end: float) -> float:
    return _LABEL + _LONG * share / end


def _box(x: float, y: float, width: float, height: float, told: tuple[str, str]) -> Shape:
    look, says = told
    return Shape(
        x=round(x, 2), y=y, width=round(max(width, 1), 2), height=height, look=look, says=says
    )
