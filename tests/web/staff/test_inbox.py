"""The inbox: a body's own referrals and nothing else; opening is delivery."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from fielding.access.roles import Actor, Role
from fielding.app.ports import Hub
from fielding.referral.errors import NoSuchReferral
from fielding.store.queries.inbox import referral_of


@pytest.fixture
def kent(signed_in: Callable[..., Client]) -> Client:
    return signed_in("kent-1", Role.OFFICER, "kent")


def test_a_force_never_sees_what_went_to_another(
    kent: Client,
    signed_in: Callable[..., Client],
    referred: Callable[..., tuple[str, str]],
) -> None:
    case, referral = referred("west-yorkshire")
    own = signed_in("leeds-1", Role.OFFICER, "west-yorkshire")

    assert referral in own.get("/inbox/").content.decode()
    assert referral not in kent.get("/inbox/").content.decode()
    for place in ("", "return", "outcome", "package", "package.json"):
        assert kent.get(f"/inbox/{referral}/{place}").status_code == 404
    assert kent.post(f"/inbox/{referral}/accept").status_code == 404
    assert kent.get(f"/desk/case/{case}/").status_code == 404


def test_opening_is_delivery(
    kent: Client, referred: Callable[..., tuple[str, str]], actor: Callable[..., Actor]
) -> None:
    _, referral = referred("kent")
    officer = actor("kent-2", Role.OFFICER, "kent")
    before = referral_of(officer, referral).state

    page = kent.get(f"/inbox/{referral}/").content.decode()

    assert before == "sent"
    assert referral_of(officer, referral).state == "delivered"
    assert "Marker Marigold wrote this" in page


def test_a_referral_is_accepted_and_gets_an_outcome(
    kent: Client, referred: Callable[..., tuple[str, str]], hub: Hub, actor: Callable[..., Actor]
) -> None:
    _, referral = referred("kent")
    today = hub.clock.now().date()
    on = {"on-day": today.day, "on-month": today.month, "on-year": today.year}

    early = kent.get(f"/inbox/{referral}/outcome").content.decode()
    kent.post(f"/inbox/{referral}/accept")
    refused = kent.post(f"/inbox/{referral}/outcome", {"code": "19", **on})
    recorded = kent.post(f"/inbox/{referral}/outcome", {"code": "18", **on})

    officer = actor("kent-2", Role.OFFICER, "kent")
    assert "No outcome can be recorded now" in early
    assert "Only the centre files a report" in refused.content.decode()
    assert recorded.status_code == 302
    assert referral_of(officer, referral).outcome == "18"
    assert referral in kent.get("/inbox/?show=closed").content.decode()


def test_accepting_twice_is_told(kent: Client, referred: Callable[..., tuple[str, str]]) -> None:
    _, referral = referred("kent")
    kent.post(f"/inbox/{referral}/accept")

    again = kent.post(f"/inbox/{referral}/accept")

    assert again.status_code == 409
    assert "This referral has moved on" in again.content.decode()


def test_what_is_sent_back_needs_a_reason_and_is_gone_from_sight(
    kent: Client, referred: Callable[..., tuple[str, str]], actor: Callable[..., Actor]
) -> None:
    _, referral = referred("kent")

    refused = kent.post(f"/inbox/{referral}/return", {"reason": ""})
    back = kent.post(
        f"/inbox/{referral}/return",
        {"reason": "wrong-force", "better": "sussex", "note": "It happened in Hastings"},
    )

    assert refused.status_code == 422
    assert "You have sent back" in back.content.decode()
    assert kent.get(f"/inbox/{referral}/").status_code == 404
    with pytest.raises(NoSuchReferral):
        referral_of(actor("kent-2", Role.OFFICER, "kent"), referral)


def test_what_came_back_waits_anew_with_the_better_force(
    kent: Client,
    signed_in: Callable[..., Client],
    referred: Callable[..., tuple[str, str]],
) -> None:
    case, referral = referred("kent")
    kent.post(f"/inbox/{referral}/return", {"reason": "wrong-force", "better": "sussex"})
    ann = signed_in("ann-1", Role.ASSESSOR, "first-firm")

    queue = ann.get("/desk/?state=returned").content.decode()
    page = ann.get(f"/desk/case/{case}/").content.decode()

    assert case in queue
    assert "Better: Sussex Police" in page


def test_the_package_as_json_counts_as_delivery(
    kent: Client, referred: Callable[..., tuple[str, str]], actor: Callable[..., Actor]
) -> None:
    case, referral = referred("kent")

    answer = kent.get(f"/inbox/{referral}/package.json")

    told = json.loads(answer.content)
    officer = actor("kent-2", Role.OFFICER, "kent")
    assert told["case"] == case
    assert "Marker Marigold wrote this" in answer.content.decode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert referral_of(officer, referral).state == "delivered"


def test_the_package_can_be_printed(kent: Client, referred: Callable[..., tuple[str, str]]) -> None:
    _, referral = referred("kent")

    page = kent.get(f"/inbox/{referral}/package").content.decode()

    assert "Kent Police" in page
    assert "Marker Marigold wrote this" in page
    assert "Entry in the ledger" in page


def test_an_assessor_has_no_inbox(signed_in: Callable[..., Client]) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")

    assert client.get("/inbox/").status_code == 403
