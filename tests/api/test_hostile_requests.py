"""Whatever is sent, a program gets a problem that says what to do, and the hub goes on."""

import json
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fielding.definitions.service import Service
from fielding.store.proofs import PostgresProofs

Program = Any
#: A database is made for each test, not for each example; nothing here depends on what it holds.
SHARED_DATABASE = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ODD_TEXT = st.text(st.characters(codec=None), max_size=40) | st.sampled_from([
    "\x00", "\ud800", "💷" * 10, "' OR 1=1 --", "{{7*7}}", "../../etc/passwd", "-1", "1e999",
    "٣", "\u202eabc", "yes", "no", "2026-11-31", "2026-11-03", "£1,00",
])  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ODD_TEXT,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(ODD_TEXT, inner, max_size=5),
    max_leaves=20,
)
HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60)


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PostgresProofs, "_wait_for_place", PostgresProofs._find)


def is_well_told(response: Any) -> bool:
    """Is it an answer, or a problem that is the caller's?"""
    if response.status_code in {200, 201, 202}:
        return True
    told = json.loads(response.content)
    known = response.headers["Content-Type"] == "application/problem+json"
    return known and 400 <= response.status_code < 500 and bool(told["detail"])


@given(body=st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()))
@SHARED_DATABASE
def test_no_body_breaks_the_door(program: Program, service: Service, body: bytes) -> None:
    response = program.post(f"reports/{service.code}", body)

    assert is_well_told(response), response.content


@given(changes=st.data())
@SHARED_DATABASE
def test_no_answer_to_a_question_breaks_the_door(
    program: Program, service: Service, answers: dict[str, object], changes: st.DataObject
) -> None:
    names = st.sampled_from(sorted(service.questions)) | ODD_TEXT
    told = answers | changes.draw(st.dictionaries(names, VALUES, min_size=1, max_size=6))

    response = program.post(f"reports/{service.code}", {"answers": told})

    assert is_well_told(response), response.content


@given(key=HEADER, code=HEADER, name=ODD_TEXT, token=HEADER)
@SHARED_DATABASE
def test_no_header_or_address_breaks_the_door(
    program: Program, key: str, code: str, name: str, token: str
) -> None:
    client = Client(
        headers={
            "host": "localhost",
            "Idempotency-Key": key,
            "Progress-Code": code,
            "Authorization": f"Bearer {token}",
        },
        raise_request_exception=False,
    )
    place = name.encode("utf-8", "surrogatepass").hex()
    path = "/api/v1/reports/" + "".join(f"%{place[at : at + 2]}" for at in range(0, len(place), 2))

    answers = [
        client.get(path),
        client.post(path, data=b"{}", content_type="application/json"),
        client.get("/api/v1/referrals"),
    ]

    assert all(is_well_told(response) for response in answers)


@given(body=VALUES, doing=st.sampled_from(["accept", "return", "outcome"]))
@SHARED_DATABASE
def test_no_body_breaks_the_door_of_a_force(force: Program, body: object, doing: str) -> None:
    place = f"referrals/0193d2f4-0000-7000-8000-000000000001/{doing}"

    response = force.post(place, json.dumps(body).encode())

    assert is_well_told(response), response.content


@pytest.mark.parametrize(
    "body",
    [
        {"reason": "wrong-force", "better": "\x00", "note": ""},
        {"reason": "wrong-force", "better": "x" * 100_000, "note": ""},
        {"reason": "wrong-force", "note": "x" * 100_000},
        {"reason": "wrong-force", "note": "\ud800"},
        {"reason": "\x00"},
        {"outcome": "\x00", "on": "2026-11-01"},
        {"outcome": "18", "on": "9999-12-31"},
        {"outcome": "18", "on": "2026-11-31"},
        {"outcome": "18", "on": 1e300},
    ],
)
def test_hostile_answers_to_a_real_referral_are_refused_and_leave_it_as_it_was(
    force: Program, desk: Any, superuser: psycopg.Connection, body: dict[str, object]
) -> None:
    desk.refers("west-yorkshire")
    referral = force.get("referrals").json()["referrals"][0]["referral"]
    doing = "return"
    if "outcome" in body:
        doing = "outcome"
        force.post(f"referrals/{referral}/accept")
    before = superuser.execute("SELECT count(*) FROM entry").fetchone()

    response = force.post(f"referrals/{referral}/{doing}", body)

    assert 400 <= response.status_code < 500, response.content
    assert superuser.execute("SELECT count(*) FROM entry").fetchone() == before


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/", 404),
        ("get", "/api/v1/", 404),
        ("get", "/api/v1/no-such-thing", 404),
        ("get", "/api/v1/referrals/not-a-uuid/package", 404),
        ("delete", "/api/v1/referrals", 405),
        ("put", "/api/v1/reports/fraud", 405),
    ],
)
def test_addresses_and_methods_that_are_not_there_are_told_as_problems(
    program: Program, method: str, path: str, status: int
) -> None:
    response = getattr(program.client, method)(path)

    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["status"] == status


def test_a_fault_of_ours_is_told_as_a_problem_that_shows_nothing_of_the_inside(
    program: Program,
    service: Service,
    answers: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("the inside")

    monkeypatch.setattr(PostgresProofs, "prove", breaks)

    response = program.post(f"reports/{service.code}", {"answers": answers})

    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert b"the inside" not in response.content


def test_a_page_s_faults_stay_pages(program: Program) -> None:
    response = program.client.get("/no-such-page")

    assert response.headers["Content-Type"].startswith("text/html")


def test_a_host_that_is_not_ours_is_told_as_a_problem(
    program: Program, records_away: Callable[[], None]
) -> None:
    response = program.client.get("/api/v1/referrals", headers={"host": "elsewhere.invalid"})

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
