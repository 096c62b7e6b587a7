"""A small model of persons, written by hand, as Splink would write it."""

import copy
from typing import Any

from fielding.linking.persons.model import PersonModel
from fielding.linking.persons.reading import read_model, write_model
from fielding.linking.persons.terms import term_token

KEY = b"k" * 32


def _level(condition: str, m: float, u: float, **more: object) -> dict[str, Any]:
    return {"sql_condition": condition, "label_for_charts": condition,
            "m_probability": m, "u_probability": u, **more}  # fmt: skip


def _missing(column: str) -> dict[str, Any]:
    condition = f'"{column}_l" IS NULL OR "{column}_r" IS NULL'
    return {"sql_condition": condition, "label_for_charts": "missing", "is_null_level": True}


DOCUMENT: dict[str, Any] = {
    "fields": ["first_name", "surname", "postcode"],
    "records": 1000,
    "usual": -3.0,
    "household": {
        "prior": 1.0,
        "weights": {"first_name": [6.0, -8.0]},
        "shared": {"first_name": 0.01},
    },
    "terms": {"surname": {term_token(KEY, "surname", "jones").hex(): 1 / 8}},
    "splink": {
        "probability_two_random_records_match": 1 / 1025,
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": '(l."surname" = r."surname") AND (l."postcode" = r."postcode")'},
            {"blocking_rule": "SUBSTRING(l.first_name, 1, 2) = SUBSTRING(r.first_name, 1, 2)"},
        ],
        "comparisons": [
            {
                "output_column_name": "first_name",
                "comparison_levels": [
                    _missing("first_name"),
                    _level('"first_name_l" = "first_name_r"', 0.5, 1 / 128),
                    _level("ELSE", 0.5, 127 / 128),
                ],
            },
            {
                "output_column_name": "surname",
                "comparison_levels": [
                    _missing("surname"),
                    _level('"surname_l" = "surname_r"', 0.5, 1 / 64, tf_adjustment_column="surname",
                           tf_adjustment_weight=1.0),
                    _level('levenshtein("surname_l", "surname_r") <= 1', 0.25, 1 / 64,
                           tf_adjustment_column="surname", tf_adjustment_weight=0.5),
                    _level("ELSE", 0.25, 31 / 32),
                ],
            },
            {
                "output_column_name": "postcode",
                "comparison_levels": [
                    _missing("postcode"),
                    _level('"postcode_l" = "postcode_r"', 0.5, 1 / 512),
                    _level("ELSE", 0.5, 511 / 512),
                ],
            },
        ],
    },
}  # fmt: skip


class HandMade:
    """A folder with this one model in it."""

    def newest(self) -> str | None:
        return "by-hand"

    def read(self, version: str) -> PersonModel:
        assert version == "by-hand"
        return a_model()


def a_document() -> dict[str, Any]:
    """Give a copy that can be spoilt."""
    return copy.deepcopy(DOCUMENT)


def a_model(document: dict[str, Any] | None = None) -> PersonModel:
    """Read the model from the bytes that it would be kept as."""
    return read_model(write_model(document or DOCUMENT), KEY)
