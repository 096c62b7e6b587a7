"""A hub with everybody in it: people who report, and staff of every role, each with a browser."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.web import sessions

from fielding.access.roles import Actor, Role
from fielding.app.drafts import Draft, keep_draft
from fielding.app.follow_case import REPORTER
from fielding.app.ports import Hub
from fielding.app.receive_case import Acknowledged, Received, receive_case
from fielding.definitions.service import Service
from fielding.store.accounts import AUTHORITY, FIRM, PUBLIC_BODY, NewPerson, actor_for, add_person
from fielding.store.models import Organisation, Person
from fielding.testing.plain_answers import plain_answers
from fielding.web.public.return_code import COOKIE, new_return_code
from fielding.web.shown_answers import show_words

BEGUN = date(2026, 1, 1)
PASSWORD = "three random words"
#: Organisations by the role that works there, unless a test says otherwise.
USUAL = {
    Role.OFFICER: "west-yorkshire",
    Role.CALL_HANDLER: "first-firm",
    Role.ASSESSOR: "first-firm",
    Role.SUPERVISOR: "first-firm",
    Role.SECOND_READER: "the-authority",
    Role.SUPPLIER: "first-firm",
}
KINDS = {"first-firm": FIRM, "second-firm": FIRM, "the-authority": AUTHORITY}


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    """Counts of tries begin anew."""
    cache.clear()


@pytest.fixture
def service(hub: Hub) -> Service:
    """The service that the public can report to."""
    return next(one for one in hub.services.in_force() if one.pages)


@pytest.fixture
def answers(service: Service) -> Callable[..., dict[str, object]]:
    """Give answers that pass every check, some of them as the test says."""
    return lambda **told: plain_answers(service, **told)


@pytest.fixture
def report(hub: Hub, service: Service) -> Callable[..., Acknowledged]:
    """Make a report through the use case."""

    def make(**told: object) -> Acknowledged:
        key = hub.random.bytes(16).hex()
        answered = plain_answers(service, **told)
        received = Received(service=service.code, answers=answered, door="web", key=key)
        return receive_case(hub, REPORTER, received)

    return make


def browser() -> Client:
    """Give a browser in which nobody is signed in, and which runs no script."""
    return Client(headers={"host": "localhost"}, raise_request_exception=False)


@pytest.fixture
def public(hub: Hub) -> Client:
    """The browser of somebody who reports."""
    assert hub
    return browser()


@pytest.fixture
def drafted(hub: Hub, service: Service, public: Client) -> Callable[..., str]:
    """Let the public's browser hold a draft with everything answered; gives the return code."""

    def draft(client: Client = public, **told: object) -> str:
        code = new_return_code(hub.random)
        answered = plain_answers(service, **told)
        keep_draft(hub, code, Draft(service=service.code, answers=answered, key=code[:8]))
        client.cookies[COOKIE] = code
        return code

    return draft


@pytest.fixture
def person(hub: Hub) -> Callable[..., Person]:
    """Make an account: `person(Role.ASSESSOR)`."""
    assert hub

    def make(role: Role, organisation: str | None = None, handle: str = "") -> Person:
        slug = organisation or USUAL.get(role, "the-authority")
        named = {"name": slug, "kind": KINDS.get(slug, PUBLIC_BODY), "begun": BEGUN}
        Organisation.objects.get_or_create(slug=slug, defaults=named)
        new = NewPerson(handle=handle or f"one-{role.value}", role=role, organisation=slug)
        return add_person(new, password=PASSWORD, begun=BEGUN)

    return make


@pytest.fixture
def sign_in(hub: Hub) -> Callable[..., Client]:
    """Give a person a browser in which they are signed in, with a second factor or without."""

    def make(one: Person, *methods: str) -> Client:
        return sessions.sign_in(browser(), one.user, hub.clock.now().timestamp(), *methods)

    return make


@pytest.fixture
def staff(
    person: Callable[..., Person], sign_in: Callable[..., Client]
) -> Callable[..., tuple[Client, Actor]]:
    """Make an account that is signed in; gives its browser and the actor it acts as."""

    def make(role: Role, organisation: str | None = None, handle: str = "") -> tuple[Client, Actor]:
        one = person(role, organisation, handle)
        return sign_in(one), actor_for(one)

    return make


class Shown(HTMLParser):
    """A page as a browser takes it: its words, what its fields hold, and what would run."""

    def __init__(self, response: HttpResponseBase) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)
        self.text: list[str] = []
        self.held: list[str] = []
        self.running: list[str] = []
        self.feed(getattr(response, "content", b"").decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.held += told.values()
        if any(name.startswith("on") or name == "style" for name in told):
            self.running.append(f"{tag}: {told}")
        if tag == "script" and not told.get("src", "").startswith("/static/"):
            self.running.append(f"script: {told}")
        if tag in {"iframe", "object", "embed", "base", "meta"} and "javascript" in str(told):
            self.running.append(f"{tag}: {told}")
        addresses = (told.get("href", ""), told.get("src", ""), told.get("action", ""))
        if any(address.strip().lower().startswith("javascript:") for address in addresses):
            self.running.append(f"{tag}: {told}")

    def handle_data(self, data: str) -> None:
        inside = self.held if self.lasttag == "textarea" else self.text
        inside.append(data)

    @property
    def words(self) -> str:
        """Give the page's words, each run of blanks as one."""
        return re.sub(r"\s+", " ", " ".join(self.text))

    def shows(self, words: str) -> bool:
        """Say whether somebody who looks at the page sees these words as they were typed.

        What would turn writing round is named in its place, but where it can be typed anew.
        """
        text = "\n".join(self.text)
        return show_words(words) in text or any(words in one for one in self.held)


@pytest.fixture
def shown() -> Callable[[HttpResponseBase], Shown]:
    """Take a page as a browser does."""
    return Shown


@pytest.fixture
def addresses() -> Mapping[str, URLPattern]:
    """Give every named address of the hub."""
    return dict(_named(get_resolver().url_patterns, ""))


def _named(
    patterns: list[URLPattern | URLResolver], space: str
) -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _named(one.url_patterns, inner)
        else:
            yield f"{space}{one.name}", one


@pytest.fixture
def read_words() -> Callable[[HttpResponseBase], str]:
    """Give a page's words without its markup."""

    def read(response: HttpResponseBase) -> str:
        text = re.sub(r"<[^>]+>", " ", getattr(response, "content", b"").decode())
        return unescape(re.sub(r"\s+", " ", text))

    return read
