"""The database or the sequencer stands still: nothing is lost, and everybody is told what to do."""

import base64
from collections.abc import Callable, Mapping
from typing import Any

import psycopg
import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from fielding.access.roles import Actor, Role
from fielding.ledger.notes import open_note
from fielding.wiring.health import alarms, look
from fielding.wiring.hub import keyring

STORY = "what-happened"
WORDS = "A story that took an hour to write"
#: Something for every place in an address; nothing of it need be there.
PLACES: dict[str, object] = {
    "code": "fraud",
    "case": "01890000-0000-7000-8000-000000000000",
    "referral": "01890000-0000-7000-8000-000000000001",
    "finding": "01890000-0000-7000-8000-000000000002",
    "handover": "01890000-0000-7000-8000-000000000003",
    "invoice": "01890000-0000-7000-8000-000000000004",
    "network": "01890000-0000-7000-8000-000000000005",
    "network_id": "01890000-0000-7000-8000-000000000005",
    "one": "01890000-0000-7000-8000-000000000006",
    "other": "01890000-0000-7000-8000-000000000007",
    "token": "00112233445566778899aabbccddeeff",
    "position": 1,
    "file": "package",
    "contract": "no-contract",
    "process": "no-process",
    "link": "no-link",
    "reference": "NFRC260000001",
    "service": "fraud",
    "name": STORY,
    "level": 0,
    "pk": 1,
    "number": 1,
    "provider_id": "organisation",
    "slug": "kent",
}
#: Pages of the sign-in library, and the description of the API: shown again, and nothing done.
SHOWN_TO_ANY_METHOD = ("account_", "mfa_", "socialaccount_", "api-1:openapi-json")


def _written(name: str, pattern: URLPattern) -> str:
    index = {"index": 0 if name.startswith("figure") else "000"}
    return reverse(
        name, kwargs={key: {**PLACES, **index}[key] for key in pattern.pattern.converters}
    )


@pytest.mark.parametrize("place", [f"question/{STORY}", "check"])
def test_without_the_database_the_answers_come_back_inside_the_form(
    place: str,
    drafted: Callable[..., str],
    public: Client,
    records_away: Callable[[], None],
    shown: Callable[..., Any],
) -> None:
    drafted(**{STORY: WORDS})
    page = public.get("/report/fraud/check").content.decode()
    sealed = page.partition('name="sealed" value="')[2].partition('"')[0]
    records_away()

    answer = public.post(f"/report/fraud/{place}", {"asked": STORY, STORY: WORDS, "sealed": sealed})

    assert answer.status_code == 503
    assert shown(answer).shows(WORDS)
    assert "our records cannot be reached" in shown(answer).words.lower()
    assert b"<form" in answer.content


def test_what_could_not_be_sent_can_be_sent_from_the_page_that_said_so(
    drafted: Callable[..., str],
    public: Client,
    records_away: Callable[..., None],
    records_back: Callable[[], None],
    superuser: psycopg.Connection,
) -> None:
    drafted(**{STORY: WORDS})
    public.get("/report/fraud/check")
    records_away()
    public.post("/report/fraud/check", {"sealed": "AAAA"})
    records_back()

    answer = public.post("/report/fraud/check")

    assert answer.headers["Location"] == "/report/fraud/sent"
    assert superuser.execute("SELECT count(*) FROM case_row").fetchone() == (1,)


@pytest.mark.parametrize(("address", "field"), [("add", "text"), ("review", "grounds")])
def test_without_the_database_words_about_a_report_come_back(
    address: str,
    field: str,
    report: Callable[..., Any],
    public: Client,
    records_away: Callable[[], None],
    shown: Callable[..., Any],
) -> None:
    told = report()
    records_away()

    answer = public.post(
        f"/follow/{address}", {"reference": told.reference, "code": told.code, field: WORDS}
    )

    assert answer.status_code == 503
    assert shown(answer).shows(WORDS)


def test_without_the_database_no_address_breaks(
    addresses: Mapping[str, URLPattern],
    staff: Callable[..., tuple[Client, Actor]],
    public: Client,
    records_away: Callable[[], None],
) -> None:
    desk, _ = staff(Role.SUPERVISOR)
    records_away()

    found = {
        (name, method): getattr(client, method)(_written(name, pattern)).status_code
        for client in (public, desk)
        for method in ("get", "post")
        for name, pattern in addresses.items()
    }

    assert not {place: status for place, status in found.items() if status == 500}


def test_a_method_that_no_page_takes_is_refused_everywhere(
    addresses: Mapping[str, URLPattern],
    staff: Callable[..., tuple[Client, Actor]],
    public: Client,
) -> None:
    desk, _ = staff(Role.SUPERVISOR)

    found = {
        (name, method): getattr(client, method)(_written(name, pattern)).status_code
        for client in (public, desk)
        for method in ("put", "patch", "delete")
        for name, pattern in addresses.items()
    }

    taken = {name for (name, _), status in found.items() if not 300 <= status < 500}
    assert not {name for name in taken if not name.startswith(SHOWN_TO_ANY_METHOD)}


def test_while_the_sequencer_stands_a_report_is_promised_under_the_published_key(
    drafted: Callable[..., str], public: Client, shown: Callable[..., Any]
) -> None:
    drafted()
    public.post("/report/fraud/check")

    page = public.get("/report/fraud/sent")

    note = page.content.decode().partition('tabindex="0">')[2].partition("</pre>")[0]
    published = public.get("/log/keys.json").json()["promise"]
    text = open_note(note, [keyring().promise.verifier()]).text
    assert published == str(keyring().promise.verifier())
    assert text.splitlines()[0] == "fielding-promise/v1"
    assert len(base64.b64decode(text.splitlines()[1])) == 32
    assert "We promise to have it there by" in shown(page).words
    assert "Report received" not in shown(page).words


def test_a_sequencer_that_stands_still_is_an_alarm(report: Callable[..., Any]) -> None:
    report()

    said = alarms()

    assert any("no sequencer is at work: start `fielding serve`" in one for one in said)


def test_a_promise_that_was_missed_is_an_alarm(
    report: Callable[..., Any], superuser: psycopg.Connection
) -> None:
    report()
    superuser.execute("UPDATE pending SET since = since - interval '61 seconds'")

    said = alarms()

    assert any("promised receipts are overdue" in one for one in said)


def test_health_says_that_the_database_is_away(records_away: Callable[[], None]) -> None:
    records_away()

    found = {finding.name: finding for finding in look()}

    assert not found["database"].fine


def test_a_page_of_staff_says_that_the_records_are_away(
    staff: Callable[..., tuple[Client, Actor]],
    records_away: Callable[[], None],
    shown: Callable[..., Any],
) -> None:
    desk, _ = staff(Role.ASSESSOR)
    records_away()

    answer = desk.get("/desk/")

    assert answer.status_code == 503
    assert "records cannot be reached" in shown(answer).words
