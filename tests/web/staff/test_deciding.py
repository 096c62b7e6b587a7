"""Deciding: the form asks what the definition needs, and the engine refuses what is missing."""

from collections.abc import Callable

from django.test import Client

from fielding.access.roles import Actor, Role
from fielding.app.ports import Hub
from fielding.app.receive_case import Acknowledged
from fielding.store.queries.queues import standing_of

EXPLANATION = "We read every answer twice, called the shop, and found that the goods had arrived."


def test_a_dismissal_without_substance_is_refused_field_by_field(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    case = f"/desk/case/{report().case}"

    refused = client.post(f"{case}/decide/dismiss", {"explanation": "no", "seen": "0"})

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "There is a problem" in page
    assert "Choose the reason for this decision" in page
    assert "Choose what you considered before you decided" in page
    assert "Explain the decision in your own words" in page
    assert ">no</textarea>" in page


def test_a_dismissal_of_substance_is_recorded(
    signed_in: Callable[..., Client],
    report: Callable[..., Acknowledged],
    actor: Callable[..., Actor],
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    made = report()
    told = {
        "reason": "no-crime",
        "considered": ["answers", "evidence"],
        "explanation": EXPLANATION,
        "seen": "0",
    }

    client.post(f"/desk/case/{made.case}/decide/dismiss", told)

    other = actor("bob-2", Role.ASSESSOR, "first-firm")
    page = client.get(f"/desk/case/{made.case}/").content.decode()
    assert standing_of(other, made.case).state == "dismissed"
    assert EXPLANATION in page
    assert "Considered: All answers of the report; What the reporter could show" in page


def test_a_referral_offers_the_suggested_code_and_force(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    case = f"/desk/case/{report(postcode='LS1 3EX').case}"

    page = client.get(f"{case}/decide/refer").content.decode()
    client.post(
        f"{case}/decide/refer",
        {"reason": "urgent", "code": "NFIB3A", "recipient": "kent", "seen": "0"},
    )

    assert '<option value="west-yorkshire" selected>' in page
    assert "Kent Police" in client.get(f"{case}/").content.decode()


def test_of_two_who_decide_the_second_is_told(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    ann = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    bob = signed_in("bob-2", Role.ASSESSOR, "first-firm")
    address = f"/desk/case/{report().case}/decide/refer"
    told = {"reason": "urgent", "code": "NFIB3A", "recipient": "kent", "seen": "0"}

    first = ann.post(address, told)
    second = bob.post(address, told)

    assert first.status_code == 302
    assert second.status_code == 409
    assert "Somebody else decided while you were writing" in second.content.decode()


def test_what_is_not_allowed_from_here_names_what_is(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    case = f"/desk/case/{report().case}"
    client.post(f"{case}/decide/keep", {"reason": "no-loss", "code": "NFIB3A", "seen": "0"})

    refused = client.post(f"{case}/decide/keep", {"reason": "no-loss", "code": "NFIB3A"})

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "That cannot be done from here" in page
    assert "Possible from here: refer, dismiss" in page


def test_the_hub_files_what_it_kept_and_nothing_else(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged], hub: Hub
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    case = f"/desk/case/{report().case}"
    client.post(f"{case}/decide/keep", {"reason": "no-loss", "code": "NFIB3A", "seen": "0"})
    today = hub.clock.now().date()
    on = {"on-day": today.day, "on-month": today.month, "on-year": today.year}

    page = client.get(f"{case}/outcome").content.decode()
    refused = client.post(f"{case}/outcome", {"code": "1", **on})
    filed = client.post(f"{case}/outcome", {"code": "19", **on})

    assert '<option value="19"' in page
    assert '<option value="1"' not in page
    assert "A force records an outcome once it has accepted the report." in page
    assert refused.status_code == 422
    assert filed.status_code == 302


def test_an_outcome_needs_a_real_day(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    case = f"/desk/case/{report().case}"
    client.post(f"{case}/decide/keep", {"reason": "no-loss", "code": "NFIB3A", "seen": "0"})

    refused = client.post(
        f"{case}/outcome", {"code": "19", "on-day": "31", "on-month": "2", "on-year": "2026"}
    )

    assert "Enter a real date" in refused.content.decode()


def test_an_unknown_decision_is_not_found(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")

    assert client.get(f"/desk/case/{report().case}/decide/forgive").status_code == 404
