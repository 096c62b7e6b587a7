"""What is asked, given what was answered."""

from datetime import date

from fielding.definitions.conditions import parse_condition
from fielding.definitions.service import ALWAYS, Kind, Page, Question, Service, Text
from fielding.definitions.shown import shown_pages, shown_questions


def _question(name: str, when: str | None = None) -> Question:
    condition = parse_condition(when) if when else ALWAYS
    return Question(name=name, wording=Text(en=name), kind=Kind.YES_NO, shown_when=condition)


def _service(*questions: Question) -> Service:
    return Service(
        code="s",
        name=Text(en="S"),
        purpose=Text(en="S"),
        owner="o",
        covers=("england",),
        called=Text(en="case"),
        reference="{number:05}",
        valid_from=date(2026, 1, 1),
        questions={question.name: question for question in questions},
        pages=tuple(
            Page(name=question.name, title=question.wording, questions=(question.name,))
            for question in questions
        ),
    )


def test_question_is_shown_when_its_condition_holds() -> None:
    service = _service(_question("hurt"), _question("where", "hurt is yes"))

    shown = shown_pages(service, {"hurt": "yes"})

    assert [page.name for page in shown] == ["hurt", "where"]


def test_answer_to_a_question_no_longer_asked_counts_for_nothing() -> None:
    service = _service(
        _question("hurt"), _question("badly", "hurt is yes"), _question("help", "badly is yes")
    )

    shown = shown_questions(service, {"hurt": "no", "badly": "yes"})

    assert [question.name for question in shown] == ["hurt"]
