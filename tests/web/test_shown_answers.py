"""Canonical answers are shown in words."""

from datetime import date

from fielding.definitions.service import Kind, Option, Question, Service, Text
from fielding.web.shown_answers import show_answer
from fielding.web.speaker import Speaker


def show(kind: Kind, answer: object, *options: Option, language: str = "en") -> str:
    question = Question(name="q", wording=Text(en="?"), kind=kind, options=options)
    service = Service(
        code="t",
        name=Text(en="t"),
        purpose=Text(en="t"),
        owner="t",
        covers=(),
        called=Text(en="t"),
        reference="{number}",
        valid_from=date(2026, 1, 1),
        questions={"q": question},
    )
    return show_answer(service, question, answer, Speaker(language))


def test_an_amount_is_shown_in_pounds() -> None:
    assert show(Kind.MONEY, 123450) == "£1,234.50"


def test_a_date_is_written_out_in_the_readers_language() -> None:
    assert show(Kind.DATE, "2026-11-05") == "5 November 2026"
    assert show(Kind.DATE, "2026-11-05", language="cy") == "5 Tachwedd 2026"


def test_choices_are_shown_by_their_labels_one_on_each_line() -> None:
    options = (
        Option(code="a", label=Text(en="Apples")),
        Option(code="b", label=Text(en="Bread")),
    )

    assert show(Kind.CHOICES, ["a", "b"], *options) == "Apples\nBread"


def test_words_are_shown_as_they_were_written() -> None:
    assert show(Kind.LONG_TEXT, "<b>Hello</b>") == "<b>Hello</b>"


def test_writing_that_would_run_backwards_is_shown_as_it_was_written() -> None:
    assert show(Kind.TEXT, "\u202emoc.evil\u202c") == "[U+202E]moc.evil\u202c"
    assert show(Kind.TEXT, "\u05e9\u05dc\u05d5\u05dd") == "\u05e9\u05dc\u05d5\u05dd"
