"""A reporter with a browser that runs no script: Django's test client, over a real database."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import psycopg
import pytest
from django.core.cache import cache
from django.db import connections
from django.http import HttpResponseBase
from django.test import Client

from fielding.app.drafts import Draft, keep_draft
from fielding.app.ports import Hub
from fielding.definitions.service import Kind, Question, Service
from fielding.definitions.shown import shown_questions
from fielding.web.public.return_code import COOKIE, new_return_code

PLAIN: dict[Kind, object] = {
    Kind.YES_NO: "no",
    Kind.DATE: "2026-11-03",
    Kind.MONEY: 123450,
    Kind.POSTCODE: "LS1 3EX",
    Kind.PHONE: "07700 900123",
    Kind.EMAIL: "reporter@example.com",
}


def plain_answer(service: Service, question: Question) -> object:
    """Give an answer that passes every check."""
    if question.kind is Kind.CHOICE:
        return question.options[-1].code
    if question.kind is Kind.CHOICES:
        return [question.options[0].code]
    if question.kind is Kind.CODE:
        return next(iter(service.tables[question.table or ""].codes))
    return PLAIN.get(question.kind, "Marker Marigold wrote this")


def plain_answers(service: Service, **told: object) -> dict[str, object]:
    """Answer everything that must be answered, `told` as told (with _ for -)."""
    answers = {name.replace("_", "-"): answer for name, answer in told.items()}
    for _ in service.questions:
        for question in shown_questions(service, answers):
            if question.required and question.name not in answers:
                answers[question.name] = plain_answer(service, question)
    return answers


@dataclass(slots=True)
class Reporter:
    """Somebody reporting to the first service that the public can report to."""

    hub: Hub
    service: Service
    client: Client = field(
        default_factory=lambda: Client(headers={"host": "localhost"}, raise_request_exception=False)
    )

    def at(self, place: str) -> str:
        return f"/report/{self.service.code}/{place}"

    def has_answered(self, **told: object) -> str:
        """Have a draft with everything answered; gives its return code."""
        code = new_return_code(self.hub.random)
        answers = plain_answers(self.service, **told)
        draft = Draft(service=self.service.code, answers=answers, key=code[:8])
        keep_draft(self.hub, code, draft)
        self.client.cookies[COOKIE] = code
        return code

    def sends(self, **told: object) -> tuple[str, str]:
        """Send a report; gives its reference and progress code."""
        self.has_answered(**told)
        self.client.post(self.at("check"))
        text = words(self.client.get(self.at("sent")))
        reference = re.search(r"Your reference (\S+)", text)
        code = re.search(r"progress code (\S+)", text)
        assert reference, text
        assert code, text
        return reference[1], code[1]


def words(response: HttpResponseBase) -> str:
    """Give a page's words without its markup."""
    text = re.sub(r"<[^>]+>", " ", getattr(response, "content", b"").decode())
    return re.sub(r"\s+", " ", text)


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    cache.clear()


@pytest.fixture
def reporter(hub: Hub) -> Reporter:
    service = next(one for one in hub.services.in_force() if one.pages)
    return Reporter(hub=hub, service=service)


@pytest.fixture
def answers() -> Callable[..., dict[str, object]]:
    return plain_answers


@pytest.fixture
def read_words() -> Callable[[HttpResponseBase], str]:
    return words


@pytest.fixture
def records_away(
    hub: Hub, superuser: psycopg.Connection, database: str
) -> Iterator[Callable[[], None]]:
    """Takes the database away: connections are cut, and new ones find no server."""
    known = {alias: connections[alias].settings_dict["HOST"] for alias in connections}

    def take_away() -> None:
        for alias in connections:
            connections[alias].close()
            connections[alias].settings_dict["HOST"] = "/nowhere"
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s"
        superuser.execute(f"{cut} AND datname = %s", ["fielding_web", database])

    yield take_away
    for alias, host in known.items():
        connections[alias].close()
        connections[alias].settings_dict["HOST"] = host
