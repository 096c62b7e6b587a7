"""What a form sends becomes one raw answer, and an answer can be typed again."""

import pytest

from fielding.definitions.service import Kind, Question, Text
from fielding.web.typed_answers import retyped, split_account, typed_answer


def question(kind: Kind) -> Question:
    return Question(name="asked", wording=Text(en="What?"), kind=kind)


def test_the_parts_of_a_date_are_put_together() -> None:
    form = {"asked-day": ["5"], "asked-month": ["11"], "asked-year": ["2026"]}

    assert typed_answer(question(Kind.DATE), form) == "2026-11-05"


def test_an_empty_date_is_no_answer() -> None:
    form = {"asked-day": [""], "asked-month": [" "], "asked-year": [""]}

    assert typed_answer(question(Kind.DATE), form) == ""


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        (("20 00 00", "1234 5678"), ("200000", "12345678")),
        (("20-00-00", ""), ("20-00-00", "")),
        (("", "12345678"), ("", "12345678")),
        (("", ""), ("", "")),
    ],
)
def test_sort_code_and_number_find_their_places_again(
    typed: tuple[str, str], parts: tuple[str, str]
) -> None:
    form = {"asked-sort-code": [typed[0]], "asked-number": [typed[1]]}

    answer = typed_answer(question(Kind.ACCOUNT), form)

    assert split_account(str(answer)) == parts


def test_empty_choices_are_left_out() -> None:
    assert typed_answer(question(Kind.CHOICES), {"asked": ["", "b"]}) == ["b"]


@pytest.mark.parametrize(("pence", "typed"), [(25000, "250"), (124999, "1,249.99"), (5, "0.05")])
def test_pence_are_typed_as_pounds(pence: int, typed: str) -> None:
    assert retyped(question(Kind.MONEY), pence) == typed
