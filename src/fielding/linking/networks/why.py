"""Why a report belongs to its network, and why the nearest other report does not.

The answer is a path of evidence, as short as can be, each step with what it rests on and what it
counts for; and for the nearest reports outside, what they share and why that does not join them.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from fielding.linking.judgements.judging import Verdict
from fielding.linking.networks.evidence import Ground, Tie
from fielding.linking.networks.index import Reading
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.region import ground_of
from fielding.linking.networks.settling import Bodies, between_bodies
from fielding.linking.networks.standing import Filed, State

Pair = tuple[int, int]
JUDGED = "judged-same"
#: Identifiers that are looked at for the nearest reports outside, the rarest first.
MOST_LOOKED_AT = 200


class Holding(StrEnum):
    """What makes a piece of evidence enough for a step."""

    JUDGED = "judged"  # a person said so, whatever the evidence
    RINGS = "rings"  # both stand in one core: several identifiers hold them, no single mistake does
    SINGLE = "single"  # one is enough, since not both stand in a body
    BODIES = "bodies"  # they stand in two bodies, which need so many together


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
    State.SCATTERED: WhyNot.HUB,
    State.SLIP: WhyNot.SLIP,
    State.OWN: WhyNot.OWN,
    State.SHARED: WhyNot.SHARED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one report to the next: by which identifiers, why those count, and how much."""

    report: int
    other: int
    #: One identifier that both mention, or two that are near each other; none for a judgement.
    identifiers: tuple[int, ...]
    reason: str
    #: How many reports the evidence touches: the fewer, the more it says.
    reports: int
    holds: Holding
    #: What all evidence between the two, or their bodies, counts for; and how much is needed.
    counts: int = 1
    needed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider:
    """The nearest report that is not of the network, and why it is not."""

    report: int
    other: int
    identifiers: tuple[int, ...]
    reason: WhyNot


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPair:
    """Two identifiers that are nearly the same, or two persons likely one, which count."""

    identifiers: tuple[int, ...]
    #: Of the reports asked about, those that mention each: first what the earliest of them does.
    reports: tuple[tuple[int, ...], tuple[int, ...]]
    reason: str

    @property
    def report(self) -> int:
        """Give the earliest report that mentions the one."""
        return self.reports[0][0]

    @property
    def other(self) -> int:
        """Give the earliest report that mentions the other."""
        return self.reports[1][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joint:
    identifiers: tuple[int, ...]
    reports: tuple[int, ...]
    reason: str


@dataclass(frozen=True)
class Evidence:
    """What joins some reports of one network, ready to be asked for paths."""

    members: Mapping[int, Filed]
    ground: Ground
    judgements: Mapping[Pair, Verdict]
    _steps: dict[int, dict[int, Step]] = field(default_factory=dict)

    def path(self, report: int, towards: int) -> tuple[Step, ...]:
        """Give a shortest path between two of the reports; none where what is known has none."""
        if towards not in self._steps:
            self._steps[towards] = self._steps_to(towards)
        came, at = self._steps[towards], report
        steps: list[Step] = []
        while at in came:
            steps.append(came[at])
            at = came[at].other
        return tuple(steps)

    def near(self, shown: Collection[int]) -> Iterator[NearPair]:
        """Give what is nearly the same and counts, where these reports mention both sides."""
        wanted = frozenset(shown)
        for tie in self.ground.ties:
            held = {
                each: tuple(report for report in self.ground.holders[each] if report in wanted)
                for each in tie.identifiers
            }
            if len(held) == 2 and all(held.values()):
                one, other = sorted(held, key=lambda each: held[each])
                yield NearPair(
                    identifiers=(one, other), reports=(held[one], held[other]), reason=tie.reason
                )

    def _steps_to(self, root: int) -> dict[int, Step]:
        """Give each report's step on its way to the root, over evidence that suffices if it can."""
        came: dict[int, Step] = {}
        missing, reached = self.members.keys() - {root}, [root]
        for any_at_all in (False, True):
            waiting, used = deque(reached), set[tuple[int, int | None]]()
            while waiting:
                report = waiting.popleft()
                for place in self._unused(report, used):
                    for other in sorted(missing.intersection(self._joints[place].reports)):
                        step = self._step(self._joints[place], other, report)
                        if any_at_all or step.counts >= step.needed:
                            came[other] = step
                            missing.remove(other)
                            reached.append(other)
                            waiting.append(other)
        return came

    def _unused(self, report: int, used: set[tuple[int, int | None]]) -> Iterator[int]:
        """Give the evidence that leads on from a report, each piece once from each body."""
        body = self._bodies.of(report)
        for place in self._beside.get(report, ()):
            if (place, body) not in used:
                used.add((place, body))
                yield place

    def _step(self, joint: _Joint, report: int, other: int) -> Step:
        one, another = self._bodies.of(report), self._bodies.of(other)
        counts, needed = 1, 1
        if joint.reason == JUDGED:
            holds = Holding.JUDGED
        elif self._bodies.cores[report] == self._bodies.cores[other]:
            holds = Holding.RINGS
        elif one is None or another is None:
            holds = Holding.SINGLE
        else:
            holds, needed = Holding.BODIES, self.ground.limits.ties
            counts = self._between.get((min(one, another), max(one, another)), 0)
        return Step(
            report=report,
            other=other,
            identifiers=joint.identifiers,
            reason=joint.reason,
            reports=len(joint.reports),
            holds=holds,
            counts=counts,
            needed=needed,
        )

    @cached_property
    def _bodies(self) -> Bodies:
        filed = {**self.ground.outer, **self.ground.inner}
        return Bodies(
            cores={report: each.place.core for report, each in filed.items()},
            large=frozenset(each.place.core for each in filed.values() if each.place.body),
        )

    @cached_property
    def _between(self) -> Mapping[Pair, int]:
        return between_bodies(self._ties, self._bodies, self.ground.limits)

    @cached_property
    def vouched(self) -> Mapping[int, Tie]:
        """What joins only because a core here vouches for it, by its identifier."""
        return {tie.identifiers[0]: tie for tie in self.ground.vouched(self._bodies.cores)}

    @cached_property
    def _ties(self) -> tuple[Tie, ...]:
        return (*self.ground.ties, *self.vouched.values())

    @cached_property
    def _joints(self) -> list[_Joint]:
        """Give all evidence, the rarest first."""
        joints = [
            _Joint(identifiers=tie.identifiers, reports=tie.reports, reason=tie.reason)
            for tie in self._ties
        ]
        joints += [
            _Joint(identifiers=(), reports=pair, reason=JUDGED)
            for pair, verdict in self.judgements.items()
            if verdict is Verdict.SAME
        ]
        return sorted(joints, key=lambda each: (len(each.reports), each.identifiers))

    @cached_property
    def _beside(self) -> Mapping[int, list[int]]:
        beside: dict[int, list[int]] = defaultdict(list)
        for place, joint in enumerate(self._joints):
            for report in joint.reports:
                beside[report].append(place)
        return beside


def evidence_of(index: Reading, limits: Limits, reports: Collection[int]) -> Evidence:
    """Read what joins some reports, which are of one network."""
    members = index.filed(reports)
    return Evidence(
        members=members,
        ground=ground_of(index, limits, members),
        judgements=index.judgements(members.keys()),
    )


def outsiders(
    index: Reading, evidence: Evidence, reports: Iterable[int]
) -> Iterator[Outsider]:
    """Give the nearest report outside for each reason: who shares what is rarest comes first."""
    asked = [evidence.members[report] for report in reports]
    told: set[WhyNot] = set()
    for outsider in (*_judged_apart(evidence, asked), *_sharing_most(index, evidence, asked)):
        if outsider.reason not in told:
            told.add(outsider.reason)
            yield outsider


def between(index: Reading, limits: Limits, one: int, other: int) -> Iterator[Outsider]:
    """Say what two reports of different networks share, and why that does not join them."""
    filed = index.filed({one, other})
    ground = ground_of(index, limits, filed)
    judged = index.judgements({one}).get((min(one, other), max(one, other)))
    if judged is Verdict.DIFFERENT:
        yield Outsider(report=one, other=other, identifiers=(), reason=WhyNot.JUDGED)
    held = frozenset(filed[other].identifiers)
    for identifier in filed[one].identifiers:
        for also in (identifier, *ground.standings[identifier].near):
            if also in held:
                yield _outsider(ground, (filed[one], filed[other]), (identifier, also), ())


def _judged_apart(evidence: Evidence, asked: Iterable[Filed]) -> Iterator[Outsider]:
    inside = {filed.report for filed in asked}
    for (one, other), verdict in sorted(evidence.judgements.items()):
        if verdict is Verdict.DIFFERENT and not inside.isdisjoint((one, other)):
            report, outside = (one, other) if one in inside else (other, one)
            if outside not in evidence.members:
                yield Outsider(
                    report=report, other=outside, identifiers=(), reason=WhyNot.JUDGED
                )


def _sharing_most(
    index: Reading, evidence: Evidence, asked: Iterable[Filed]
) -> Iterator[Outsider]:
    """Give reports of other networks that mention the rarest identifiers, or ones near them."""
    standings = evidence.ground.standings
    first: dict[int, Filed] = {}
    for filed in asked:
        for identifier in filed.identifiers:
            first.setdefault(identifier, filed)
    rarest = sorted(first, key=lambda each: (standings[each].reports, each))
    for identifier in rarest[:MOST_LOOKED_AT]:
        yield from _sharing(index, evidence, first[identifier], identifier)


def _sharing(
    index: Reading, evidence: Evidence, filed: Filed, identifier: int
) -> Iterator[Outsider]:
    """Give reports of other networks that mention an identifier, or one near it."""
    ground = evidence.ground
    standing = ground.standings[identifier]
    for also in (identifier, *standing.near):
        sampled = index.sampled({also}, ground.limits.sample).get(also, ())
        others = [each for each in sampled if each.place.network != filed.place.network]
        if others:
            pair = (filed, others[0])
            yield _outsider(ground, pair, (identifier, also), evidence.vouched)


def _outsider(
    ground: Ground, pair: tuple[Filed, Filed], shared: Pair, vouched: Container[int]
) -> Outsider:
    one, other = pair
    parted = one.place.family == other.place.family
    return Outsider(
        report=one.report,
        other=other.report,
        identifiers=tuple(dict.fromkeys(shared)),
        reason=WhyNot.JUDGED if parted else _why_not(ground, shared, vouched),
    )


def _why_not(ground: Ground, shared: Pair, vouched: Container[int]) -> WhyNot:
    identifier, also = shared
    if identifier == also and identifier in vouched:
        return WhyNot.ONE_ALONE
    for each in (identifier, also):
        if each in ground.standings and not ground.standings[each].state.joining:
            return _STATES[ground.standings[each].state]
    near = also != identifier and ground.near_reason(min(identifier, also), max(identifier, also))
    return WhyNot.NEAR_ALONE if near is None else WhyNot.ONE_ALONE
