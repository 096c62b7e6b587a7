"""Draws a network: reports on the left, what joins them on the right, a line for each mention.

A dashed line bends between two that are nearly the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fielding.web.networks.network_view import SharedMentions, ShownIdentifier, ShownMember
from fielding.wiring.linking_told import ToldPair

_ROW, _HEAD, _LEFT, _RIGHT, _WIDTH = 26, 34, 300, 560, 900
#: How far the line between two that are nearly the same bends inwards.
_BEND = 70
#: What a drawing shows of each; the tables have more of them.
MOST_REPORTS, MOST_IDENTIFIERS, MOST_JUDGED, MOST_NEAR = 40, 20, 5, 10
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
class Bend:
    """That two on one side are nearly the same; its address says why that counts."""

    path: str
    address: str
    says: str


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
    bends: tuple[Bend, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What holds reports beside the identifiers that they share."""

    #: Pairs of reports that a person said belong together.
    judged: Sequence[tuple[int, int]] = ()
    near: Sequence[ToldPair] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Right:
    """What stands on the right: an identifier or a judgement, and the reports that it holds."""

    identifier: int | None
    text: str
    address: str
    says: str
    reports: tuple[int, ...]


def draw_network(
    reports: int,
    members: Sequence[ShownMember],
    identifiers: Sequence[ShownIdentifier],
    shared: SharedMentions,
    beside: Beside,
) -> Drawing:
    """Place some of so many reports, what joins most of them, and what holds them beside that."""
    known = {one.member.report for one in members}
    said = [pair for pair in beside.judged if known.issuperset(pair)][:MOST_JUDGED]
    near = beside.near[:MOST_NEAR]
    joining = [one for one in identifiers if one.identifier in shared.by_identifier]
    right = [
        *_with_near([_joining(one, shared) for one in joining[:MOST_IDENTIFIERS]], near),
        *(_judgement(pair) for pair in said),
    ]
    held = {report for one in right for report in one.reports}.union(
        shared.by_report, *(both for pair in near for both in pair.reports)
    )
    shown = [one for one in members if one.member.report in held][:MOST_REPORTS]
    heights = {one.member.report: _HEAD + _ROW * place for place, one in enumerate(shown)}
    span = max(len(shown), len(right))
    step = _ROW * span / max(len(right), 1)
    places = [round(_HEAD + step * (at + 0.5), 1) for at in range(len(right))]
    return Drawing(
        width=_WIDTH,
        height=_HEAD + _ROW * span + 10,
        left=_LEFT,
        right=_RIGHT,
        about=_about(len(shown), reports, len(joining[:MOST_IDENTIFIERS]), shared),
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
            Node(y=place, text=_short(one.text), address=one.address, says=one.says)
            for one, place in zip(right, places, strict=True)
        ),
        edges=tuple(
            Edge(y1=heights[report], y2=place)
            for one, place in zip(right, places, strict=True)
            for report in one.reports
            if report in heights
        ),
        bends=tuple(_bends(near, heights, _heights_of(right, places))),
    )


def _about(shown: int, reports: int, joining: int, shared: SharedMentions) -> str:
    return (
        f"{shown} of {reports:,} reports on the left, {joining} of {len(shared.by_identifier)}"
        " identifiers that join them on the right. The tables below say more."
    )


def _with_near(joining: Sequence[_Right], near: Sequence[ToldPair]) -> list[_Right]:
    """Put beside each identifier those that are nearly the same, also where one report has it."""
    placed = {one.identifier: one for one in joining}
    for place, pair in enumerate(near):
        for identifier, reports, shown in zip(
            pair.identifiers, pair.reports, pair.shown, strict=False
        ):
            placed.setdefault(identifier, _near(identifier, shown, reports, place))
    beside: dict[int | None, list[int]] = defaultdict(list)
    for pair in near:
        if pair.identifiers:
            one, other = pair.identifiers
            beside[one].append(other)
            beside[other].append(one)
    ordered = dict.fromkeys(each for one in placed for each in (one, *beside[one]))
    return [placed[each] for each in ordered]


def _bends(
    near: Sequence[ToldPair], left: Mapping[int, float], right: Mapping[int, float]
) -> Iterator[Bend]:
    for place, pair in enumerate(near):
        if pair.identifiers:
            ends = [right[each] for each in pair.identifiers]
            at, bend = _RIGHT, -_BEND
        else:
            ends = [left[both[0]] for both in pair.reports if both[0] in left]
            at, bend = _LEFT, _BEND
        if len(ends) == 2:
            y1, y2 = ends
            yield Bend(
                path=f"M{at} {y1} Q{at + bend} {(y1 + y2) / 2} {at} {y2}",
                address=f"#near-{place + 1}",
                says=f"{pair.shown[0]} and {pair.shown[1]}: {pair.says}",
            )


def _heights_of(right: Sequence[_Right], places: Sequence[float]) -> dict[int, float]:
    return {
        one.identifier: place
        for one, place in zip(right, places, strict=True)
        if one.identifier is not None
    }


def _joining(one: ShownIdentifier, shared: SharedMentions) -> _Right:
    return _Right(
        identifier=one.identifier,
        text=f"{one.kind} {one.shown}",
        address=f"#identifier-{one.identifier}",
        says=f"{one.kind} {one.shown}, in {one.here} reports here",
        reports=shared.by_identifier[one.identifier],
    )


def _near(identifier: int, shown: str, reports: tuple[int, ...], place: int) -> _Right:
    return _Right(
        identifier=identifier,
        text=shown,
        address=f"#near-{place + 1}",
        says=f"{shown}, nearly the same as another",
        reports=reports,
    )


def _judgement(pair: tuple[int, int]) -> _Right:
    return _Right(
        identifier=None,
        text="A person’s judgement",
        address="#said",
        says="A person said that these two reports belong together",
        reports=pair,
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
