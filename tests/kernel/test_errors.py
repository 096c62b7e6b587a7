"""Errors say what happened and keep the facts."""

from fielding.kernel.errors import FieldingError


class TooHot(FieldingError):
    """The water is too hot; wait a minute.

    Only this paragraph's like is for developers.
    """

    code = "too_hot"


def test_the_message_is_the_first_sentence_with_the_facts() -> None:
    fault = TooHot(degrees=71)

    assert str(fault) == "The water is too hot; wait a minute. (degrees: 71)"
    assert fault.facts == {"degrees": 71}


def test_an_error_without_facts_is_its_sentence_alone() -> None:
    assert str(TooHot()) == "The water is too hot; wait a minute."
