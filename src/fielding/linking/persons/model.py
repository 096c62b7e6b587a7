"""A model of persons: Splink's own settings, trained, with what else is needed to execute them."""

from collections.abc import Mapping
from dataclasses import dataclass

from fielding.linking.persons.blocking import Rule
from fielding.linking.persons.conditions import Term
from fielding.linking.persons.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class TermAdjustment:
    """How a level's weight follows from how common the value is."""

    column: str
    #: log2 of the chance that two records agree exactly by accident.
    usual: float
    strength: float
    least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One degree of likeness of a comparison."""

    name: str
    #: Whether two records are this alike; None on the last level, where all others end.
    holds: Term | None
    #: log2(m / u): how much likelier this is for one person than for two strangers.
    weight: float
    #: log2(m / h): how much likelier than for two of one household; 0 where it says nothing.
    household: float
    #: Whether this is the level of what could not be compared.
    missing: bool
    #: True on the likest level of its comparison, False on the last, where nothing is alike.
    alike: bool | None
    term: TermAdjustment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One thing that is compared: its levels, the likest first."""

    name: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonModel:
    """All that is needed to say of two records how likely they are of one person.

    Weights are bits: log2 of odds. Scores of two models are not to be compared with one another.
    """

    #: The first half of the SHA-256 of the file, in hexadecimal.
    version: str
    fields: tuple[str, ...]
    #: Records that the model was trained on.
    records: int
    #: log2 of the odds that two records, taken at random, are of one person.
    prior: float
    comparisons: tuple[Comparison, ...]
    rules: tuple[Rule, ...]
    terms: Terms
    #: log2 of the odds of one person among pairs of one household; None where none were seen.
    household_prior: float | None
    #: The weight that nineteen in twenty pairs of one person's records reach.
    usual: float
    #: How many pairs were at each level of each comparison, in their order, when it was trained.
    seen: Mapping[str, tuple[int, ...]]
    #: Splink's own settings, for its batch.
    settings: Mapping[str, object]
