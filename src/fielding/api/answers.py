"""Looks at answers before the service does: misspelt names, and values that no question takes."""

import difflib
from collections.abc import Mapping

from fielding.definitions.service import Service
from fielding.definitions.shown import shown_questions


def odd_answers(service: Service, answers: Mapping[str, object]) -> dict[str, str]:
    """Find names that no question has, and values that no question takes.

    A page sends what it was given; a program may have misspelt a name, and would never know that
    what it sent was left out.
    """
    faults = {}
    for name, answer in answers.items():
        if name not in service.questions:
            near = difflib.get_close_matches(name, service.questions, n=1)
            hint = f"did you mean {near[0]}?" if near else "leave it out"
            faults[name] = f"The service asks no such question: {hint}"
        elif not _is_plain(answer):
            faults[name] = "Send text, a whole number, or a list of texts"
    return faults


def not_asked(service: Service, answers: Mapping[str, object]) -> list[str]:
    """List the answers that are left out, since the others do not bring their question up."""
    asked = {question.name for question in shown_questions(service, answers)}
    return sorted(
        name for name, answer in answers.items() if name not in asked and answer not in (None, "")
    )


def _is_plain(answer: object) -> bool:
    if isinstance(answer, list):
        return all(isinstance(each, str) for each in answer)
    return answer is None or (isinstance(answer, str | int) and not isinstance(answer, bool))
