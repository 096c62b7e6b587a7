"""A reporter with a browser that runs no script: Django's test client, over a real database."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg
import pytest
from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client

from fielding.app.drafts import Draft, keep_draft
from fielding.app.ports import Hub
from fielding.definitions.service import Service
from fielding.testing.plain_answers import plain_answers
from fielding.web.public.return_code import COOKIE, new_return_code


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
    records_away: Callable[[], None], superuser: psycopg.Connection, database: str
) -> Callable[[], None]:
    """Takes the database away; connections that listen or serve are cut too."""

    def take_away() -> None:
        records_away()
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s"
        superuser.execute(f"{cut} AND datname = %s", ["fielding_web", database])

    return take_away
