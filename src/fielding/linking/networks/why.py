"""Why a report belongs to its network, and why the nearest other report does not.

The answer is a path of evidence, as short as can be, each step with what it rests on; and for the
nearest report outside, what it shares and why that does not join it.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from fielding.linking.judgements.judging import Verdict
from fielding.linking.networks.evidence import Ground
from fielding.linking.networks.index import Index
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.region import ground_of
from fielding.linking.networks.standing import Filed, State

Pair = tuple[int, int]
JUDGED = "judged-same"


class WhyNot(StrEnum):
    """Why what two reports share does not join them."""

    HUB = "hub"
    SLIP = "slip-of-a-hub"
    OWN = "a-reporters-own"
    SHARED = "marked-shared"
    NEAR_ALONE = "near-and-nothing-more"
    ONE_ALONE = "one-identifier-between-two-bodies"
    JUDGED = "judged-different"


_STATES = {
    State.HUB: WhyNot.HUB,
    State.SLIP: WhyNot.SLIP,
    State.OWN: WhyNot.OWN,
    State.SHARED: WhyNot.SHARED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one report to the next: by which identifiers, and why those count."""

    report: int
    other: int
    #: One identifier that both mention, or two that are near each other; none for a judgement.
    identifiers: tuple[int, ...]
    reason: str
    #: How many reports the evidence touches: the fewer, the more it says.
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider:
    """The nearest report that is not of the network, and why it is not."""

    report: int
    other: int
    identifiers: tuple[int, ...]
    reason: WhyNot


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What holds a report in its network: the steps to another report of it; and who is outside."""

    network: int
    steps: tuple[Step, ...]
    outsiders: tuple[Outsider, ...]


def explain(
    index: Index, limits: Limits, report: int, towards: int | None = None
) -> Explained | None:
    """Explain a report's place; `towards`: which report of its network to reach, else the earliest.

    None where there is no such report, or where the two are in different networks.
    """
    found = index.filed({report})
    if report not in found:
        return None
    place = found[report].place
    members = index.members({place.family})
    within = {each for each, filed in members.items() if filed.place.network == place.network}
    target = place.network if towards is None else towards
    if target not in within:
        return None
    ground = ground_of(index, limits, members)
    judgements = index.judgements(within)
    return Explained(
        network=place.network,
        steps=tuple(_path(ground, judgements, within, (report, target))),
        outsiders=tuple(_outsiders(index, ground, judgements, members[report])),
    )


def _path(
    ground: Ground, judgements: Mapping[Pair, Verdict], within: Collection[int], ends: Pair
) -> list[Step]:
    """Give a shortest path between two reports; of equally short ones that of the rarest ties."""
    beside = _beside(ground, judgements, within)
    start, end = ends
    came: dict[int, Step | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came:
        report = waiting.popleft()
        for tie in beside[report]:
            for other in tie.reports:
                if other in within and other not in came:
                    came[other] = Step(
                        report=report,
                        other=other,
                        identifiers=tie.identifiers,
                        reason=tie.reason,
                        reports=len(tie.reports),
                    )
                    waiting.append(other)
    steps: list[Step] = []
    at = came.get(end)
    while at:
        steps.append(at)
        at = came[at.report]
    return steps[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joint:
    identifiers: tuple[int, ...]
    reports: tuple[int, ...]
    reason: str


def _beside(
    ground: Ground, judgements: Mapping[Pair, Verdict], within: Collection[int]
) -> Mapping[int, list[_Joint]]:
    """Give all evidence by report, the rarest first."""
    joints = [
        _Joint(identifiers=tie.identifiers, reports=tie.reports, reason=tie.reason)
        for tie in ground.ties
    ]
    joints += [
        _Joint(identifiers=(), reports=pair, reason=JUDGED)
        for pair, verdict in judgements.items()
        if verdict is Verdict.SAME
    ]
    beside: dict[int, list[_Joint]] = defaultdict(list)
    for joint in sorted(joints, key=lambda each: (len(each.reports), each.identifiers)):
        for report in joint.reports:
            if report in within:
                beside[report].append(joint)
    return beside


def _outsiders(
    index: Index, ground: Ground, judgements: Mapping[Pair, Verdict], filed: Filed
) -> Iterator[Outsider]:
    """Give the nearest report outside for each reason: who shares what is rarest comes first."""
    told: set[WhyNot] = set()
    for one, other in judgements:
        if judgements[one, other] is Verdict.DIFFERENT and filed.report in {one, other}:
            told.add(WhyNot.JUDGED)
            yield Outsider(
                report=filed.report,
                other=other if one == filed.report else one,
                identifiers=(),
                reason=WhyNot.JUDGED,
            )
    standings = ground.standings
    for identifier in sorted(filed.identifiers, key=lambda each: standings[each].reports):
        for outsider in _sharing(index, ground, filed, identifier):
            if outsider.reason not in told:
                told.add(outsider.reason)
                yield outsider


def _sharing(
    index: Index, ground: Ground, filed: Filed, identifier: int
) -> Iterator[Outsider]:
    """Give reports of other networks that mention an identifier, or one near it."""
    standing = ground.standings[identifier]
    for also in (identifier, *standing.near):
        sampled = index.sampled({also}, ground.limits.sample).get(also, ())
        others = [each for each in sampled if each.place.network != filed.place.network]
        if others:
            yield Outsider(
                report=filed.report,
                other=others[0].report,
                identifiers=(identifier,) if also == identifier else (identifier, also),
                reason=(
                    WhyNot.JUDGED
                    if others[0].place.family == filed.place.family
                    else _why_not(ground, identifier, also)
                ),
            )


def _why_not(ground: Ground, identifier: int, also: int) -> WhyNot:
    for each in (identifier, also):
        if each in ground.standings and not ground.standings[each].state.joining:
            return _STATES[ground.standings[each].state]
    near = also != identifier and ground.near_reason(min(identifier, also), max(identifier, also))
    return WhyNot.NEAR_ALONE if near is None else WhyNot.ONE_ALONE
