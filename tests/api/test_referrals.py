"""Programs of a force poll for what was referred to it, fetch it, and answer it."""

import json
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.http import HttpResponse
from jsonschema import Draft202012Validator

from fielding.access.roles import Role
from fielding.api.package import Package
from fielding.store.models import Person

Program = Any
Desk = Any


def problem_type(response: HttpResponse) -> str:
    assert response.headers["Content-Type"] == "application/problem+json", response.content
    return str(json.loads(response.content)["type"]).removeprefix("urn:fielding:problem:")


def listed(program: Program, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program.get(f"referrals{query}").json()["referrals"]
    return found


def the_referral(program: Program) -> str:
    return str(listed(program)[0]["referral"])


def kinds(superuser: psycopg.Connection) -> list[str]:
    rows = superuser.execute("SELECT kind FROM entry ORDER BY queued").fetchall()
    return [kind for (kind,) in rows]


def test_a_force_is_listed_what_was_referred_to_it(force: Program, desk: Desk) -> None:
    report = desk.refers("west-yorkshire")

    rows = listed(force)

    assert [(row["reference"], row["state"]) for row in rows] == [(report.reference, "sent")]
    assert rows[0]["due_at"] > rows[0]["sent_at"]


def test_being_listed_is_not_delivery(
    force: Program, desk: Desk, superuser: psycopg.Connection
) -> None:
    desk.refers("west-yorkshire")

    listed(force)

    assert "referral.delivered" not in kinds(superuser)


def test_two_forces_never_see_each_other_s_referrals(
    force: Program, other_force: Program, desk: Desk
) -> None:
    north, south = desk.refers("west-yorkshire"), desk.refers("kent")

    seen = [[row["reference"] for row in listed(program)] for program in (force, other_force)]

    assert seen == [[north.reference], [south.reference]]


@pytest.mark.parametrize("doing", ["package", "accept", "return", "outcome"])
def test_a_force_can_do_nothing_with_a_referral_to_another(
    force: Program, other_force: Program, desk: Desk, superuser: psycopg.Connection, doing: str
) -> None:
    desk.refers("kent")
    place = f"referrals/{the_referral(other_force)}/{doing}"
    before = kinds(superuser)
    bodies = {
        "return": {"reason": desk.service.referral.return_reasons[0].code},
        "outcome": {"outcome": "18", "on": "2026-11-01"},
    }

    response = force.get(place) if doing == "package" else force.post(place, bodies.get(doing))

    assert response.status_code == 404
    assert problem_type(response) == "no-such-referral"
    assert kinds(superuser) == before


def test_polling_from_the_last_cursor_misses_nothing_and_doubles_nothing(
    force: Program, desk: Desk
) -> None:
    sent = [desk.refers("west-yorkshire").reference for _ in range(5)]

    seen, cursor, more = [], None, True
    while more:
        told = force.get("referrals?limit=2" + (f"&after={cursor}" if cursor else "")).json()
        seen += [row["reference"] for row in told["referrals"]]
        cursor, more = told["next"], told["more"]

    assert seen == sent
    assert force.get(f"referrals?after={cursor}").json() == {
        "referrals": [],
        "next": cursor,
        "more": False,
    }


def test_what_has_no_place_in_the_ledger_yet_is_listed_once_it_has(
    force: Program, desk: Desk, sequence: Callable[[], int]
) -> None:
    first = desk.refers("west-yorkshire")
    cursor = force.get("referrals").json()["next"]
    desk.sequence = lambda: 0
    later = desk.refers("west-yorkshire")
    assert listed(force, f"?after={cursor}") == []
    sequence()

    rows = listed(force, f"?after={cursor}")

    assert [row["reference"] for row in rows] == [later.reference] != [first.reference]


def test_a_package_is_what_its_schema_says(force: Program, desk: Desk) -> None:
    report = desk.refers("west-yorkshire")

    response = force.get(f"referrals/{the_referral(force)}/package")

    package = response.json()
    assert response.status_code == 200
    Draft202012Validator(Package.model_json_schema(mode="serialization")).validate(package)
    assert package["format"] == "fielding-package/v1"
    assert package["reference"] == report.reference
    assert any("Marigold" in str(answer["answer"]) for answer in package["answers"])


def test_fetching_a_package_is_recorded_before_anything_is_sent(
    force: Program, desk: Desk, superuser: psycopg.Connection
) -> None:
    desk.refers("west-yorkshire")

    force.get(f"referrals/{the_referral(force)}/package")

    assert kinds(superuser)[-2:] == ["case.opened", "referral.delivered"]
    assert listed(force)[0]["state"] == "delivered"


def test_a_force_accepts_and_records_an_outcome(
    force: Program, desk: Desk, superuser: psycopg.Connection
) -> None:
    desk.refers("west-yorkshire")
    place = f"referrals/{the_referral(force)}"

    accepted = force.post(f"{place}/accept")
    closed = force.post(f"{place}/outcome", {"outcome": "18", "on": "2026-11-01"})

    assert (accepted.json()["state"], closed.json()["state"]) == ("accepted", "closed")
    assert kinds(superuser)[-2:] == ["referral.accepted", "outcome.recorded"]
    assert listed(force)[0]["outcome"] == "18"


def test_a_force_sends_back_what_it_then_no_longer_sees(
    force: Program, desk: Desk, other_force: Program
) -> None:
    desk.refers("west-yorkshire")
    place = f"referrals/{the_referral(force)}"
    reason = desk.service.referral.return_reasons[0].code

    response = force.post(
        f"{place}/return", {"reason": reason, "better": "kent", "note": "They moved."}
    )

    assert response.json()["state"] == "returned"
    assert listed(force) == []
    assert force.get(f"{place}/package").status_code == 404


@pytest.mark.parametrize("doing", ["accept", "return"])
def test_the_same_answer_under_the_same_key_counts_once(
    force: Program, desk: Desk, superuser: psycopg.Connection, doing: str
) -> None:
    desk.refers("west-yorkshire")
    place = f"referrals/{the_referral(force)}/{doing}"
    body = {"reason": desk.service.referral.return_reasons[0].code} if doing == "return" else None

    answers = [force.post(place, body, key="k" * 36) for _ in range(2)]

    assert answers[0].status_code == answers[1].status_code == 200
    assert answers[0].json() == answers[1].json()
    assert kinds(superuser).count(f"referral.{doing}ed") == 1


def test_another_answer_under_the_same_key_is_refused(force: Program, desk: Desk) -> None:
    desk.refers("west-yorkshire")
    place = f"referrals/{the_referral(force)}"
    force.post(f"{place}/accept", key="k" * 36)

    response = force.post(f"{place}/outcome", {"outcome": "18", "on": "2026-11-01"}, key="k" * 36)

    assert response.status_code == 422
    assert problem_type(response) == "key-reused"


def test_a_referral_that_moved_on_is_told_so(force: Program, desk: Desk) -> None:
    desk.refers("west-yorkshire")
    place = f"referrals/{the_referral(force)}/accept"
    force.post(place)

    response = force.post(place)

    assert response.status_code == 409
    assert problem_type(response) == "referral-moved-on"


def test_an_outcome_before_acceptance_is_refused_with_the_rule(force: Program, desk: Desk) -> None:
    desk.refers("west-yorkshire")

    response = force.post(
        f"referrals/{the_referral(force)}/outcome", {"outcome": "18", "on": "2026-11-01"}
    )

    assert response.status_code == 409
    assert problem_type(response) == "outcome-not-allowed"
    assert "accepted" in json.loads(response.content)["detail"]


def test_a_return_without_a_reason_of_the_list_is_told_its_place(
    force: Program, desk: Desk
) -> None:
    desk.refers("west-yorkshire")

    response = force.post(f"referrals/{the_referral(force)}/return", {"reason": "no reason"})

    assert response.status_code == 422
    assert [fault["pointer"] for fault in json.loads(response.content)["errors"]] == ["#/reason"]


def test_a_better_recipient_is_a_known_body_and_never_free_text(
    force: Program, desk: Desk, superuser: psycopg.Connection
) -> None:
    desk.refers("west-yorkshire")
    reason = desk.service.referral.return_reasons[0].code

    response = force.post(
        f"referrals/{the_referral(force)}/return",
        {"reason": reason, "better": "where Mr Marker lives"},
    )

    assert response.status_code == 422
    assert "referral.returned" not in kinds(superuser)


@pytest.mark.parametrize("token", ["", "fld_nonsense", "\xff", " "])
def test_without_a_token_that_opens_something_there_is_nothing(
    program: Program, token: str
) -> None:
    program.token = token

    response = program.get("referrals")

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_that_ended_opens_nothing(force: Program) -> None:
    Person.objects.get().tokens.update(ended="2026-01-02")

    response = force.get("referrals")

    assert problem_type(response) == "not-staff"


def test_a_token_of_the_hub_s_own_staff_has_nothing_to_do_here(
    program: Program, token_for: Callable[..., str]
) -> None:
    program.token = token_for("ann-1", Role.ASSESSOR, "first-firm")

    response = program.get("referrals")

    assert response.status_code == 403
    assert problem_type(response) == "not-permitted"


def test_while_the_database_is_away_a_force_is_told_so(
    force: Program, records_away: Callable[[], None]
) -> None:
    records_away()

    response = force.get("referrals")

    assert response.status_code == 503
    assert problem_type(response) == "store-unreachable"


@pytest.mark.parametrize("query", ["after=-1", "limit=0", "limit=501", "after=x", f"after={2**63}"])
def test_a_cursor_or_limit_that_cannot_be_is_told_so(force: Program, query: str) -> None:
    response = force.get(f"referrals?{query}")

    assert response.status_code == 400
    assert json.loads(response.content)["errors"][0]["name"] == query.partition("=")[0]
