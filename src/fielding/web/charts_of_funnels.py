"""Funnel plots: each group by its size and rate, between limits that narrow as groups grow."""

from collections.abc import Sequence
from dataclasses import dataclass

from fielding.oversight.performance.funnels import Funnel, Placed
from fielding.oversight.statistics.funnels import Limits, State, limits_at
from fielding.web.charts import Label
from fielding.web.charts_of_points import Curve, Field, Mark, Plot, floor_of, reach, whole_steps

#: The form of a mark says the state, beside its colour.
FORMS = {State.INSIDE: "dot", State.OUTSIDE_95: "diamond", State.OUTSIDE_998: "square"}
_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _FOOT = 560, 300, 56, 16, 120, 44
#: Sizes at which a limit is computed.
_STEPS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A group's name for readers."""

    group: str
    name: str


def draw_funnel(title: str, funnel: Funnel, names: Sequence[Named]) -> Plot:
    """Draw all groups, the rate of all of them, and both pairs of limits.

    Those outside a limit are named; the table beside the plot names them all.
    """
    largest = max(one.share.of for one in funnel.groups)
    sizes = sorted({max(1, round(largest * 1.04 * step / _STEPS)) for step in range(_STEPS + 1)})
    limits = [(size, limits_at(funnel.whole.share, size, funnel.between)) for size in sizes]
    # The limits of the smallest groups reach to the ceiling: the scale is for where groups are.
    shown = [held.far.high / size for size, held in limits if size >= largest / 12]
    most = reach(max([one.share.share for one in funnel.groups] + shown))
    lows = [held.far.low / size for size, held in limits if size >= largest / 12]
    least = min([one.share.share for one in funnel.groups] + lows)
    field = Field(
        left=_LEFT,
        top=_TOP,
        width=_WIDTH,
        height=_HEIGHT,
        across=sizes[-1],
        most=most,
        least=floor_of(least) if most == 1 else 0.0,
    )
    lines, labels = field.shares()
    named = {one.group: one.name for one in names}
    marks = [
        Mark(
            x=field.x(one.share.of),
            y=field.y(one.share.share),
            form=FORMS[one.state],
            says=f"{named[one.group]}: {one.share.share:.1%} of {one.share.of:,}",
        )
        for one in funnel.groups
    ]
    outside = [
        _beside(field, one, named[one.group])
        for one in funnel.groups
        if one.state is not State.INSIDE
    ]
    return Plot(
        width=_LEFT + _WIDTH + _RIGHT,
        height=_TOP + _HEIGHT + _FOOT,
        title=title,
        about=_about(funnel),
        lines=(*lines, field.level(funnel.whole.share, "whole")),
        curves=tuple(_curves(field, limits)),
        marks=tuple(marks),
        labels=(*labels, *outside, *_sizes(field, sizes[-1]), *_ends(field, funnel)),
    )


def _beside(field: Field, one: Placed, name: str) -> Label:
    """Name a mark on the side where there is room."""
    x, y = field.x(one.share.of), field.y(one.share.share) + 5
    if one.share.of > field.across * 0.6:
        return Label(x=x - 10, y=y, text=name, anchor="end")
    return Label(x=x + 10, y=y, text=name)


def _curves(field: Field, limits: Sequence[tuple[int, Limits]]) -> list[Curve]:
    return [
        field.curve(
            [(size, getattr(getattr(held, pair), end) / size) for size, held in limits], pair
        )
        for pair in ("near", "far")
        for end in ("low", "high")
    ]


def _sizes(field: Field, largest: int) -> list[Label]:
    y = field.top + field.height + 20
    words = [
        Label(x=field.x(tick), y=y, text=f"{tick:,}", anchor="middle")
        for tick in whole_steps(largest)
    ]
    middle = field.left + field.width / 2
    return [*words, Label(x=middle, y=y + 19, text="how many were counted", anchor="middle")]


def _ends(field: Field, funnel: Funnel) -> list[Label]:
    right = field.left + field.width + 6
    text = f"all: {funnel.whole.share:.1%}"
    return [Label(x=right, y=field.y(funnel.whole.share) + 4, text=text)]


def _about(funnel: Funnel) -> str:
    states = [one.state for one in funnel.groups]
    return (
        f"{len(states)} groups around {funnel.whole.share:.1%}: "
        f"{states.count(State.INSIDE)} inside the limits, "
        f"{states.count(State.OUTSIDE_95)} outside 95%, "
        f"{states.count(State.OUTSIDE_998)} outside 99.8%. The table names each."
    )
