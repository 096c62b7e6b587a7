"""Agreement of two readers beyond chance: Cohen's kappa and Gwet's AC1, with their intervals.

Both are given because kappa falls to nothing where nearly all cases are alike, though the readers
agree on nearly all (Feinstein and Cicchetti 1990, Journal of Clinical Epidemiology 43, 543-549).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

from fielding.oversight.shares import CannotCompute, Z
from fielding.oversight.statistics.binomial import Interval

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """Agreement beyond chance: 1 is full, 0 is what chance gives; with its 95 % interval."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How often two readers said the same of so many cases, and by how much beyond chance."""

    cases: int
    same: int
    kappa: Coefficient | CannotCompute
    ac1: Coefficient


def agreement_of(pairs: Sequence[tuple[str, str]]) -> Agreement | CannotCompute:
    """Compare what two readers said of each case."""
    if not pairs:
        return CannotCompute(because="nothing-to-count")
    return Agreement(
        cases=len(pairs),
        same=sum(first == second for first, second in pairs),
        kappa=cohens_kappa(pairs),
        ac1=gwets_ac1(pairs),
    )


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> Coefficient | CannotCompute:
    """Give kappa; with both readers always of one word chance explains everything.

    Cohen, J. (1960), Educational and Psychological Measurement 20, 37-46; variance after Fleiss,
    Cohen and Everitt (1969), Psychological Bulletin 72, 323-327, equation 14.
    """
    cells = _shares(Counter(pairs), len(pairs))
    first = _shares(Counter(one for one, _ in pairs), len(pairs))
    second = _shares(Counter(two for _, two in pairs), len(pairs))
    seen = sum(share for (one, two), share in cells.items() if one == two)
    by_chance = sum(share * second.get(word, 0.0) for word, share in first.items())
    if by_chance >= 1:
        return CannotCompute(because="all-said-the-same")
    kappa = (seen - by_chance) / (1 - by_chance)
    spread = 0.0
    for (one, two), share in cells.items():
        both = second.get(one, 0.0) + first.get(two, 0.0)
        spread += share * ((one == two) - both * (1 - kappa)) ** 2
    spread -= (kappa - by_chance * (1 - kappa)) ** 2
    return _coefficient(kappa, spread / (1 - by_chance) ** 2 / len(pairs))


def gwets_ac1(pairs: Sequence[tuple[str, str]]) -> Coefficient:
    """Give AC1, which is stable where nearly all cases are alike; of words, at least two count.

    Gwet, K. L. (2008), Computing inter-rater reliability and its variance in the presence of high
    agreement, British Journal of Mathematical and Statistical Psychology 61, 29-48. The variance is
    that of the mean over cases, each with what it adds to agreement and to chance.
    """
    words = sorted({word for pair in pairs for word in pair})
    others = max(len(words) - 1, 1)
    use = _shares(Counter(word for pair in pairs for word in pair), 2 * len(pairs))
    seen = sum(one == two for one, two in pairs) / len(pairs)
    by_chance = sum(share * (1 - share) for share in use.values()) / others
    value = (seen - by_chance) / (1 - by_chance)
    parts = [_part(pair, use, others) for pair in pairs]
    # The influence of each case on the coefficient, by the rule for a ratio of means.
    pull = [
        ((one == two) - seen - (1 - value) * (chance - by_chance) * 2) / (1 - by_chance)
        for (one, two), chance in zip(pairs, parts, strict=True)
    ]
    return _coefficient(value, sum(each**2 for each in pull) / len(pairs) ** 2)


def _part(pair: tuple[str, str], use: dict[str, float], others: int) -> float:
    return sum((1 - use[word]) / 2 for word in pair) / others


def _shares(counts: Counter[Key], of: int) -> dict[Key, float]:
    return {key: number / of for key, number in counts.items()}


def _coefficient(value: float, variance: float) -> Coefficient:
    reach = Z * sqrt(max(variance, 0.0))
    return Coefficient(
        value=value, interval=Interval(low=value - reach, high=min(value + reach, 1.0))
    )
