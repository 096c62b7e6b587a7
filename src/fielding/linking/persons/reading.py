"""Reads a file of a model of persons into functions that can be asked."""

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

from fielding.linking.errors import ModelSpoilt
from fielding.linking.persons.blocking import read_rule
from fielding.linking.persons.conditions import read_condition
from fielding.linking.persons.model import Comparison, Level, PersonModel, TermAdjustment
from fielding.linking.persons.terms import Terms

FORMAT = "fielding-persons/v1"
#: Splink's own bound: what is smaller has no place in a 64-bit float.
_SMALLEST = 1e-300


def read_model(content: bytes, key: bytes) -> PersonModel:
    """Read a model; `key` is the one its terms were written under.

    Raises ModelSpoilt when it is not whole, UnknownCondition when it holds a condition that is not
    understood here.
    """
    try:
        document = json.loads(content)
        if document["format"] != FORMAT:
            raise ModelSpoilt(format=document["format"])
        return _model(document, key, version_of(content))
    except (ValueError, KeyError, TypeError) as fault:
        raise ModelSpoilt(found=type(fault).__name__) from fault


def write_model(document: Mapping[str, object]) -> bytes:
    """Write a model's document so that equal models give equal bytes."""
    text = json.dumps({"format": FORMAT, **document}, sort_keys=True, separators=(",", ":"))
    return text.encode()


def version_of(content: bytes) -> str:
    """Name a model by its bytes."""
    return hashlib.sha256(content).hexdigest()[:32]


def _model(document: dict[str, Any], key: bytes, version: str) -> PersonModel:
    settings, household = document["splink"], document["household"]
    inside = household["weights"] if household else {}
    chance = settings["probability_two_random_records_match"]
    return PersonModel(
        version=version,
        fields=tuple(document["fields"]),
        records=int(document["records"]),
        prior=math.log2(chance / (1 - chance)),
        comparisons=tuple(_comparison(each, inside) for each in settings["comparisons"]),
        rules=tuple(
            read_rule(each["blocking_rule"])
            for each in settings["blocking_rules_to_generate_predictions"]
        ),
        terms=Terms(
            key=key,
            shares={
                column: {bytes.fromhex(token): float(share) for token, share in shares.items()}
                for column, shares in document["terms"].items()
            },
        ),
        household_prior=float(household["prior"]) if household else None,
        usual=float(document["usual"]),
        seen={name: tuple(pairs) for name, pairs in document.get("seen", {}).items()},
        settings=settings,
    )


def _comparison(told: dict[str, Any], inside: dict[str, list[float]]) -> Comparison:
    name, levels = told["output_column_name"], told["comparison_levels"]
    exact = _exact_chances(levels)
    compared = [level for level in levels if not level.get("is_null_level")]
    weights = inside.get(name, [0.0] * len(compared))
    if len(weights) != len(compared):
        raise ModelSpoilt(comparison=name)
    ahead = iter(weights)
    return Comparison(
        name=name,
        levels=tuple(
            _level(
                level,
                0.0 if level.get("is_null_level") else next(ahead),
                exact,
                alike=_ends(level, compared),
            )
            for level in levels
        ),
    )


def _ends(level: dict[str, Any], compared: list[dict[str, Any]]) -> bool | None:
    """Tell the likest level from the last; None for those between, and for what is missing."""
    if level is compared[0]:
        return True
    return False if level is compared[-1] else None


def _level(
    told: dict[str, Any], household: float, exact: dict[str, float], *, alike: bool | None
) -> Level:
    sql = told["sql_condition"]
    ends = sql.strip().upper() == "ELSE"
    return Level(
        name=told.get("label_for_charts", sql),
        holds=None if ends else read_condition(sql),
        weight=0.0 if told.get("is_null_level") else weight_of(told),
        household=float(household),
        missing=bool(told.get("is_null_level")),
        alike=alike,
        term=None if ends else _adjustment(told, exact),
    )


def weight_of(level: dict[str, Any]) -> float:
    """Give log2(m / u) of a level as it stands in Splink's settings."""
    m, u = (max(float(level[f"{each}_probability"]), _SMALLEST) for each in "mu")
    return math.log2(m / u)


def _exact_chances(levels: list[dict[str, Any]]) -> dict[str, float]:
    """Find the levels that say no more than that a column is equal, and their chance."""
    found: dict[str, float] = {}
    for level in levels:
        left, _, right = level["sql_condition"].replace('"', "").partition(" = ")
        if left.endswith("_l") and right == f"{left[:-2]}_r":
            found.setdefault(left[:-2].lower(), float(level["u_probability"]))
    return found


def _adjustment(told: dict[str, Any], exact: dict[str, float]) -> TermAdjustment | None:
    column = told.get("tf_adjustment_column")
    if column is None:
        return None
    apart = told.get("disable_tf_exact_match_detection")
    chance = float(told["u_probability"]) if apart else exact[column.lower()]
    return TermAdjustment(
        column=column,
        usual=math.log2(chance),
        strength=float(told.get("tf_adjustment_weight", 1.0)),
        least=float(told.get("tf_minimum_u_value", 0.0)),
    )
