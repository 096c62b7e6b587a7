"""Forms sent twice, late, from two windows, by somebody else, or by no browser at all."""

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from fielding.access.roles import Actor, Role
from fielding.app.ports import Hub
from fielding.app.take_case import take_case
from fielding.web.public.return_code import COOKIE, new_return_code

STORY = "what-happened"


def _count(superuser: psycopg.Connection, what: str) -> int:
    row = superuser.execute(what).fetchone()
    return int(row[0]) if row else 0


def _cases(superuser: psycopg.Connection) -> int:
    return _count(superuser, "SELECT count(*) FROM case_row")


def _reference(page: Any) -> str:
    found = re.search(r"NFRC\d+", page.words)
    assert found, page.words
    return found[0]


def strict() -> Client:
    """Give a browser that must send the token of each form."""
    return Client(
        headers={"host": "localhost"}, enforce_csrf_checks=True, raise_request_exception=False
    )


def test_answers_changed_in_a_second_window_count_as_they_stood_when_sent(
    hub: Hub, drafted: Callable[..., str], public: Client, shown: Callable[..., Any]
) -> None:
    code = drafted(**{STORY: "as the first window knew it"})
    second = Client(headers={"host": "localhost"})
    second.cookies[COOKIE] = code
    second.post(f"/report/fraud/question/{STORY}", {"asked": STORY, STORY: "as changed later"})

    first = public.post("/report/fraud/check")
    again = second.post("/report/fraud/check")

    assert first.headers["Location"] == again.headers["Location"] == "/report/fraud/sent"
    assert shown(public.get("/report/fraud/sent/answers")).shows("as changed later")


def test_other_answers_sent_under_the_same_draft_after_it_was_sent_change_nothing(
    drafted: Callable[..., str],
    public: Client,
    shown: Callable[..., Any],
    superuser: psycopg.Connection,
) -> None:
    drafted(**{STORY: "what was sent"})
    public.post("/report/fraud/check")

    public.post(f"/report/fraud/question/{STORY}", {"asked": STORY, STORY: "something else"})
    public.post("/report/fraud/check")

    assert _cases(superuser) == 1
    assert shown(public.get("/report/fraud/sent/answers")).shows("what was sent")


def test_the_back_button_after_sending_leads_to_the_same_reference(
    drafted: Callable[..., str], public: Client, shown: Callable[..., Any]
) -> None:
    drafted()
    public.post("/report/fraud/check")
    first = _reference(shown(public.get("/report/fraud/sent")))

    back = public.get("/report/fraud/check", follow=True)

    assert back.redirect_chain[-1][0] == "/report/fraud/sent"
    assert _reference(shown(back)) == first


@pytest.mark.parametrize(("texts", "added"), [(["more"] * 4, 1), (["this", "and that"], 2)])
def test_words_sent_several_times_at_once_are_added_once_and_others_each(
    texts: list[str], added: int, report: Callable[..., Any], superuser: psycopg.Connection
) -> None:
    told = report()
    page = {"reference": told.reference, "code": told.code, "once": "mark-of-one-page"}

    def add(text: str) -> int:
        client = Client(headers={"host": "localhost"}, raise_request_exception=False)
        try:
            return client.post("/follow/add", {**page, "text": text}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=4) as windows:
        statuses = list(windows.map(add, texts))

    assert set(statuses) == {200}
    assert _count(superuser, "SELECT count(*) FROM entry WHERE kind = 'case.added'") == added


@pytest.mark.parametrize("place", [f"question/{STORY}", "check"])
def test_an_expired_form_of_a_report_gives_back_what_was_typed(
    place: str, drafted: Callable[..., str], shown: Callable[..., Any]
) -> None:
    client = strict()
    drafted(client, **{STORY: "A story that took an hour"})
    sealed = client.get("/report/fraud/check").content.decode()
    sealed = sealed.partition('name="sealed" value="')[2].partition('"')[0]
    form = {"asked": STORY, STORY: "A story that took an hour", "sealed": sealed}

    answer = client.post(f"/report/fraud/{place}", form)

    assert answer.status_code == 403
    assert "open for too long" in shown(answer).words
    assert shown(answer).shows("A story that took an hour")


def test_a_form_of_staff_from_elsewhere_is_refused_and_changes_nothing(
    report: Callable[..., Any],
    staff: Callable[..., tuple[Client, Actor]],
    superuser: psycopg.Connection,
) -> None:
    told = report()
    desk, _ = staff(Role.ASSESSOR)
    desk.handler.enforce_csrf_checks = True
    before = _count(superuser, "SELECT count(*) FROM entry")

    answer = desk.post(f"/desk/case/{told.case}/assign", {})

    assert answer.status_code == 403
    assert _count(superuser, "SELECT count(*) FROM entry") == before


@pytest.mark.parametrize(
    "sealed",
    ["", "AAAA", "not base64 \u2603", "QUFB" * 50_000],
    ids=["none", "short", "odd", "long"],
)
def test_a_hidden_draft_that_was_tampered_with_opens_nothing(
    sealed: str,
    drafted: Callable[..., str],
    public: Client,
    records_away: Callable[[], None],
) -> None:
    drafted()
    records_away()

    answer = public.post("/report/fraud/check", {"sealed": sealed})

    assert answer.status_code == 503


def test_a_hidden_draft_of_somebody_else_opens_nothing(
    drafted: Callable[..., str],
    public: Client,
    hub: Hub,
    shown: Callable[..., Any],
    records_away: Callable[[], None],
) -> None:
    drafted(**{STORY: "Nobody else may read this"})
    page = public.get("/report/fraud/check").content.decode()
    sealed = page.partition('name="sealed" value="')[2].partition('"')[0]
    thief = Client(headers={"host": "localhost"})
    thief.cookies[COOKIE] = new_return_code(hub.random)
    records_away()

    answer = thief.post("/report/fraud/check", {"sealed": sealed})

    assert answer.status_code == 503
    assert not shown(answer).shows("Nobody else may read this")


@pytest.mark.parametrize(
    "cookie", ["", "x", "0" * 24, "\xe9", "A" * 4_000, "../../etc/passwd", "%00", "; Path=/"]
)
def test_a_cookie_that_opens_no_draft_is_told_what_to_do(cookie: str, public: Client) -> None:
    public.cookies[COOKIE] = cookie

    answers = [
        public.get(f"/report/fraud/{place}")
        for place in ("check", "sent", "saved", f"question/{STORY}", "sent/answers/file")
    ]

    assert {answer.status_code for answer in answers} <= {200, 302, 410}


@pytest.mark.parametrize("typed", ["", "AAAA BBBB", "0" * 5_000, "\u2603 \u202e", "'; DROP TABLE"])
def test_a_return_code_that_is_none_says_so(
    typed: str, public: Client, shown: Callable[..., Any]
) -> None:
    answer = public.post("/report/fraud/return", {"code": typed})

    assert answer.status_code == 422
    assert "There is a problem" in shown(answer).words


def test_one_changed_letter_of_a_return_code_opens_nothing(
    drafted: Callable[..., str], public: Client
) -> None:
    code = drafted()
    public.cookies.clear()
    changed = ("1" if code[0] != "1" else "2") + code[1:]

    answer = public.post("/report/fraud/return", {"code": changed})

    assert answer.status_code == 422
    assert COOKIE not in answer.cookies


@pytest.mark.parametrize("language", ["klingon", "../../../etc", "cy\x00", "", "EN", "c" * 4_000])
def test_a_language_that_there_is_not_is_english(
    language: str, public: Client, shown: Callable[..., Any]
) -> None:
    public.cookies["language"] = language

    answer = public.get("/")

    assert answer.status_code == 200
    assert b'<html lang="en"' in answer.content


def test_a_language_in_the_address_that_there_is_not_changes_nothing(public: Client) -> None:
    answer = public.get("/", {"lang": "klingon"})

    assert answer.status_code == 200
    assert "language" not in answer.cookies


def test_two_officers_deciding_at_once_leave_one_decision_and_one_plain_word(
    report: Callable[..., Any],
    staff: Callable[..., tuple[Client, Actor]],
    shown: Callable[..., Any],
    superuser: psycopg.Connection,
) -> None:
    told = report()
    desks = [staff(Role.ASSESSOR, "first-firm", f"desk-{number}")[0] for number in range(2)]
    start = threading.Barrier(2)
    found: list[Any] = []

    def decide(desk: Client, decision: dict[str, str]) -> None:
        start.wait()
        found.append(desk.post(f"/desk/case/{told.case}/decide/{decision['as']}", decision))
        connections.close_all()

    forms = [
        {"as": "keep", "seen": "0", "reason": "no-loss", "code": "NFIB90"},
        {"as": "refer", "seen": "0", "reason": "urgent", "code": "NFIB90", "recipient": "kent"},
    ]
    windows = [
        threading.Thread(target=decide, args=pair) for pair in zip(desks, forms, strict=True)
    ]
    for window in windows:
        window.start()
    for window in windows:
        window.join()

    refused = next(answer for answer in found if answer.status_code != 302)
    assert sorted(answer.status_code for answer in found) == [302, 409]
    assert "was not recorded" in shown(refused).words or "Nothing" in shown(refused).words
    assert (
        _count(superuser, "SELECT count(*) FROM entry WHERE kind IN ('case.kept', 'case.referred')")
        == 1
    )


def test_a_decision_that_is_not_allowed_from_here_says_which_would_be(
    report: Callable[..., Any],
    staff: Callable[..., tuple[Client, Actor]],
    shown: Callable[..., Any],
) -> None:
    told = report()
    desk, _ = staff(Role.ASSESSOR)
    form = {"reason": "no-loss", "code": "NFIB90"}
    desk.post(f"/desk/case/{told.case}/decide/keep", form)

    answer = desk.post(f"/desk/case/{told.case}/decide/keep", form)

    assert answer.status_code == 409
    assert "That cannot be done from here" in shown(answer).words
    assert "Possible from here: refer, dismiss" in shown(answer).words


def test_a_case_that_somebody_else_took_is_said_to_be_theirs(
    hub: Hub, report: Callable[..., Any], staff: Callable[..., tuple[Client, Actor]]
) -> None:
    told = report()
    (first, _), (_, second) = (
        staff(Role.ASSESSOR, handle="one-1"),
        staff(Role.ASSESSOR, handle="two-2"),
    )
    take_case(hub, second, told.case)

    answer = first.post("/desk/next")

    assert b"Nothing to take" in answer.content


def test_signing_in_draws_a_new_session(
    hub: Hub, person: Callable[..., Any], public: Client
) -> None:
    person(Role.ASSESSOR, handle="ann-1")
    planted = "planted0by0somebody0else00000000"
    public.cookies[settings.SESSION_COOKIE_NAME] = planted

    public.post("/sign-in", {"login": "ann-1", "password": "three random words"})

    assert public.cookies[settings.SESSION_COOKIE_NAME].value != planted


def test_a_session_without_a_second_factor_opens_nothing(
    person: Callable[..., Any], sign_in: Callable[..., Client], report: Callable[..., Any]
) -> None:
    told = report()
    client = sign_in(person(Role.ASSESSOR), "password")

    answer = client.get(f"/desk/case/{told.case}/")

    assert answer.headers["Location"] == "/sign-in/mine"


def test_an_expired_session_is_asked_to_sign_in_and_led_back(
    staff: Callable[..., tuple[Client, Actor]], report: Callable[..., Any]
) -> None:
    told = report()
    desk, _ = staff(Role.ASSESSOR)
    desk.session.flush()

    answer = desk.get(f"/desk/case/{told.case}/")

    assert answer.headers["Location"] == f"/sign-in?next=/desk/case/{told.case}/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_signing_in_leads_nowhere_else(
    elsewhere: str, person: Callable[..., Any], public: Client
) -> None:
    person(Role.ASSESSOR, handle="ann-1")

    answer = public.post(
        "/sign-in", {"login": "ann-1", "password": "three random words", "next": elsewhere}
    )

    assert "evil" not in answer.headers.get("Location", "")
    assert "javascript" not in answer.headers.get("Location", "")
