"""Scores two records as Splink's prediction does, and says what each comparison added."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from fielding.linking.persons.fields import Field, Record
from fielding.linking.persons.model import Comparison, Level, PersonModel, TermAdjustment
from fielding.linking.persons.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What one comparison found, and what it adds, in bits: one step of Splink's waterfall."""

    comparison: str
    level: str
    #: True on the likest level, False on the last, where nothing is alike.
    alike: bool | None
    weight: float
    #: For how common the value is.
    term_weight: float
    #: What it adds against "another person of the same household".
    household: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """How likely two records are of one person, and why."""

    #: Splink's match weight: prior, levels and terms together, in bits.
    weight: float
    #: The same against "two persons of one household"; None where the model knows of none.
    household: float | None
    #: True where both dates of birth are the same, False where nothing about them is alike.
    same_birth: bool | None
    levels: tuple[Weighed, ...]

    @property
    def probability(self) -> float:
        """Splink's match probability."""
        return probability_of(self.weight)

    @property
    def likely(self) -> float:
        """Give the weight against strangers and housemates both; see `likely_of`."""
        return likely_of(self.weight, self.household)


def probability_of(weight: float) -> float:
    """Turn bits into a probability; exact enough at both ends."""
    if weight >= 0:
        return 1 / (1 + math.exp2(-min(weight, 1000.0)))
    odds = math.exp2(max(weight, -1000.0))
    return odds / (1 + odds)


def likely_of(weight: float, household: float | None) -> float:
    """Give log2 of the odds of one person against two strangers or two housemates.

    The chances of the two other explanations add up: o = 1 / (1/o_stranger + 1/o_housemate).
    """
    if household is None:
        return weight
    low, high = sorted((weight, household))
    return low - math.log2(1 + math.exp2(-min(high - low, 1000.0)))


def score(model: PersonModel, left: Record, right: Record) -> Scored:
    """Score two records. The order of the two makes no difference but to reversed names."""
    levels = tuple(_weighed(model, left, right))
    weight, household = model.prior, model.household_prior
    same_birth = None
    for each in levels:
        if each.comparison == Field.DATE_OF_BIRTH:
            same_birth = each.alike
        weight += each.weight + each.term_weight
        if household is not None:
            household += each.household
    return Scored(weight=weight, household=household, same_birth=same_birth, levels=levels)


def _weighed(model: PersonModel, left: Record, right: Record) -> Iterator[Weighed]:
    for comparison in model.comparisons:
        level = _level(comparison, left, right)
        term = _term_weight(level.term, model.terms, left, right) if level.term else 0.0
        yield Weighed(
            comparison=comparison.name,
            level=level.name,
            alike=level.alike,
            weight=level.weight,
            term_weight=term,
            household=level.household,
        )


def _level(comparison: Comparison, left: Record, right: Record) -> Level:
    for level in comparison.levels:
        if level.holds is None or level.holds(left, right):
            return level
    return comparison.levels[-1]


def _term_weight(term: TermAdjustment, terms: Terms, left: Record, right: Record) -> float:
    shares = (terms.share(term.column, side.get(term.column)) for side in (left, right))
    known = [share for share in shares if share is not None]
    if not known:
        return 0.0
    return term.strength * (term.usual - math.log2(max(*known, term.least)))
