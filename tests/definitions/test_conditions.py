"""Conditions: what they mean, and what is said about those that mean nothing."""

import pytest

from fielding.definitions.conditions import holds, parse_condition
from fielding.definitions.errors import NotACondition


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("kind is romance", {"kind": "romance"}, True),
        ("kind is romance", {"kind": "shopping"}, False),
        ("kind is one of romance, shopping", {"kind": "shopping"}, True),
        ("kind is not romance", {"kind": "shopping"}, True),
        ("kind is not one of romance, shopping", {"kind": "shopping"}, False),
        ("contact includes phone", {"contact": ["email", "phone"]}, True),
        ("contact includes one of phone, text", {"contact": ["email"]}, False),
        ("name is answered", {"name": "Ann"}, True),
        ("amount-lost over £1,000", {"amount-lost": 100_001}, True),
        ("amount-lost over £1000", {"amount-lost": 100_000}, False),
        ("amount-lost over 1000", {"amount-lost": 1001}, True),
        ("a is x and b is y", {"a": "x", "b": "z"}, False),
        ("a is x or b is y", {"a": "x", "b": "z"}, True),
        ("(a is x or b is y) and c is z", {"b": "y", "c": "z"}, True),
        ("(a is x or b is y) and c is z", {"b": "y", "c": "w"}, False),
        ("((a is x))", {"a": "x"}, True),
    ],
)
def test_condition_means_what_it_says(
    text: str, answers: dict[str, object], expected: bool
) -> None:
    condition = parse_condition(text)

    found = holds(condition, answers)

    assert found is expected


@pytest.mark.parametrize("text", ["a is x", "a is not x", "a includes x", "a is answered"])
@pytest.mark.parametrize("answers", [{}, {"a": ""}, {"a": []}, {"a": None}])
def test_no_test_holds_on_a_question_not_answered(text: str, answers: dict[str, object]) -> None:
    condition = parse_condition(text)

    found = holds(condition, answers)

    assert not found


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("a is x and b is y or c is z", "put brackets round what belongs together"),
        ("a", "follow it with"),
        ("a is", "write a test"),
        ("a is x and", "write a test"),
        ("a is and b is y", "write what to compare with"),
        ("(a is x", "add `)`"),
        ("a is x b is y", "join two tests"),
        ("a over much", "write it like £1000"),
    ],
)
def test_senseless_condition_is_refused_with_advice(text: str, advice: str) -> None:
    with pytest.raises(NotACondition) as found:
        parse_condition(text)

    assert advice in found.value.remedy
