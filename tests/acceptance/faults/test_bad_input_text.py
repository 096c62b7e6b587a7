"""Hostile text in every field: shown as it was typed, never run and never lost."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.test import Client

from fielding.access.roles import Actor, Role
from fielding.app.follow_case import add_to_case
from fielding.app.ports import Hub
from fielding.store.models import ReferralStanding
from fielding.store.queries.acting import reading_as

HOSTILE = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "the end of an attribute": "\"'><svg onload=alert(3)><a href='javascript:alert(4)'>",
    "the end of a text field": "</textarea></dd></form><iframe srcdoc='<script>alert(5)</script>'>",
    "a template": "{{ 7 * 191 }} {% include 'kit/base.html' %} ${7*191} #{7*191} %(name)s {0}",
    "SQL": "'; DROP TABLE entry; -- \" OR 1=1 /*",
    "a formula": "=HYPERLINK(\"https://example.com\",\"here\")",
    "a command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "writing that turns round": "invoice\u202egpj.exe \u2066hidden\u2069 \u200fend",
    "combining marks": "Z" + "\u0341" * 60 + " \U0001f469\u200d\U0001f469\u200d\U0001f466",
    "private and last characters": "\ue000 \ufffd \U0010fffd \ufeffmark",
}  # fmt: skip
#: All of it at once, one on each line.
EVERYTHING = "\n".join(HOSTILE.values())
ALL = quote(EVERYTHING)
#: Taken out before anything is kept: no page, file or database can do anything good with them.
CONTROLS = "Be\x00fore\x1b[31m red\x07\x08 \x7f\x85after"
KEPT_OF_CONTROLS = "Before[31m red after"
SUBSTANCE = " We looked at all the answers and found no crime was committed here."

#: A question of free text that is always asked, and one that stands on a line.
STORY, NAME = "what-happened", "reporter-name"


@pytest.fixture
def desk(staff: Callable[..., tuple[Client, Actor]]) -> tuple[Client, Actor]:
    return staff(Role.ASSESSOR)


@pytest.fixture
def story(report: Callable[..., Any]) -> Callable[[str], Any]:
    """Make a report that tells a story."""
    return lambda words: report(**{STORY: words, NAME: words[:60]})


def test_what_a_reporter_types_is_shown_to_them_as_it_was_typed(
    drafted: Callable[..., str], public: Client, shown: Callable[..., Any]
) -> None:
    drafted(**{STORY: EVERYTHING})

    question = shown(public.get(f"/report/fraud/question/{STORY}"))
    check = shown(public.get("/report/fraud/check"))
    public.post("/report/fraud/check")
    own = shown(public.get("/report/fraud/sent/answers"))

    assert all(page.shows(words) for page in (question, check, own) for words in HOSTILE.values())
    assert not any(page.running for page in (question, check, own))


def test_what_a_reporter_typed_reaches_staff_as_text_alone(
    story: Callable[[str], Any],
    desk: tuple[Client, Actor],
    shown: Callable[..., Any],
    hub: Hub,
) -> None:
    told = story(EVERYTHING)
    add_to_case(hub, told.reference, told.code, EVERYTHING)

    case = desk[0].get(f"/desk/case/{told.case}/")

    page = shown(case)
    assert case.status_code == 200
    assert page.shows(EVERYTHING)
    assert not page.running


def test_what_staff_type_reaches_reporter_and_force_as_text_alone(
    story: Callable[[str], Any],
    desk: tuple[Client, Actor],
    staff: Callable[..., tuple[Client, Actor]],
    public: Client,
    shown: Callable[..., Any],
) -> None:
    told = story(EVERYTHING)
    decided = desk[0].post(
        f"/desk/case/{told.case}/decide/refer",
        {"reason": "lines-of-enquiry", "code": "NFIB90", "recipient": "west-yorkshire",
         "explanation": EVERYTHING},
    )  # fmt: skip
    officer, actor = staff(Role.OFFICER)
    with reading_as(actor):
        referral = ReferralStanding.objects.get(case_id=told.case).referral_id

    opened = shown(officer.get(f"/inbox/{referral}/"))
    package = shown(officer.get(f"/inbox/{referral}/package"))
    document = json.loads(officer.get(f"/inbox/{referral}/package.json").content)
    followed = shown(public.post("/follow", {"reference": told.reference, "code": told.code}))

    assert decided.status_code == 302
    assert [page.shows(EVERYTHING) for page in (opened, package, followed)] == [True] * 3
    assert not any(page.running for page in (opened, package, followed))
    assert any(answer["answer"] == EVERYTHING for answer in document["answers"])


def test_words_that_are_refused_come_back_inside_their_form(
    story: Callable[[str], Any],
    desk: tuple[Client, Actor],
    public: Client,
    shown: Callable[..., Any],
) -> None:
    told = story("A story")

    thin = shown(
        desk[0].post(f"/desk/case/{told.case}/decide/dismiss", {"explanation": EVERYTHING})
    )
    hold = shown(desk[0].post(f"/desk/case/{told.case}/hold", {"note": EVERYTHING}))
    find = shown(desk[0].post("/desk/open/found", {"reference": EVERYTHING[:60]}))
    wrong = shown(public.post("/follow", {"reference": EVERYTHING[:60], "code": EVERYTHING[:60]}))
    phone = shown(desk[0].post("/desk/phone/fraud/", {"asked": STORY, STORY: EVERYTHING}))
    return_code = shown(public.post("/report/fraud/return", {"code": EVERYTHING[:60]}))

    assert thin.shows(EVERYTHING)
    assert hold.shows(EVERYTHING)
    assert all(page.shows(EVERYTHING[:60]) for page in (find, wrong, return_code))
    assert not any(page.running for page in (thin, hold, find, wrong, phone, return_code))


def test_writing_that_turns_round_stays_within_its_answer(
    drafted: Callable[..., str], public: Client
) -> None:
    drafted(**{STORY: HOSTILE["writing that turns round"]})

    page = public.get("/report/fraud/check").content.decode()
    style = b"".join(public.get("/static/fielding/fielding.css")).decode()

    rule = style.partition(".fielding-answer {")[2].partition("}")[0]
    assert '<span class="fielding-answer">invoice' in page
    assert "unicode-bidi: isolate" in rule


def test_control_characters_are_left_out_and_the_rest_is_kept(
    drafted: Callable[..., str], public: Client, shown: Callable[..., Any]
) -> None:
    drafted()

    sent = public.post(f"/report/fraud/question/{STORY}", {"asked": STORY, STORY: CONTROLS})
    check = shown(public.get("/report/fraud/check"))

    assert sent.status_code == 302
    assert check.shows(KEPT_OF_CONTROLS)


def test_control_characters_in_the_words_of_staff_are_left_out_too(
    story: Callable[[str], Any], desk: tuple[Client, Actor], shown: Callable[..., Any]
) -> None:
    told = story("A story")

    desk[0].post(
        f"/desk/case/{told.case}/hold", {"reason": "waiting-for-reporter", "note": CONTROLS}
    )
    page = desk[0].get(f"/desk/case/{told.case}/")

    assert page.status_code == 200
    assert b"\x00" not in page.content
    assert b"\x1b" not in page.content


@pytest.mark.parametrize("place", ["reference", "code"])
def test_controls_in_reference_or_code_are_only_wrong(place: str, public: Client) -> None:
    typed = {"reference": "NFRC260000001", "code": "AAAA", place: CONTROLS}

    answer = public.post("/follow", typed)

    assert answer.status_code == 422


@pytest.mark.parametrize("bytes_sent", [b"%ED%A0%80", b"%FF%FE", b"%C0%80", b"%F4%90%80%80"])
def test_what_is_not_unicode_is_taken_as_far_as_it_can_be_read(
    bytes_sent: bytes, drafted: Callable[..., str], public: Client
) -> None:
    drafted()
    body = b"asked=" + STORY.encode() + b"&" + STORY.encode() + b"=lone+" + bytes_sent + b"+end"

    answer = public.post(
        f"/report/fraud/question/{STORY}", body, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 302
    assert public.get("/report/fraud/check").status_code == 200


def test_a_megabyte_in_one_field_is_told_its_length_and_given_back(
    drafted: Callable[..., str], public: Client, read_words: Callable[..., str]
) -> None:
    drafted()
    words = "A long story. " * 71_430

    answer = public.post(f"/report/fraud/question/{STORY}", {"asked": STORY, STORY: words})

    assert answer.status_code == 422
    assert "Shorten this to" in read_words(answer)
    assert words.strip() in answer.content.decode()


def test_a_megabyte_from_staff_is_told_and_not_kept(
    story: Callable[[str], Any], desk: tuple[Client, Actor], superuser: psycopg.Connection
) -> None:
    told = story("A story")
    words = "A long story. " * 71_430

    answers = [
        desk[0].post(
            f"/desk/case/{told.case}/decide/dismiss",
            {"reason": "no-crime", "considered": "answers", "explanation": EVERYTHING},
        ),
        desk[0].post(
            f"/desk/case/{told.case}/hold", {"reason": "waiting-for-reporter", "note": words}
        ),
    ]

    longest = superuser.execute("SELECT max(length(blob)) FROM sealed").fetchone()
    assert all(answer.status_code < 500 for answer in answers)
    assert longest is not None
    assert longest[0] < 100_000


def test_filters_of_the_queue_take_anything_and_run_nothing(
    desk: tuple[Client, Actor], shown: Callable[..., Any]
) -> None:
    fields = ["service", "state", "only", "force", "code", "age", "page"]

    pages = [
        desk[0].get("/desk/", {field: words})
        for field in fields
        for words in (*HOSTILE.values(), CONTROLS)
    ]

    assert {page.status_code for page in pages} == {200}
    assert not any(shown(page).running for page in pages)


def test_what_an_administrator_types_is_checked_and_shown_as_text_alone(
    staff: Callable[..., tuple[Client, Actor]], shown: Callable[..., Any]
) -> None:
    admin, _ = staff(Role.ADMINISTRATOR)
    person = {"role": "overseer", "organisation": "the-authority"}

    pages = [
        page
        for number, words in enumerate((EVERYTHING[:190], CONTROLS, "long" * 5_000))
        for page in (
            admin.post(
                "/organisations/new", {"slug": f"odd-{number}", "name": words, "kind": "firm"}
            ),
            admin.post("/people/new", {**person, "handle": words}),
            admin.post("/people/new", {**person, "handle": f"odd-{number}", "contract": words}),
            admin.post("/people/new", {**person, "handle": f"one-{number}", "services": words}),
            admin.post("/people/new", {**person, "handle": f"two-{number}", "subject": words}),
        )
    ]
    listed = [admin.get("/organisations/"), admin.get("/people/")]

    assert {page.status_code for page in pages} <= {200, 302, 422}
    assert not any(shown(page).running for page in (*pages, *listed))


def test_hidden_fields_that_were_tampered_with_do_no_harm(
    story: Callable[[str], Any], desk: tuple[Client, Actor], public: Client
) -> None:
    told = story("A story")
    hub_pages = [
        ("/desk/phone/fraud/", {"draft": CONTROLS, "asked": CONTROLS, "send": "yes"}),
        ("/desk/phone/fraud/", {"draft": CONTROLS, "asked": STORY, STORY: "words"}),
        ("/desk/phone/fraud/", {"draft": CONTROLS, "back": "yes"}),
        (f"/desk/case/{told.case}/decide/keep", {"seen": CONTROLS, "code": CONTROLS}),
        (f"/desk/case/{told.case}/assign", {"to": CONTROLS}),
        (f"/desk/case/{told.case}/hold", {"reason": CONTROLS}),
        ("/desk/open/found", {"reference": CONTROLS, "purpose": CONTROLS}),
        ("/sign-in", {"login": CONTROLS, "password": CONTROLS}),
    ]
    public_pages = [
        (
            "/follow/add",
            {"reference": told.reference, "code": told.code, "once": CONTROLS, "text": "x"},
        ),
        ("/report/fraud/check", {"sealed": CONTROLS}),
        ("/report/fraud/return", {"code": CONTROLS}),
        (f"/report/fraud/question/{STORY}", {"asked": CONTROLS}),
    ]

    answers = [desk[0].post(address, form) for address, form in hub_pages]
    answers += [public.post(address, form) for address, form in public_pages]

    assert not [
        (answer.request["PATH_INFO"], answer.status_code)
        for answer in answers
        if answer.status_code >= 500
    ]


def test_an_address_with_anything_in_it_is_a_plain_page(
    public: Client, shown: Callable[..., Any]
) -> None:
    answer = public.get(f"/{ALL}?{ALL}={ALL}")

    assert answer.status_code == 404
    assert not shown(answer).running


def test_a_program_that_sends_a_lone_surrogate_is_told_or_taken_without_it(
    public: Client, answers: Callable[..., dict[str, object]]
) -> None:
    body = json.dumps({"answers": answers(**{STORY: "lone \ud800 end"})})

    answer = public.post(
        "/api/v1/reports/fraud", body, content_type="application/json",
        headers={"Idempotency-Key": "surrogate-0123456789"},
    )  # fmt: skip

    assert answer.status_code in {201, 202, 400, 422}
