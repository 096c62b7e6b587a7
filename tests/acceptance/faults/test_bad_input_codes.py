"""Wrong progress codes: after ten in an hour a wait is asked, whoever asks and however fast."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
import requests
from django.db import connections
from django.test import Client

WRONG = "0000-0000-0000-0000"


def _follow(reference: str, code: str) -> int:
    client = Client(headers={"host": "localhost"}, raise_request_exception=False)
    try:
        return client.post("/follow", {"reference": reference, "code": code}).status_code
    finally:
        connections.close_all()


def test_wrong_codes_that_come_all_at_once_are_all_counted(report: Callable[..., Any]) -> None:
    told = report()
    with ThreadPoolExecutor(max_workers=5) as thieves:
        list(thieves.map(lambda _: _follow(told.reference, WRONG), range(10)))

    answer = _follow(told.reference, told.code)

    assert answer == 429


@pytest.mark.parametrize(("minutes", "status"), [(59, 429), (61, 200)])
def test_the_wait_lasts_an_hour_from_the_first_wrong_code(
    minutes: int, status: int, report: Callable[..., Any], superuser: psycopg.Connection
) -> None:
    told = report()
    for _ in range(10):
        _follow(told.reference, WRONG)
    superuser.execute("UPDATE wrong_try SET began = began - make_interval(mins => %s)", [minutes])

    answer = _follow(told.reference, told.code)

    assert answer == status


def test_the_door_for_programs_counts_with_the_page(
    report: Callable[..., Any], public: Client
) -> None:
    told = report()
    for _ in range(10):
        public.get(f"/api/v1/reports/{told.reference}", headers={"Progress-Code": WRONG})

    answer = _follow(told.reference, told.code)

    assert answer == 429


def test_what_was_typed_as_a_reference_is_not_kept(superuser: psycopg.Connection) -> None:
    _follow("Zwickelmarker Vexillum", WRONG)

    kept = superuser.execute("SELECT * FROM wrong_try").fetchall()

    assert len(kept) == 1
    assert "zwickel" not in str(kept).lower()


@pytest.mark.slow
def test_wrong_codes_count_across_the_worker_processes(running_hub: Any) -> None:
    address = f"{running_hub.address}follow"
    token = _token(address)

    statuses = [
        requests.post(
            address,
            {"reference": "NFRC269999999", "code": WRONG, "csrfmiddlewaretoken": token},
            cookies={"csrftoken": token},
            headers={"Connection": "close"},
            timeout=30,
        ).status_code
        for _ in range(13)
    ]

    assert statuses == [422] * 10 + [429] * 3


def _token(address: str) -> str:
    found = requests.get(address, timeout=30).cookies["csrftoken"]
    assert found
    return found
