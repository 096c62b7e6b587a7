"""What weight the pairs of one person's records usually reach, worked out from the model alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: One pair in twenty may fall below what is called usual.
UNUSUAL = 0.05
#: Weights are added up in steps of a 64th of a bit.
_STEPS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How one comparison falls out for pairs of one person's records."""

    #: The share of pairs in which one of the two lacks the field.
    missing: float
    #: For each level its chance (m) and its weight in bits.
    levels: Sequence[tuple[float, float]]


def usual_weight(prior: float, comparisons: Iterable[Likeness]) -> float:
    """Give the weight that nineteen in twenty pairs of one person reach, in bits.

    The comparisons are taken as independent, as Fellegi and Sunter's model has it; how common a
    value is, is left out.
    """
    sums = {round(prior * _STEPS): 1.0}
    for comparison in comparisons:
        outcomes = [(comparison.missing, 0)] + [
            ((1 - comparison.missing) * chance, round(weight * _STEPS))
            for chance, weight in comparison.levels
        ]
        added: dict[int, float] = {}
        for total, so_far in sums.items():
            for chance, weight in outcomes:
                added[total + weight] = added.get(total + weight, 0.0) + so_far * chance
        sums = added
    below, wanted = 0.0, UNUSUAL * sum(sums.values())
    for total in sorted(sums):
        below += sums[total]
        if below > wanted:
            return total / _STEPS
    return max(sums) / _STEPS
