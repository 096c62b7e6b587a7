"""Plots as shapes: axes, curves and marks placed here, drawn as SVG by `kit/plot.html`.

Looks are classes and forms of marks, so that colour is never alone. No style, no script.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from fielding.web.charts import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A straight line with a look."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A line through many points, as SVG writes them."""

    points: str
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A dot, diamond, square or cross at a place, with a few words for whoever points at it."""

    x: float
    y: float
    form: str  # dot, diamond, square or cross
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A plot of so many units in width and height."""

    width: float
    height: float
    title: str
    about: str
    lines: tuple[Stroke, ...] = ()
    curves: tuple[Curve, ...] = ()
    marks: tuple[Mark, ...] = ()
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Where a plot's values lie: from nothing to `across`, and from `least` to `most` upwards."""

    left: float
    top: float
    width: float
    height: float
    across: float
    most: float
    least: float = 0.0

    def x(self, value: float) -> float:
        """Place a value across."""
        return round(self.left + self.width * value / self.across, 2)

    def y(self, value: float) -> float:
        """Place a value upwards; what lies outside stays on the edge."""
        part = (value - self.least) / (self.most - self.least)
        return round(self.top + self.height * (1 - min(max(part, 0.0), 1.0)), 2)

    def curve(self, values: Sequence[tuple[float, float]], look: str) -> Curve:
        """Draw a line through values."""
        points = " ".join(f"{self.x(across)},{self.y(up)}" for across, up in values)
        return Curve(points=points, look=look)

    def level(self, value: float, look: str) -> Stroke:
        """Draw a level line all across."""
        y = self.y(value)
        return Stroke(x1=self.left, y1=y, x2=self.left + self.width, y2=y, look=look)

    def shares(self, steps: int = 4) -> tuple[list[Stroke], list[Label]]:
        """Rule the field with levels named in percent."""
        span = self.most - self.least
        ticks = [self.least + span * step / steps for step in range(steps + 1)]
        places = 0 if all(abs(tick * 100 - round(tick * 100)) < 1e-9 for tick in ticks) else 1
        labels = [
            Label(x=self.left - 6, y=self.y(tick) + 4, text=f"{tick:.{places}%}", anchor="end")
            for tick in ticks
        ]
        return [self.level(tick, "rule") for tick in ticks], labels


def whole_steps(most: int) -> list[int]:
    """Name places from nothing to `most` in steps of 1, 2 or 5 times a power of ten."""
    rough = max(most / 5, 1)
    power = 10 ** floor(log10(rough))
    step = int(next(m * power for m in (1, 2, 5, 10) if m * power >= rough))
    return list(range(0, most + 1, step))


def floor_of(least: float) -> float:
    """Choose where a scale of shares begins: at a round share under the least."""
    return next((low for low in (0.9, 0.8, 0.6, 0.4) if least >= low), 0.0)


def reach(most: float) -> float:
    """Choose where a scale of shares ends: at the first round share that holds the most."""
    return next((end for end in (0.02, 0.04, 0.08, 0.12, 0.2, 0.4, 0.6, 0.8) if most <= end), 1.0)
