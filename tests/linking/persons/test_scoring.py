"""Scores are sums of bits that can be followed step by step."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linking.persons.a_model import KEY, a_document, a_model

from fielding.linking.errors import ModelSpoilt, UnknownCondition
from fielding.linking.persons.reading import read_model, write_model
from fielding.linking.persons.scoring import likely_of, probability_of, score

ANN = {"first_name": "ann", "surname": "jones", "postcode": "ab1 2cd"}


def test_a_score_is_the_prior_and_what_each_comparison_adds() -> None:
    found = score(a_model(), ANN, ANN)

    # prior 1 in 1024; names 0.5 / (1/128); surname 0.5 / (1/8) because one in eight is a jones
    assert [(each.comparison, each.weight, each.term_weight) for each in found.levels] == [
        ("first_name", 6.0, 0.0), ("surname", 5.0, -3.0), ("postcode", 8.0, 0.0),
    ]  # fmt: skip
    assert found.weight == pytest.approx(-10 + 6 + 5 - 3 + 8)
    assert found.probability == pytest.approx(64 / 65)


def test_a_value_that_was_not_there_when_the_model_was_trained_adjusts_nothing() -> None:
    rare = {**ANN, "surname": "quill"}

    assert score(a_model(), rare, rare).levels[1].term_weight == 0


def test_the_commoner_of_two_like_values_adjusts_in_part() -> None:
    found = score(a_model(), ANN, {**ANN, "surname": "jonas"}).levels[1]

    assert (found.weight, found.term_weight) == (4.0, -1.5)


@pytest.mark.parametrize("nothing", [None, "absent"])
def test_what_is_missing_says_nothing(nothing: str | None) -> None:
    other = {name: value for name, value in ANN.items() if name != "postcode"}
    if nothing is None:
        other["postcode"] = None  # type: ignore[assignment]

    found = score(a_model(), ANN, other).levels[2]

    assert (found.level, found.weight, found.household) == ("missing", 0.0, 0.0)


def test_an_empty_name_differs_from_every_name() -> None:
    assert score(a_model(), ANN, {**ANN, "first_name": ""}).levels[0].weight < 0


def test_housemates_agree_on_all_but_what_is_their_own() -> None:
    found = score(a_model(), ANN, {**ANN, "first_name": "bob"})

    assert found.household == 1 - 8
    assert found.likely < -6


def test_a_model_without_households_judges_against_strangers_alone() -> None:
    found = score(a_model({**a_document(), "household": None}), ANN, {**ANN, "first_name": "bob"})

    assert found.household is None
    assert found.likely == found.weight


@given(st.floats(-2000, 2000), st.floats(-2000, 2000))
def test_two_other_explanations_leave_less_than_either(weight: float, household: float) -> None:
    likely = likely_of(weight, household)

    assert likely <= min(weight, household)
    assert likely >= min(weight, household) - 1


@given(st.floats(-60, 40))
def test_bits_and_probabilities_are_two_ways_of_saying_one_thing(weight: float) -> None:
    chance = probability_of(weight)

    assert math.log2(chance / (1 - chance)) == pytest.approx(weight, abs=1e-2)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("terms"),
        lambda document: document["household"]["weights"].update(first_name=[1.0]),
        lambda document: document["splink"]["comparisons"][0]["comparison_levels"][1].pop(
            "m_probability"
        ),
        lambda document: document.update(format="another/v1"),
    ],
)
def test_a_spoilt_model_is_refused(spoil: object) -> None:
    document = a_document()
    spoil(document)  # type: ignore[operator]

    with pytest.raises(ModelSpoilt):
        a_model(document)


def test_bytes_that_are_no_model_are_refused() -> None:
    with pytest.raises(ModelSpoilt):
        read_model(b"\xff{", KEY)


def test_a_model_with_a_condition_that_is_not_understood_is_refused() -> None:
    document = a_document()
    document["splink"]["comparisons"][0]["comparison_levels"][1]["sql_condition"] = "soundex(a_l)"

    with pytest.raises(UnknownCondition, match="soundex"):
        a_model(document)


def test_a_model_is_known_by_its_bytes() -> None:
    document = a_document()
    turned = dict(reversed(document.items()))

    assert a_model(document).version == a_model(turned).version
    assert a_model({**document, "records": 1001}).version != a_model(document).version
    assert write_model(document) == write_model(turned)
