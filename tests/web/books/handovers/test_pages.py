"""Handovers on pages: files are held against the list, differences named, three parties sign."""

import csv
import json
import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from tests.web.books.conftest import Entering

from fielding.access.roles import Actor, Role
from fielding.app.decide_case import decide_case
from fielding.app.ports import Hub
from fielding.app.receive_case import Received, receive_case
from fielding.cases.deciding import DecisionForm
from fielding.oversight.handovers.handover import fold_handovers
from fielding.testing.clock import TickingClock
from fielding.testing.plain_answers import plain_answers
from fielding.wiring.figures import bookkeeper

HANDLER = Actor(name="handler-1", role=Role.CALL_HANDLER, firm="heron", contract="helpline")
ASSESSOR = Actor(name="assessor-1", role=Role.ASSESSOR, firm="heron", contract="helpline")
CASES = 3


@pytest.fixture
def manager(register: Hub, enters: Entering) -> Client:
    """The contract manager's browser, where the contract has some open cases."""
    service = register.services.current("fraud")
    for number in range(CASES):
        told = Received(
            service="fraud", answers=plain_answers(service), door="phone", key=f"case-{number:<16}"
        )
        made = receive_case(register, HANDLER, told)
    register.proofs.prove(made.entry)
    return enters("contract-manager")


@pytest.fixture
def begun(manager: Client) -> str:
    """The address of a handover to another firm."""
    told = {"contract": "helpline", "successor": "egret"}
    return str(manager.post("/books/handovers/new", told)["Location"])


def the_list(manager: Client, begun: str) -> list[bytes]:
    return manager.get(f"{begun}list").content.splitlines(keepends=True)


def post(client: Client, address: str, lines: list[bytes]) -> int:
    file = BytesIO(b"".join(lines))
    file.name = "cases.jsonl"
    return client.post(address, {"file": file}).status_code


def test_equal_roots_are_signed_for_by_all_three(
    manager: Client, begun: str, enters: Entering
) -> None:
    heron, egret = enters("supplier", "heron"), enters("supplier", "egret")
    lines = the_list(manager, begun)
    assert len(lines) == CASES
    assert post(heron, f"{begun}package", lines) == 302
    assert post(egret, f"{begun}receipt", lines[::-1]) == 302

    for client in (heron, egret, manager):
        assert "Sign for equal roots" in client.get(begun).content.decode()
        client.post(f"{begun}sign")

    page = manager.get(begun).content.decode()
    assert "Signed for by all three" in page
    assert page.count("not yet") == 0


def test_a_page_sent_twice_begins_one_handover(manager: Client) -> None:
    page = manager.get("/books/handovers/new").content.decode()
    (mark,) = re.findall(r'name="once" value="([0-9a-f]+)"', page)
    told = {"contract": "helpline", "successor": "egret", "once": mark}

    first, again = (manager.post("/books/handovers/new", told) for _ in range(2))

    assert first["Location"] == again["Location"]
    assert len(bookkeeper().figures().folded(fold_handovers)) == 1


def test_what_differs_is_named_case_by_case_on_the_page_and_in_the_file(
    manager: Client, begun: str, enters: Entering
) -> None:
    first, second, *others = the_list(manager, begun)
    flipped = json.dumps({**json.loads(second), "state": "dismissed"}).encode() + b"\n"

    post(enters("supplier", "heron"), f"{begun}package", [flipped, *others])

    page = manager.get(begun).content.decode()
    assert "The root differs from that of the list." in page
    assert json.loads(first)["case"] in page
    rows = csv.reader(manager.get(f"{begun}package/differences").content.decode().splitlines())
    assert list(rows)[1:] == [
        ["missing", json.loads(first)["case"], ""],
        ["altered", json.loads(second)["case"], "state"],
    ]


def test_a_short_package_is_raised_as_a_finding_once(
    manager: Client, begun: str, enters: Entering
) -> None:
    heron = enters("supplier", "heron")
    post(heron, f"{begun}package", the_list(manager, begun)[1:])
    waiting = manager.get("/books/findings/proposed").content.decode()

    for _ in range(2):
        assert manager.post(f"{begun}findings").status_code == 302

    assert f'href="{begun}"' in waiting
    assert f'href="{begun}"' not in manager.get("/books/findings/proposed").content.decode()
    assert "Raised." in manager.get(begun).content.decode()
    page = heron.get("/books/findings/").content.decode()
    assert page.count("What was handed over differs from the cases that were open.") == 1


def test_files_that_cannot_be_read_are_refused_in_plain_words(begun: str, enters: Entering) -> None:
    heron = enters("supplier", "heron")
    broken = [[b"{"], [b"\x00\xff" * 200_000], [b'{"case": 1}\n']]

    answers = [post(heron, f"{begun}package", lines) for lines in broken]

    assert answers == [422, 422, 422]
    assert heron.post(f"{begun}package").status_code == 422
    assert "has not posted it" in heron.get(begun).content.decode()


def test_another_supplier_comes_to_nothing(begun: str, enters: Entering) -> None:
    stranger = enters("supplier", "heron-two")

    assert begun not in stranger.get("/books/handovers/").content.decode()
    assert stranger.get(begun).status_code == 404
    assert stranger.get(f"{begun}list").status_code == 403
    assert post(stranger, f"{begun}package", [b"{}"]) == 404


def test_a_party_does_not_post_the_other_s_file(begun: str, enters: Entering) -> None:
    assert post(enters("supplier", "egret"), f"{begun}package", [b"\n"]) == 403


def test_a_handover_needs_a_contract_and_another_firm(manager: Client) -> None:
    nothing = manager.post("/books/handovers/new", {})
    same = manager.post("/books/handovers/new", {"contract": "helpline", "successor": "heron"})

    assert (nothing.status_code, same.status_code) == (422, 422)
    assert nothing.content.decode().count("govuk-error-message") == 2


def test_the_overseer_sees_the_closures_and_the_supplier_does_not(
    begun: str, enters: Entering
) -> None:
    words = "It cannot be computed whether more cases were closed"

    assert words in enters("overseer").get(begun).content.decode()
    assert words not in enters("supplier", "heron").get(begun).content.decode()


def dismissed(hub: Hub, key: str) -> None:
    """Receive a case under the contract and dismiss it at once."""
    service = hub.services.current("fraud")
    answers = {**plain_answers(service), "started": "2026-01-05"}
    told = Received(service="fraud", answers=answers, door="phone", key=key)
    form = DecisionForm(
        decision="dismiss",
        reason="no-crime",
        considered=("answers", "evidence"),
        explanation="We looked at everything you told us and found that no crime was committed.",
    )
    decide_case(hub, ASSESSOR, receive_case(hub, HANDLER, told).case, form)


def test_the_closures_come_as_a_file_for_who_sees_them(
    register: Hub, enters: Entering, request: pytest.FixtureRequest
) -> None:
    clock = TickingClock(moment=register.clock.now() - timedelta(days=45))
    dismissed(replace(register, clock=clock, stamp=clock), "closed-45-days-ago")
    dismissed(register, "closed-just-now-today")
    begun = str(request.getfixturevalue("begun"))
    overseer = enters("overseer")

    response = overseer.get(f"{begun}closures")

    rows = list(csv.reader(response.content.decode().splitlines()))
    assert rows[0] == ["from", "closed", "checkpoint size"]
    assert [row[1] for row in rows[1:]] == ["0", "0", "0", "0", "0", "1", "1"]
    assert f'href="{begun}closures"' in overseer.get(begun).content.decode()
    assert enters("supplier", "heron").get(f"{begun}closures").status_code == 403


def test_the_file_of_closures_says_why_it_has_none(begun: str, enters: Entering) -> None:
    rows = enters("overseer").get(f"{begun}closures").content.decode().splitlines()[1:]

    assert len(rows) == 1
    assert "It cannot be computed whether more cases were closed" in rows[0]
