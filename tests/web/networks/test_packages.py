"""A network as one package: what it holds, that opening it is recorded, and who may have it."""

import json
from collections.abc import Callable
from threading import Thread
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from stix2validator import ValidationOptions, validate_string

from fielding.access.roles import Actor, Role
from fielding.app.erase_case import erase_case
from fielding.app.linking import package_opening
from fielding.app.linking.judging import judge_reports
from fielding.app.linking.referring import refer
from fielding.app.open_case import Opened, lay_open
from fielding.app.pen import Pen
from fielding.app.ports import Transaction
from fielding.linking.judgements.judging import Verdict
from fielding.store.linking.reaching import start_over
from fielding.testing.linked_hub import ANALYST, OTHER_PHONE, PHONE, LinkedHub

FULL = "+447700900123"
HANDED = "/networks/received/"
ERASER = Actor(name="dpo", role=Role.DATA_PROTECTION_OFFICER)


@pytest.fixture
def officer(signed_in: Callable[..., Client]) -> Client:
    return signed_in("kim-of-kent", Role.OFFICER, "kent")


@pytest.fixture
def handed(linked: LinkedHub, network: list[str]) -> list[str]:
    """The network, handed to Kent; afterwards a report joined it."""
    refer(linked.hub, ANALYST, (network[0], network[:3]), "kent", "One number, three victims.")
    later = linked.report(suspect_phone=PHONE)
    linked.link()
    return [*network, later]


def objects(answer: Any, kind: str) -> list[dict[str, Any]]:
    return [one for one in json.loads(answer.content)["objects"] if one["type"] == kind]


def readings(linked: LinkedHub, case: str) -> list[tuple[str, str | None]]:
    with linked.hub.store.transaction(ANALYST) as tx:
        entries = [kept.entry for kept in tx.history(case)]
    return [
        (str(one.facts["purpose"]), one.firm) for one in entries if one.kind == "case.opened"
    ]


def test_the_package_holds_each_report_and_the_identifiers_in_full(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    answer = analyst.get(f"/networks/{network[0]}/package.json")

    checked = validate_string(
        answer.content.decode(), ValidationOptions(version="2.1", strict=True)
    )
    assert checked.is_valid, [str(error) for error in checked.errors]
    assert answer["Content-Type"] == "application/stix+json;version=2.1"
    told = {one["name"] for one in objects(answer, "incident")}
    assert told == {f"Report {linked.received[case].reference}" for case in network[:3]}
    (phone,) = objects(answer, "x-fielding-identifier")
    assert phone["value"] == FULL
    ends = [one["target_ref"] for one in objects(answer, "relationship")]
    assert ends.count(phone["id"]) == 3


def test_the_reporter_sees_that_their_report_was_opened_for_a_package(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    analyst.get(f"/networks/{network[0]}/package")

    assert [readings(linked, case) for case in network] == [[("link", "the-authority")]] * 3 + [[]]
    known = linked.received[network[1]]
    page = Client(SERVER_NAME="localhost").post(
        "/follow", {"reference": known.reference, "code": known.code}
    )
    assert "Nobody has opened your report yet" not in page.content.decode()


def test_the_printed_package_says_why_each_belongs_and_who_judged(
    analyst: Client, linked: LinkedHub, network: list[str]
) -> None:
    judge_reports(linked.hub, ANALYST, Verdict.SAME, (network[0], network[3]), "One voice.")
    linked.link()

    page = analyst.get(f"/networks/{network[0]}/package").content.decode()
    bundle = analyst.get(f"/networks/{network[0]}/package.json")

    assert "both mention phone number +44 7700 900123" in page
    assert f"Phone number +44 {OTHER_PHONE[1:5]} {OTHER_PHONE[-6:]}" in page
    assert "they belong together. By analyst-1" in page
    assert "One voice" not in page
    assert [one["authors"] for one in objects(bundle, "note")] == [["analyst-1"]]


def test_the_package_is_a_document_where_one_can_be_made(
    analyst: Client, network: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = analyst.get(f"/networks/{network[0]}/package.pdf")
    monkeypatch.setattr("fielding.web.networks.packages.can_make_pdf", lambda: False)
    refused = analyst.get(f"/networks/{network[0]}/package.pdf")

    assert made.content.startswith(b"%PDF-")
    assert refused.status_code == 404


def test_a_reporters_own_contact_is_in_no_package(analyst: Client, linked: LinkedHub) -> None:
    cases = [
        linked.report(
            suspect_phone=PHONE, reporter_phone="020 7946 0018", reporter_email="me@example.org"
        )
        for _ in "ab"
    ]
    linked.link()

    page = analyst.get(f"/networks/{cases[0]}/package").content.decode()

    assert "7700 900123" in page
    assert "7946" not in page
    assert "me@example.org" not in page


def test_a_report_that_is_erased_while_the_package_is_made_is_left_out(
    analyst: Client, linked: LinkedHub, network: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def erased_first(pen: Pen, tx: Transaction) -> Opened:
        monkeypatch.undo()
        eraser = Thread(target=erase_now, args=(linked, network[1]))
        eraser.start()
        eraser.join()
        return lay_open(pen, tx)

    monkeypatch.setattr(package_opening, "lay_open", erased_first)

    answer = analyst.get(f"/networks/{network[0]}/package.json")

    told = {one["name"] for one in objects(answer, "incident")}
    assert told == {f"Report {linked.received[network[at]].reference}" for at in (0, 2)}


def erase_now(linked: LinkedHub, case: str) -> None:
    erase_case(linked.hub, ERASER, case, basis="court-order")
    connection.close()


def test_a_large_network_comes_in_parts(
    analyst: Client, network: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fielding.web.networks.packaging.REPORTS_IN_PART", 2)

    first, second, beyond = (
        analyst.get(f"/networks/{network[0]}/package.json?part={part}") for part in (1, 2, 99)
    )

    assert [len(objects(one, "incident")) for one in (first, second, beyond)] == [2, 1, 1]
    kind = "x-fielding-identifier"
    (named,) = {one["id"] for part in (first, second) for one in objects(part, kind)}
    assert named
    assert ".part-2.json" in second["Content-Disposition"]


def test_an_officer_sees_what_was_handed_to_their_force_as_it_was(
    officer: Client, linked: LinkedHub, handed: list[str]
) -> None:
    references = [linked.received[case].reference for case in handed]

    listed = officer.get(HANDED[:-1]).content.decode()
    page = officer.get(f"{HANDED}{handed[0]}/").content.decode()
    package = officer.get(f"{HANDED}{handed[0]}/package").content.decode()
    bundle = officer.get(f"{HANDED}{handed[0]}/package.json")

    assert f'href="{HANDED}{handed[0]}/"' in listed
    assert "Networks handed to us" in listed
    for told in (page, package):
        assert all(reference in told for reference in references[:3])
        assert not any(reference in told for reference in references[3:])
    assert "7700 900123" not in page
    assert "both mention phone number +44 7700 900123" in package
    assert len(objects(bundle, "incident")) == 3


def test_a_reading_by_the_force_is_recorded_and_looking_at_the_list_is_none(
    officer: Client, linked: LinkedHub, handed: list[str]
) -> None:
    officer.get(f"{HANDED}{handed[0]}/")
    before = readings(linked, handed[0])

    officer.get(f"{HANDED}{handed[0]}/package")

    assert before == []
    assert readings(linked, handed[0]) == [("investigate", "kent")]


def test_an_officer_opens_a_report_of_the_network_and_none_that_joined_later(
    officer: Client, handed: list[str]
) -> None:
    held = officer.get(reverse("case", args=[handed[1]]))
    joined = officer.get(reverse("case", args=[handed[4]]))

    assert held.status_code == 200
    assert joined.status_code == 404


def test_another_force_sees_nothing_of_it(
    signed_in: Callable[..., Client], handed: list[str]
) -> None:
    elsewhere = signed_in("wes", Role.OFFICER, "west-yorkshire")

    listed = elsewhere.get(HANDED[:-1]).content.decode()
    places = ("", "package", "package.json", "package.pdf")
    answers = [elsewhere.get(f"{HANDED}{handed[0]}/{place}") for place in places]

    assert "No network has been handed to you" in listed
    assert [answer.status_code for answer in answers] == [404] * 4
    assert elsewhere.get(reverse("case", args=[handed[0]])).status_code == 404


def test_lists_of_networks_say_that_linking_is_behind_and_not_that_there_are_none(
    officer: Client,
    analyst: Client,
    linked: LinkedHub,
    handed: list[str],
    superuser: psycopg.Connection,
) -> None:
    places = ((officer, HANDED[:-1]), (analyst, "/networks/"))
    start_over(superuser)

    behind = [client.get(place).content.decode() for client, place in places]
    linked.link()
    after = [client.get(place).content.decode() for client, place in places]

    assert ["Linking is behind" in page for page in behind + after] == [True] * 2 + [False] * 2
    assert "No network has been handed to you" not in behind[0]
    assert "No reports belong together" not in behind[1]


def test_what_was_erased_since_is_counted_and_not_shown(
    officer: Client, linked: LinkedHub, handed: list[str]
) -> None:
    places = [f"{HANDED}{handed[0]}/{place}" for place in ("", "package", "package.json")]
    erase_case(linked.hub, ERASER, handed[0], basis="court-order")
    linked.link()
    some = [officer.get(place).content.decode() for place in places]
    for case in handed[1:3]:
        erase_case(linked.hub, ERASER, case, basis="court-order")
    linked.link()

    none = [officer.get(place) for place in places]

    gone = linked.received[handed[0]].reference
    assert not any(gone in told for told in some)
    assert "1 of them has been erased since" in some[0]
    assert linked.received[handed[1]].reference in some[2]
    assert "All of its reports have been erased since" in none[0].content.decode()
    assert [answer.status_code for answer in none] == [200, 404, 404]
