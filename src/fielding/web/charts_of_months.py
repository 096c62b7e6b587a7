"""A measure over months: a dot in its interval for each month, the target, and what was claimed."""

from collections.abc import Sequence
from dataclasses import dataclass

from fielding.web.charts import Label
from fielding.web.charts_of_points import Field, Mark, Plot, Stroke, floor_of

_LEFT, _TOP, _STEP, _HEIGHT, _FOOT = 50, 12, 28, 130, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Monthly:
    """One month: the share in its interval, from 0 to 1, where it can be computed."""

    name: str  # Mar 2026
    share: float | None = None
    low: float = 0.0
    high: float = 0.0
    target: float | None = None
    claim: float | None = None


def draw_months(title: str, months: Sequence[Monthly]) -> Plot:
    """Draw the months side by side, on a scale that begins under the least of them."""
    least = min((v for one in months for v in _values(one)), default=0.0)
    field = Field(
        left=_LEFT,
        top=_TOP,
        width=_STEP * max(len(months), 6),
        height=_HEIGHT,
        across=max(len(months), 6),
        most=1.0,
        least=floor_of(least),
    )
    lines, labels = field.shares()
    marks = list[Mark]()
    for place, month in enumerate(months):
        drawn, dots = _month(field, place + 0.5, month)
        lines += drawn
        marks += dots
        if place % 2 == 0:
            x, y = field.x(place + 0.5), _TOP + _HEIGHT + 16
            labels += [
                Label(x=x, y=y + 15 * line, text=word, anchor="middle")
                for line, word in enumerate(month.name.split())
            ]
    return Plot(
        width=_LEFT + field.width + 10,
        height=_TOP + _HEIGHT + _FOOT,
        title=title,
        about=_about(months),
        lines=tuple(lines),
        marks=tuple(marks),
        labels=tuple(labels),
    )


def _values(month: Monthly) -> list[float]:
    told = (month.low if month.share is not None else None, month.target, month.claim)
    return [value for value in told if value is not None]


def _month(field: Field, across: float, month: Monthly) -> tuple[list[Stroke], list[Mark]]:
    lines, marks, x = list[Stroke](), list[Mark](), field.x(across)
    if month.target is not None:
        y, half = field.y(month.target), _STEP / 2
        lines.append(Stroke(x1=x - half, y1=y, x2=x + half, y2=y, look="target"))
    if month.share is not None:
        low, high = field.y(month.low), field.y(month.high)
        lines.append(Stroke(x1=x, y1=low, x2=x, y2=high, look="interval"))
        says = f"{month.name}: {month.share:.1%}, from {month.low:.1%} to {month.high:.1%}"
        marks.append(Mark(x=x, y=field.y(month.share), form="dot", says=says))
    if month.claim is not None:
        says = f"{month.name}: claimed {month.claim:.1%}"
        marks.append(Mark(x=x, y=field.y(month.claim), form="cross", says=says))
    return lines, marks


def _about(months: Sequence[Monthly]) -> str:
    known = [month for month in months if month.share is not None]
    if not known:
        return "Nothing to show."
    return (
        f"Months from {known[0].name} to {known[-1].name}, each with its 95% interval "
        "and, where there is one, the target and what was claimed. The table has the chosen month."
    )
