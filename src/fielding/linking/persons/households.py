"""Learns, without labels, what tells one person from another of the same household.

Splink's model knows two kinds of pairs: one person's, and strangers'. Housemates are neither: their
surname, postcode and telephone agree as one person's do, so each such field is counted as if it
were news. Here a third kind is learnt from the pairs that agree on what households share. Two
housemates' records agree on a field of their own as one person's do where the two happen to share
the value (twins a date of birth, parent and child a name), and as strangers' do where they do not.
Expectation maximisation as in Dempster, Laird and Rubin (1977), Maximum likelihood from incomplete
data via the EM algorithm, J. R. Stat. Soc. B 39, over the patterns of Fellegi and Sunter (1969).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: A field that more than one pair of housemates in ten had in common would not be one's own.
MOST_SHARED = 0.1
#: Twins and namesakes are never so rare that one pair of housemates in a hundred is too many.
LEAST_SHARED = 0.01
#: Of what a person has one value for life, no more than one pair in ten of one person is nothing
#: alike: else it would tell nobody apart, and parent and child of one name pass for one.
MOST_UNLIKE = 0.1
#: Fewer pairs than this teach nothing about households.
FEWEST_PAIRS = 100
_ROUNDS, _STILL = 500, 1e-7
#: Added to each level, so that what was never seen is rare and not impossible.
_BELIEF = 0.5

#: For each comparison the number of its level, in Splink's order without the null level; None
#: where nothing could be compared.
Pattern = tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """How often each level of a comparison occurs for one person (m) and for strangers (u)."""

    name: str
    m: Sequence[float]
    u: Sequence[float]
    #: Whether it is made of names, so that housemates' are alike without being equal.
    named_after: bool = False
    #: Whether a person has one value of it for life.
    one_valued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """What was learnt; weights in bits, level by level, by the comparison's name."""

    prior: float
    weights: Mapping[str, tuple[float, ...]]
    #: How often two housemates share the value of a field of their own.
    shared: Mapping[str, float]


@dataclass(slots=True, kw_only=True)
class _Belief:
    one_person: float
    m: list[list[float]]
    shared: list[float]


def learn_household(
    own: Sequence[Chances], patterns: Mapping[Pattern, int]
) -> Household | None:
    """Learn from the patterns of pairs that agree on what a household shares.

    None when there are too few such pairs, or nothing of one's own to compare: then records are
    judged against strangers alone.
    """
    if not own or sum(patterns.values()) < FEWEST_PAIRS:
        return None
    belief = _Belief(
        one_person=0.5, m=[list(each.m) for each in own], shared=[MOST_SHARED / 2] * len(own)
    )
    for _ in range(_ROUNDS):
        before = belief.one_person
        belief = _improved(own, patterns, belief)
        if abs(belief.one_person - before) < _STILL:
            break
    return Household(
        prior=math.log2(belief.one_person / (1 - belief.one_person)),
        weights={
            each.name: _weights(each, belief.m[place], _housemates(each, belief, place))
            for place, each in enumerate(own)
        },
        shared={each.name: belief.shared[place] for place, each in enumerate(own)},
    )


def _weights(chances: Chances, m: Sequence[float], h: Sequence[float]) -> tuple[float, ...]:
    """Weigh each level; where names are alike, being alike speaks for neither."""
    exact, *others = (math.log2(one / other) for one, other in zip(m, h, strict=True))
    return (exact, *(min(each, 0.0) if chances.named_after else each for each in others))


def _housemates(chances: Chances, belief: _Belief, place: int) -> list[float]:
    shared = belief.shared[place]
    return [
        shared * m + (1 - shared) * u for m, u in zip(belief.m[place], chances.u, strict=True)
    ]


def _improved(
    own: Sequence[Chances], patterns: Mapping[Pattern, int], belief: _Belief
) -> _Belief:
    housemates = [_housemates(each, belief, place) for place, each in enumerate(own)]
    counted = [[_BELIEF] * len(each.m) for each in own]
    same, apart = [_BELIEF] * len(own), [_BELIEF * 2] * len(own)
    one_person = 0.0
    for pattern, count in patterns.items():
        here = count * _one_person(pattern, belief, housemates)
        one_person += here
        for place, level in enumerate(pattern):
            if level is None:
                continue
            m, h = belief.m[place][level], housemates[place][level]
            alike = (count - here) * belief.shared[place] * m / h
            counted[place][level] += here + alike
            same[place] += alike
            apart[place] += count - here
    return _Belief(
        one_person=min(max(one_person / sum(patterns.values()), 1e-9), 1 - 1e-9),
        m=[_bounded(each, levels) for each, levels in zip(own, counted, strict=True)],
        shared=[
            min(MOST_SHARED, max(LEAST_SHARED, s / a)) for s, a in zip(same, apart, strict=True)
        ],
    )


def _bounded(chances: Chances, counted: Sequence[float]) -> list[float]:
    """Turn counts into chances; keep the last of what has one value within its bound."""
    *alike, unlike = (each / sum(counted) for each in counted)
    if not chances.one_valued or unlike <= MOST_UNLIKE:
        return [*alike, unlike]
    return [*(each * (1 - MOST_UNLIKE) / sum(alike) for each in alike), MOST_UNLIKE]


def _one_person(pattern: Pattern, belief: _Belief, housemates: list[list[float]]) -> float:
    person, other = math.log(belief.one_person), math.log1p(-belief.one_person)
    for place, level in enumerate(pattern):
        if level is not None:
            person += math.log(belief.m[place][level])
            other += math.log(housemates[place][level])
    return 1 / (1 + math.exp(min(other - person, 700.0)))
