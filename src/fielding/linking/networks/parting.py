"""What becomes of a family in which a person judged two reports to be different.

Evidence is taken in the order of its strength, and none may bring two such reports together: first
what people judged the same, then cores, then ties, the identifier with the fewest reports first.
A report that is refused by one part of a tie goes to the next part of it that may have it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from fielding.linking.judgements.judging import Verdict
from fielding.linking.networks.evidence import Ground

Pair = tuple[int, int]


def parted(
    ground: Ground,
    members: Iterable[int],
    cores: Mapping[int, int],
    judgements: Mapping[Pair, Verdict],
) -> dict[int, int]:
    """Give each member of a family its network: the earliest report of its part.

    `cores`: of all reports of the ground.
    """
    within = frozenset(members)
    parts = _Parts(
        within,
        [
            pair
            for pair, verdict in judgements.items()
            if verdict is Verdict.DIFFERENT and within.issuperset(pair)
        ],
    )
    same = [
        pair
        for pair, verdict in judgements.items()
        if verdict is Verdict.SAME and within.issuperset(pair)
    ]
    for reports in (*sorted(same), *_strands(ground, within, cores)):
        parts.gather(reports)
    return {report: parts.of(report) for report in within}


def _strands(
    ground: Ground, within: frozenset[int], cores: Mapping[int, int]
) -> Iterator[Sequence[int]]:
    """Give the sets of reports that evidence joins, the strongest first.

    The numbers of identifiers say nothing here: they are others when all is read anew.
    """
    ties = sorted(
        (len(held), held)
        for tie in (*ground.ties, *ground.vouched(cores))
        if len(held := [report for report in tie.reports if report in within]) > 1
    )
    for _, held in ties:
        inside: dict[int, list[int]] = defaultdict(list)
        for report in held:
            inside[cores[report]].append(report)
        yield from (together for together in inside.values() if len(together) > 1)
    yield from (held for _, held in ties)


class _Parts:
    """Parts of a family that grow together, but never over a judgement."""

    def __init__(self, reports: Iterable[int], apart: Iterable[Pair]) -> None:
        self._part = {report: report for report in reports}
        self._members = {report: [report] for report in self._part}
        self._apart: dict[int, set[int]] = {report: set() for report in self._part}
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def of(self, report: int) -> int:
        """Give the earliest report of a report's part."""
        return self._part[report]

    def gather(self, reports: Sequence[int]) -> None:
        """Bring reports together, each into the first part of them that may have it."""
        taken: list[int] = []
        for report in reports:
            for other in taken:
                if self._join(report, other):
                    break
            else:
                taken.append(report)

    def _join(self, one: int, other: int) -> bool:
        first, second = sorted((self._part[one], self._part[other]))
        if first == second:
            return True
        if not self._apart[first].isdisjoint(self._members[second]):
            return False
        for report in self._members[second]:
            self._part[report] = first
        self._members[first] += self._members.pop(second)
        self._apart[first] |= self._apart.pop(second)
        return True
