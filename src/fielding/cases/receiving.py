"""Receiving: what is recorded when a case comes in, through whatever door."""

from collections.abc import Mapping

from fielding.cases.errors import Incomplete
from fielding.cases.step import Step
from fielding.cases.wording import read_words
from fielding.definitions.service import Service


def receive(
    service: Service,
    answers: Mapping[str, object],
    *,
    reference: str,
    door: str,
    marks: tuple[str, ...] = (),
) -> Step:
    """Record a new case. `answers` are checked and canonical (`check_answers`).

    Answers that the definition marks open stand in the facts; all others are sealed. `marks` are
    closed words of the door it came through, for what was odd about it.
    """
    opened = {name: value for name, value in answers.items() if service.questions[name].open}
    sealed = {name: value for name, value in answers.items() if name not in opened}
    facts: dict[str, object] = {"reference": reference, "door": door, "answers": opened}
    if marks:
        facts["marks"] = list(marks)
    return Step(kind="case.received", facts=facts, sealed=sealed)


def add_information(text: str) -> Step:
    """Record what the reporter adds later."""
    words = read_words("text", text)
    if not words:
        raise Incomplete({"text": "Write what you want to add"})
    return Step(kind="case.added", sealed={"text": words})
