"""Families: the networks that evidence alone makes of cores and ties.

A core of many reports is a body. All else falls into clumps: reports that ties hold together
without any body's help. A clump goes with the body that most evidence ties it to, and with no
other, so that nothing loose joins two bodies, but for what a person said is an offender's. Two
bodies go together when two identifiers tie them, or one that many reports of each mention.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from fielding.linking.judgements.judging import Verdict
from fielding.linking.networks.evidence import Ground, Reason, Tie
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.parting import parted
from fielding.linking.networks.standing import Place
from fielding.linking.networks.unions import Unions

Pair = tuple[int, int]


@dataclass(frozen=True)
class Settled:
    """The places of the inner reports; or which outer families must be looked at with them."""

    places: Mapping[int, Place]
    wanted: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Bodies:
    """Which reports stand in a body, and in which."""

    cores: Mapping[int, int]
    large: frozenset[int]

    def of(self, report: int) -> int | None:
        """Give the body a report stands in, if any."""
        core = self.cores[report]
        return core if core in self.large else None


def settle(
    ground: Ground, cores: Mapping[int, int], judgements: Mapping[Pair, Verdict]
) -> Settled:
    """Place the inner reports, given their cores and the judgements on them."""
    bodies = _bodies(ground, cores)
    vouched = tuple(ground.vouched(bodies.cores))
    ties = (*ground.ties, *vouched)
    clumps = _clumps(ground, bodies, ties)
    sides = list(_sides(ground, bodies, clumps, ties))
    allied = list(_allied(ground, bodies, ties))
    outside = {bodies.of(each): filed.place.family for each, filed in ground.outer.items()}
    wanted = {outside[body] for pair in (*sides, *allied) for body in pair if body in outside}
    if wanted:
        return Settled(places={}, wanted=frozenset(wanted))
    families = Unions()
    for report in ground.inner:
        body = bodies.of(report)
        families.join(report, clumps.of(report) if body is None else body)
    for one, other in (*sides, *allied, *_judged_same(judgements, ground)):
        families.join(one, other)
    found = {report: families.of(report) for report in ground.inner}
    torn = _torn(found, judgements)
    networks = _networks(ground, found, bodies.cores, judgements)
    return Settled(
        places={
            report: Place(
                core=cores[report],
                body=cores[report] in bodies.large,
                family=family,
                network=networks.get(report, family),
                torn=family in torn,
            )
            for report, family in found.items()
        }
    )


def _bodies(ground: Ground, cores: Mapping[int, int]) -> Bodies:
    sizes = Counter(cores.values())
    outer = {report: filed.place.core for report, filed in ground.outer.items()}
    large = {core for core, size in sizes.items() if size >= ground.limits.body}
    large |= {filed.place.core for filed in ground.outer.values() if filed.place.body}
    return Bodies(cores={**outer, **cores}, large=frozenset(large))


def _clumps(ground: Ground, bodies: Bodies, ties: Iterable[Tie]) -> Unions:
    clumps = Unions()
    for report, filed in ground.inner.items():
        if bodies.of(report) is None:
            clumps.join(report, bodies.cores[filed.report])
    for tie in ties:
        loose = _loose(ground, bodies, tie)
        for report in loose[1:]:
            clumps.join(loose[0], report)
    return clumps


def _loose(ground: Ground, bodies: Bodies, tie: Tie) -> list[int]:
    return [each for each in tie.reports if each in ground.inner and bodies.of(each) is None]


def _touched(bodies: Bodies, tie: Tie) -> list[int]:
    return sorted({body for each in tie.reports if (body := bodies.of(each)) is not None})


def _sides(
    ground: Ground, bodies: Bodies, clumps: Unions, ties: Iterable[Tie]
) -> Iterator[Pair]:
    """Give clumps with the body of most evidence, and with those that an offender's own ties."""
    counted: dict[int, Counter[int]] = defaultdict(Counter)
    for tie in ties:
        touched = _touched(bodies, tie)
        if touched:
            for clump in {clumps.of(report) for report in _loose(ground, bodies, tie)}:
                for body in touched:
                    counted[clump][body] += tie.weight(ground.limits)
                    if tie.reason is Reason.OFFENDER:
                        yield clump, body
    for clump, touches in counted.items():
        yield clump, max(touches, key=lambda body: (touches[body], -body))


def _allied(ground: Ground, bodies: Bodies, ties: Iterable[Tie]) -> Iterator[Pair]:
    """Give the pairs of bodies that enough evidence ties: see `between_bodies`."""
    for pair, weight in between_bodies(ties, bodies, ground.limits).items():
        if weight >= ground.limits.ties:
            yield pair


def between_bodies(
    ties: Iterable[Tie], bodies: Bodies, limits: Limits
) -> Mapping[Pair, int]:
    """Say what all evidence between two bodies counts for.

    What so many reports of each body mention as make a body holds each of them together itself.
    """
    counted: Counter[Pair] = Counter()
    for tie in ties:
        touched = Counter(
            body for each in tie.reports if (body := bodies.of(each)) is not None
        )
        for pair in combinations(sorted(touched), 2):
            strong = min(touched[body] for body in pair) >= limits.body
            counted[pair] += limits.ties if strong else tie.weight(limits)
    return counted


def _judged_same(judgements: Mapping[Pair, Verdict], ground: Ground) -> Iterable[Pair]:
    return [
        pair
        for pair, verdict in judgements.items()
        if verdict is Verdict.SAME and all(report in ground.inner for report in pair)
    ]


def _networks(
    ground: Ground,
    families: Mapping[int, int],
    cores: Mapping[int, int],
    judgements: Mapping[Pair, Verdict],
) -> dict[int, int]:
    """Give the networks of those families that hold two reports judged different."""
    networks: dict[int, int] = {}
    for family in _torn(families, judgements):
        members = {report for report, of in families.items() if of == family}
        networks.update(parted(ground, members, cores, judgements))
    return networks


def _torn(families: Mapping[int, int], judgements: Mapping[Pair, Verdict]) -> set[int]:
    """Give the families that hold two reports judged different."""
    return {
        families[one]
        for (one, other), verdict in judgements.items()
        if verdict is Verdict.DIFFERENT
        and one in families
        and families[one] == families.get(other)
    }
