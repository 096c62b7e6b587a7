"""The way through the questions follows the answers."""

from datetime import date

from fielding.definitions.conditions import parse_condition
from fielding.definitions.service import ALWAYS, Kind, Page, Question, Service, Text
from fielding.web.public.journey import (
    first_open_page,
    page_after,
    page_before,
    page_lacking,
    questions_on,
)


def asked(name: str, shown_when: str = "", *, required: bool = True) -> Question:
    when = parse_condition(shown_when) if shown_when else ALWAYS
    return Question(
        name=name, wording=Text(en=name), kind=Kind.YES_NO, required=required, shown_when=when
    )


QUESTIONS = (
    asked("one"),
    asked("two", "one is yes"),
    asked("three", "one is yes", required=False),
    asked("four"),
)
SERVICE = Service(
    code="t",
    name=Text(en="t"),
    purpose=Text(en="t"),
    owner="t",
    covers=(),
    called=Text(en="t"),
    reference="{number}",
    valid_from=date(2026, 1, 1),
    questions={question.name: question for question in QUESTIONS},
    pages=tuple(
        Page(name=question.name, title=question.wording, questions=(question.name,))
        for question in QUESTIONS
    ),
)
ONE, TWO, THREE, FOUR = SERVICE.pages


def test_the_next_page_is_the_next_that_is_asked() -> None:
    assert page_after(SERVICE, ONE, {"one": "no"}) == FOUR
    assert page_after(SERVICE, ONE, {"one": "yes"}) == TWO


def test_the_page_before_is_the_last_that_was_asked() -> None:
    assert page_before(SERVICE, FOUR, {"one": "no"}) == ONE
    assert page_before(SERVICE, ONE, {}) is None


def test_a_page_whose_question_is_not_asked_asks_nothing() -> None:
    assert questions_on(SERVICE, TWO, {"one": "no"}) == ()


def test_a_page_that_may_be_left_out_is_not_open() -> None:
    answers = {"one": "yes", "two": "no", "four": "no"}

    assert first_open_page(SERVICE, answers) is None


def test_the_first_page_that_lacks_an_answer_is_open() -> None:
    assert first_open_page(SERVICE, {"one": "yes", "four": "no"}) == TWO


def test_after_a_change_one_is_taken_to_what_the_change_has_opened() -> None:
    assert page_lacking(SERVICE, ONE, {"one": "yes", "four": "no"}) == TWO


def test_after_a_change_one_is_asked_once_what_could_be_left_out_before() -> None:
    assert page_lacking(SERVICE, TWO, {"one": "yes", "two": "no", "four": "no"}) == THREE


def test_after_a_change_that_opens_nothing_there_is_no_further_page() -> None:
    assert page_lacking(SERVICE, ONE, {"one": "no", "four": "no"}) is None
