"""The way through a report's questions: which page comes next, which before, what is missing."""

from collections.abc import Mapping

from fielding.definitions.service import Page, Question, Service
from fielding.definitions.shown import shown_pages, shown_questions

Answers = Mapping[str, object]


def questions_on(service: Service, page: Page, answers: Answers) -> tuple[Question, ...]:
    """List the questions of a page that are asked, given the answers so far."""
    return tuple(
        question
        for question in shown_questions(service, answers)
        if question.name in page.questions
    )


def page_named(service: Service, name: str) -> Page | None:
    """Find a page of a service."""
    return next((page for page in service.pages if page.name == name), None)


def page_after(service: Service, page: Page, answers: Answers) -> Page | None:
    """Give the next page to be asked; none when all are behind."""
    place = service.pages.index(page)
    shown = shown_pages(service, answers)
    return next((later for later in service.pages[place + 1 :] if later in shown), None)


def page_before(service: Service, page: Page, answers: Answers) -> Page | None:
    """Give the page that came before; none at the first."""
    place = service.pages.index(page)
    shown = shown_pages(service, answers)
    return next((earlier for earlier in service.pages[:place][::-1] if earlier in shown), None)


def page_lacking(service: Service, page: Page, answers: Answers) -> Page | None:
    """Give the next page that has no answer yet, or lacks one that is needed.

    Somebody who changes one answer is taken through what that opens, not through all the rest.
    """
    following = page_after(service, page, answers)
    while following is not None:
        asked = questions_on(service, following, answers)
        lacking = [one for one in asked if one.name not in answers]
        if any(one.required for one in lacking) or len(lacking) == len(asked):
            return following
        following = page_after(service, following, answers)
    return None


def first_open_page(service: Service, answers: Answers) -> Page | None:
    """Give the first page that still lacks an answer that is needed."""
    for page in shown_pages(service, answers):
        if any(
            question.required and question.name not in answers
            for question in questions_on(service, page, answers)
        ):
            return page
    return None


def counted(service: Service, answers: Answers) -> dict[str, object]:
    """Keep only the answers to questions that are asked; others count for nothing."""
    asked = {question.name for question in shown_questions(service, answers)}
    return {name: answer for name, answer in answers.items() if name in asked}
