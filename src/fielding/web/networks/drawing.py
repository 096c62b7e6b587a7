"""Draws a network: reports on the left, what joins them on the right, a line for each mention."""

from collections.abc import Sequence
from dataclasses import dataclass

from fielding.web.networks.network_view import SharedMentions, ShownIdentifier, ShownMember

_ROW, _HEAD, _LEFT, _RIGHT, _WIDTH = 26, 34, 300, 560, 900
#: Reports and identifiers that a drawing shows; the tables have more of them.
MOST_REPORTS, MOST_IDENTIFIERS, MOST_JUDGED = 40, 20, 5
_LONGEST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A report or an identifier, at a height; its address opens it."""

    y: float
    text: str
    address: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """That a report mentions an identifier."""

    y1: float
    y2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing of so many units in width and height."""

    width: float
    height: float
    left: float
    right: float
    about: str
    reports: tuple[Node, ...]
    identifiers: tuple[Node, ...]
    edges: tuple[Edge, ...]


def draw_network(
    reports: int,
    members: Sequence[ShownMember],
    identifiers: Sequence[ShownIdentifier],
    shared: SharedMentions,
    judged: Sequence[tuple[int, int]],
) -> Drawing:
    """Place some of so many reports, the identifiers that join most of them, and judgements.

    `judged`: pairs of these reports that a person said belong together.
    """
    known = {one.member.report for one in members}
    said = [pair for pair in judged if known.issuperset(pair)][:MOST_JUDGED]
    held = shared.by_report.keys() | {report for pair in said for report in pair}
    joining = [one for one in identifiers if one.identifier in shared.by_identifier]
    joining = joining[:MOST_IDENTIFIERS]
    shown = [one for one in members if one.member.report in held][:MOST_REPORTS]
    heights = {one.member.report: _HEAD + _ROW * place for place, one in enumerate(shown)}
    joined = [shared.by_identifier[one.identifier] for one in joining] + said
    span = max(len(shown), len(joined))
    step = _ROW * span / max(len(joined), 1)
    places = [round(_HEAD + step * (at + 0.5), 1) for at in range(len(joined))]
    edges = [
        Edge(y1=heights[report], y2=place)
        for place, together in zip(places, joined, strict=True)
        for report in together
        if report in heights
    ]
    return Drawing(
        width=_WIDTH,
        height=_HEAD + _ROW * span + 10,
        left=_LEFT,
        right=_RIGHT,
        about=(
            f"{len(shown)} of {reports:,} reports on the left,"
            f" {len(joining)} of {len(shared.by_identifier)} identifiers that join them on the"
            " right. The tables below say more."
        ),
        reports=tuple(
            Node(
                y=heights[one.member.report],
                text=_short(f"{one.member.reference} {one.body}"),
                address=f"#report-{one.member.report}",
                says=f"Report {one.member.reference}, {one.body}: {one.why}",
            )
            for one in shown
        ),
        identifiers=(
            *(_identifier(one, place) for one, place in zip(joining, places, strict=False)),
            *(_judgement(place) for place in places[len(joining) :]),
        ),
        edges=tuple(edges),
    )


def _identifier(one: ShownIdentifier, place: float) -> Node:
    return Node(
        y=place,
        text=_short(f"{one.kind} {one.shown}"),
        address=f"#identifier-{one.identifier}",
        says=f"{one.kind} {one.shown}, in {one.here} reports here",
    )


def _judgement(place: float) -> Node:
    return Node(
        y=place,
        text="A person’s judgement",
        address="#said",
        says="A person said that these two reports belong together",
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
