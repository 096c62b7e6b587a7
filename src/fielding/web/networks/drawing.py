"""Draws a network: reports on the left, what joins them on the right, a line for each mention."""

from collections.abc import Sequence
from dataclasses import dataclass

from fielding.web.networks.network_view import Evidence, ShownIdentifier, ShownMember

_ROW, _HEAD, _LEFT, _RIGHT, _WIDTH = 26, 34, 300, 560, 900
#: Reports and identifiers that a drawing shows; the tables have more of them.
MOST_REPORTS, MOST_IDENTIFIERS = 40, 20
_LONGEST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A report or an identifier, at a height; its address opens it."""

    y: float
    text: str
    address: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
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
    lines: tuple[Line, ...]


def draw_network(
    reports: int,
    members: Sequence[ShownMember],
    identifiers: Sequence[ShownIdentifier],
    evidence: Evidence,
) -> Drawing:
    """Place some of so many reports, and the identifiers that join most of them."""
    joining = [one for one in identifiers if one.identifier in evidence.by_identifier]
    joining = joining[:MOST_IDENTIFIERS]
    shown = [one for one in members if one.member.report in evidence.by_report][:MOST_REPORTS]
    heights = {one.member.report: _HEAD + _ROW * place for place, one in enumerate(shown)}
    span = max(len(shown), len(joining))
    step = _ROW * span / max(len(joining), 1)
    places = {one.identifier: _HEAD + step * (at + 0.5) for at, one in enumerate(joining)}
    lines = [
        Line(y1=heights[report], y2=round(places[identifier], 1))
        for identifier in places
        for report in evidence.by_identifier[identifier]
        if report in heights
    ]
    return Drawing(
        width=_WIDTH,
        height=_HEAD + _ROW * span + 10,
        left=_LEFT,
        right=_RIGHT,
        about=(
            f"{len(shown)} of {reports:,} reports on the left,"
            f" {len(joining)} of {len(evidence.by_identifier)} identifiers that join them on the"
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
        identifiers=tuple(
            Node(
                y=round(places[one.identifier], 1),
                text=_short(f"{one.kind} {one.shown}"),
                address=f"#identifier-{one.identifier}",
                says=f"{one.kind} {one.shown}, in {one.here} reports here",
            )
            for one in joining
        ),
        lines=tuple(lines),
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
