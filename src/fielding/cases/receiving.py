"""Receiving: what is recorded when a case comes in, through whatever door."""

from collections.abc import Mapping

from fielding.cases.step import Step
from fielding.definitions.service import Service


def receive(service: Service, answers: Mapping[str, object], *, reference: str, door: str) -> Step:
    """Record a new case. `answers` are checked and canonical (`check_answers`).

    Answers that the definition marks open stand in the facts; all others are sealed.
    """
    opened = {name: value for name, value in answers.items() if service.questions[name].open}
    sealed = {name: value for name, value in answers.items() if name not in opened}
    return Step(
        kind="case.received",
        facts={"reference": reference, "door": door, "answers": opened},
        sealed=sealed,
    )


def add_information(text: str) -> Step:
    """Record what the reporter adds later."""
    return Step(kind="case.added", sealed={"text": text})
