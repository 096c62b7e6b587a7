"""How far two partitions of the same reports agree: found networks against true groups, exactly.

Pairwise: Hubert and Arabie (1985), Comparing partitions, Journal of Classification 2, 193-218.
B-cubed: Bagga and Baldwin (1998), Entity-based cross-document coreferencing using the vector space
model, COLING-ACL, 79-85. Every figure rests on counts of reports and pairs, kept as integers.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

Label = TypeVar("Label", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Found networks beside true groups; pairs are unordered pairs of different reports.

    The share of nothing is 1: who finds no pair is never wrong, and of no pair none is missed.
    """

    reports: int
    networks: int
    groups: int
    pairs_found: int
    pairs_true: int
    #: Pairs that are together both as found and in truth.
    pairs_right: int
    #: Mean share, over reports, of their network that is of their group; and the other way round.
    cubed_precision: Fraction
    cubed_recall: Fraction
    #: Reports of the largest network, whether right or wrong.
    largest_network: int
    #: Reports of the largest network that holds more than one group.
    largest_mixed: int
    #: Most reports in any one network that are not of the group that most of it is of.
    most_strangers: int

    @property
    def precision(self) -> Fraction:
        """Of the pairs found, the share that is true."""
        return _share(self.pairs_right, self.pairs_found)

    @property
    def recall(self) -> Fraction:
        """Of the true pairs, the share that is found."""
        return _share(self.pairs_right, self.pairs_true)

    @property
    def f1(self) -> Fraction:
        """The harmonic mean of pairwise precision and recall."""
        return _share(2 * self.pairs_right, self.pairs_found + self.pairs_true)

    @property
    def cubed_f(self) -> Fraction:
        """The harmonic mean of B-cubed precision and recall."""
        both = self.cubed_precision + self.cubed_recall
        return 2 * self.cubed_precision * self.cubed_recall / both


def compare(found: Iterable[Hashable], true: Iterable[Hashable]) -> Agreement:
    """Compare two partitions, each given as one label per report, in the same order of reports.

    Raises ValueError when one of them labels more reports than the other.
    """
    cells = Counter(zip(found, true, strict=True))
    networks, groups = Counter[Hashable](), Counter[Hashable]()
    best, parts = Counter[Hashable](), Counter[Hashable]()
    for (network, group), count in cells.items():
        networks[network] += count
        groups[group] += count
        parts[network] += 1
        best[network] = max(best[network], count)
    mixed = (size for network, size in networks.items() if parts[network] > 1)
    return Agreement(
        reports=cells.total(),
        networks=len(networks),
        groups=len(groups),
        pairs_found=_pairs(networks),
        pairs_true=_pairs(groups),
        pairs_right=_pairs(cells),
        cubed_precision=_cubed((networks[network], count) for (network, _), count in cells.items()),
        cubed_recall=_cubed((groups[group], count) for (_, group), count in cells.items()),
        largest_network=max(networks.values(), default=0),
        largest_mixed=max(mixed, default=0),
        most_strangers=max((size - best[network] for network, size in networks.items()), default=0),
    )


def _pairs(sizes: Counter[Label]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _cubed(cells: Iterable[tuple[int, int]]) -> Fraction:
    """Average, over reports, the share that a report's cell has of its whole; given (whole, cell).

    Added up by the size of the whole first: few sizes differ, so that the fraction stays small.
    """
    squares, reports = Counter[int](), 0
    for whole, cell in cells:
        squares[whole] += cell * cell
        reports += cell
    total = sum((Fraction(square, whole) for whole, square in squares.items()), Fraction())
    return total / reports if reports else Fraction(1)


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(1)
