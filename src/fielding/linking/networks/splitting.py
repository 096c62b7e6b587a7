"""Which pairs of reports to judge different, so that chosen reports part from all others.

Up to a bound every such pair is judged, so that no later report can bring the two sides together.
Beyond it pairs are taken by what the rules would make of them, until no part holds both sides.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from fielding.linking.errors import AlreadySplit, JudgedSame, NothingToSplit, TooMuchToSplit
from fielding.linking.judgements.judging import Verdict
from fielding.linking.networks.parting import Pair, parted
from fielding.linking.networks.why import Evidence

#: Judgements that one split makes at most.
MOST_PAIRS = 200


def pairs_to_split(evidence: Evidence, leaving: Collection[int]) -> tuple[Pair, ...]:
    """Give the pairs to judge different, one at least; each in order.

    `evidence`: of a whole family, since both sides may join what is judged apart from their network
    now. Raises NothingToSplit, JudgedSame, AlreadySplit, TooMuchToSplit.
    """
    gone = frozenset(leaving)
    stays = _staying(evidence, gone)
    across = {
        pair: verdict
        for pair, verdict in evidence.judgements.items()
        if len(gone.intersection(pair)) == 1 and len(stays & set(pair)) == 1
    }
    if Verdict.SAME in across.values():
        raise JudgedSame
    if len(gone) * len(stays) <= MOST_PAIRS:
        every = {(min(one, other), max(one, other)) for one in gone for other in stays}
        pairs = tuple(sorted(every - across.keys()))
    else:
        pairs = _fewest(evidence, gone, stays)
    if not pairs:
        raise AlreadySplit
    return pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A network as it would be after a split: reports of one side, and whom they join."""

    leaving: tuple[int, ...]
    staying: tuple[int, ...]
    others: tuple[int, ...]  # that judgements kept apart from the network before

    @property
    def side(self) -> tuple[int, ...]:
        """Give its reports of the network that is split: they are all of one side."""
        return self.leaving or self.staying


def parts_after(
    evidence: Evidence, leaving: Collection[int], pairs: Iterable[Pair]
) -> tuple[Part, ...]:
    """Give the networks of both sides once these pairs are judged different, who stays last.

    Raises NothingToSplit.
    """
    gone = frozenset(leaving)
    sides = gone | _staying(evidence, gone)
    found: dict[int, list[int]] = defaultdict(list)
    for report, network in sorted(_networks(evidence, pairs).items()):
        found[network].append(report)
    parts = [
        Part(
            leaving=tuple(each for each in reports if each in gone),
            staying=tuple(each for each in reports if each in sides - gone),
            others=tuple(each for each in reports if each not in sides),
        )
        for reports in found.values()
        if not sides.isdisjoint(reports)
    ]
    return tuple(sorted(parts, key=lambda part: len(part.staying)))


def _networks(evidence: Evidence, pairs: Iterable[Pair]) -> dict[int, int]:
    """Give what the rules make of a family once these pairs are judged different."""
    ground = evidence.ground
    around = {**ground.outer, **ground.inner}
    cores = {report: filed.place.core for report, filed in around.items()}
    judged = {**evidence.judgements, **dict.fromkeys(pairs, Verdict.DIFFERENT)}
    return parted(ground, evidence.members, cores, judged)


def _staying(evidence: Evidence, gone: frozenset[int]) -> frozenset[int]:
    """Give the reports that stay in the network that some leave."""
    networks = {report: filed.place.network for report, filed in evidence.members.items()}
    left = {networks.get(report) for report in gone}
    stays = frozenset(report for report, network in networks.items() if {network} == left) - gone
    if not stays:
        raise NothingToSplit
    return stays


def _fewest(
    evidence: Evidence, gone: frozenset[int], stays: frozenset[int]
) -> tuple[Pair, ...]:
    """Add pairs until the rules leave no part that holds both sides."""
    chosen = set[Pair]()
    while True:
        networks = _networks(evidence, chosen)
        more = _mixed({each: networks[each] for each in gone | stays}, gone)
        if not more:
            return tuple(sorted(chosen))
        chosen |= more
        if len(chosen) > MOST_PAIRS:
            raise TooMuchToSplit(most=MOST_PAIRS)


def _mixed(networks: Mapping[int, int], gone: frozenset[int]) -> set[Pair]:
    """Pair, in each part that holds both sides, all of the smaller with one of the larger."""
    sides: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for report, network in sorted(networks.items()):
        sides[network][report in gone].append(report)
    pairs = set[Pair]()
    for both in sides.values():
        small, large = sorted(both, key=len)
        if small:
            pairs |= {(min(each, large[0]), max(each, large[0])) for each in small}
    return pairs
