"""Which questions and pages somebody gets to see, given what they answered before."""

from collections.abc import Mapping

from fielding.definitions.conditions import holds
from fielding.definitions.service import Page, Question, Service


def shown_questions(service: Service, answers: Mapping[str, object]) -> tuple[Question, ...]:
    """List the questions to be asked; an answer to one no longer asked counts for nothing."""
    counting: dict[str, object] = {}
    shown = []
    for name, question in service.questions.items():
        if holds(question.shown_when, counting):
            shown.append(question)
            if name in answers:
                counting[name] = answers[name]
    return tuple(shown)


def shown_pages(service: Service, answers: Mapping[str, object]) -> tuple[Page, ...]:
    """List the pages with at least one question to be asked, in order."""
    shown = {question.name for question in shown_questions(service, answers)}
    return tuple(page for page in service.pages if not shown.isdisjoint(page.questions))
