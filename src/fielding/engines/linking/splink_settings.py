"""What Splink is told of persons: comparisons and blocking rules, by the fields that are there.

The comparisons are those of Splink's own guide, with levels that it names for each kind of field;
the blocking rules are those of its examples and eight more (date of birth; postcode; surname and
place; whole name; and so on), because blocking, not scoring, held it back.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import SettingsCreator, block_on
from splink.internals.comparison_creator import ComparisonCreator

from fielding.linking.persons.fields import Field

_YEAR = "substr(date_of_birth, 1, 4)"
#: Records are compared when they agree on all of one of these.
BLOCKING: tuple[tuple[str, ...], ...] = (
    (Field.FIRST_NAME, Field.SURNAME, _YEAR),
    (Field.SURNAME, Field.DATE_OF_BIRTH),
    (Field.FIRST_NAME, Field.DATE_OF_BIRTH),
    (Field.POSTCODE, Field.FIRST_NAME),
    (Field.POSTCODE, Field.SURNAME),
    (Field.DATE_OF_BIRTH, Field.PLACE),
    (Field.DATE_OF_BIRTH, Field.OCCUPATION),
    (Field.POSTCODE, Field.DATE_OF_BIRTH),
    (Field.DATE_OF_BIRTH,),
    (Field.POSTCODE,),
    (Field.PHONE,),
    (Field.EMAIL,),
    (Field.PERSONAL_NUMBER,),
    (Field.ADDRESS,),
    (Field.FULL_NAME,),
    (Field.SURNAME, Field.PLACE),
    (Field.FIRST_NAME, Field.SURNAME),
    (Field.SURNAME, _YEAR),
    (Field.FIRST_NAME, Field.PLACE, _YEAR),
    ("substr(first_name, 1, 3)", "substr(surname, 1, 4)"),
)
#: Expectation maximisation runs once over the pairs of each; every field is free in one of them.
TRAINING: tuple[tuple[str, ...], ...] = (
    (Field.FIRST_NAME, Field.SURNAME),
    (Field.DATE_OF_BIRTH,),
    (Field.POSTCODE,),
    (Field.FULL_NAME,),
    (Field.PHONE,),
)
#: Nearly all pairs that agree on one of these are of one person.
CERTAIN: tuple[tuple[str, ...], ...] = (
    (Field.FIRST_NAME, Field.SURNAME, Field.DATE_OF_BIRTH),
    ("substr(first_name, 1, 2)", Field.SURNAME, Field.POSTCODE),
    (Field.DATE_OF_BIRTH, Field.POSTCODE, Field.FIRST_NAME),
    (Field.EMAIL, Field.DATE_OF_BIRTH),
    (Field.FULL_NAME, Field.DATE_OF_BIRTH),
    (Field.FULL_NAME, Field.POSTCODE),
    (Field.FIRST_NAME, Field.SURNAME, Field.PHONE),
    (Field.FIRST_NAME, Field.SURNAME, Field.EMAIL),
)
#: Of all pairs of one person, the share that agrees on one of CERTAIN. Splink's guide has it
#: guessed; the prior moves by one bit when the guess is wrong by a factor of two.
CERTAIN_SHARE = 0.6
#: What says "one household"; the first that the fields allow is used.
HOUSEHOLDS: tuple[tuple[str, ...], ...] = (
    (Field.SURNAME, Field.POSTCODE),
    (Field.SURNAME, Field.ADDRESS),
    (Field.SURNAME, Field.PHONE),
)


def settings_for(fields: Collection[Field]) -> SettingsCreator:
    """Describe the model for these fields to Splink, still to be trained."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=list(_comparisons(fields)),
        blocking_rules_to_generate_predictions=rules(BLOCKING, fields),
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=False,
        linker_uid="persons",
    )


def rules(told: tuple[tuple[str, ...], ...], fields: Collection[Field]) -> list[Any]:
    """Give those of the rules that these fields allow."""
    return [block_on(*rule) for rule in allowed(told, fields)]


def allowed(
    told: tuple[tuple[str, ...], ...], fields: Collection[Field]
) -> list[tuple[str, ...]]:
    """Give the rules whose columns are all among the fields."""
    return [rule for rule in told if all(_column(part) in fields for part in rule)]


def _column(part: str) -> str:
    return part.partition("(")[2].partition(",")[0] or part


def _comparisons(fields: Collection[Field]) -> Iterator[ComparisonCreator]:
    parts_known = {Field.FIRST_NAME, Field.SURNAME} <= set(fields)
    for field in Field:
        # The whole name repeats its parts; counted beside them it would count twice.
        if field in fields and not (field is Field.FULL_NAME and parts_known):
            yield _COMPARED[field](field.value)


def _name(column: str) -> ComparisonCreator:
    return comparisons.NameComparison(column)


def _born(column: str) -> ComparisonCreator:
    return comparisons.DateOfBirthComparison(column, input_is_string=True)


def _equal(column: str) -> ComparisonCreator:
    return comparisons.ExactMatch(column).configure(term_frequency_adjustments=True)


def _graded(*between: Callable[[str], Any]) -> Callable[[str], ComparisonCreator]:
    """Compare by equality, weighed by how common the value is, then by the levels between."""

    def compared(column: str) -> ComparisonCreator:
        return comparisons.CustomComparison(
            output_column_name=column,
            comparison_levels=[
                levels.NullLevel(column),
                levels.ExactMatchLevel(column, term_frequency_adjustments=True),
                *(level(column) for level in between),
                levels.ElseLevel(),
            ],
        )

    return compared


def _like(threshold: float) -> Callable[[str], Any]:
    return lambda column: levels.JaroWinklerLevel(column, threshold)


def _edits(number: int) -> Callable[[str], Any]:
    return lambda column: levels.DamerauLevenshteinLevel(column, number)


def _same_district(column: str) -> Any:
    condition = f"split_part({column}_l, ' ', 1) = split_part({column}_r, ' ', 1)"
    return levels.CustomLevel(condition, "Same postcode district")


_COMPARED: dict[Field, Callable[[str], ComparisonCreator]] = {
    Field.FIRST_NAME: _name,
    Field.SURNAME: _name,
    Field.FULL_NAME: _graded(_like(0.92), _like(0.8)),
    Field.DATE_OF_BIRTH: _born,
    Field.PLACE: _graded(_like(0.9)),
    Field.POSTCODE: _graded(_edits(1), _edits(2), _same_district),
    Field.ADDRESS: _graded(_like(0.92), _like(0.8)),
    Field.PHONE: _graded(_edits(1)),
    Field.EMAIL: _graded(_like(0.92)),
    Field.PERSONAL_NUMBER: _graded(_edits(1), _edits(2)),
    Field.GENDER: comparisons.ExactMatch,
    Field.OCCUPATION: _equal,
}
