"""The page of a case: read first, then shown, with every suggestion explained."""

from collections.abc import Callable

from django.test import Client

from fielding.access.roles import Actor, Role
from fielding.app.open_case import open_case
from fielding.app.ports import Hub
from fielding.app.receive_case import Acknowledged


def test_opening_is_recorded_with_its_purpose(
    signed_in: Callable[..., Client],
    report: Callable[..., Acknowledged],
    actor: Callable[..., Actor],
    hub: Hub,
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    made = report()

    client.get(f"/desk/case/{made.case}/?purpose=answer-reporter")

    other = actor("bob-2", Role.ASSESSOR, "first-firm")
    reads = open_case(hub, other, made.case, purpose="assess").standing.case.reads
    assert [(read.by.name, read.purpose) for read in reads] == [
        ("ann-1", "answer-reporter"),
        ("bob-2", "assess"),
    ]


def test_sealed_answers_and_the_sums_are_shown(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    made = report(effects=["unsafe", "health"])

    page = client.get(f"/desk/case/{made.case}/").content.decode()

    assert "Marker Marigold wrote this" in page
    assert "They do not feel safe." in page
    assert "It has made them ill." in page
    assert "How much the reporter may need help: 6" in page
    assert "West Yorkshire Police" in page
    assert "The report has been decided on" in page


def test_a_doubt_about_the_force_is_shown(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    made = report(postcode="TN8")  # Kent, Surrey and Sussex share this outcode

    page = client.get(f"/desk/case/{made.case}/").content.decode()

    assert "In doubt" in page
    assert "May be " in page
    assert " or " in page[page.index("May be ") :][:200]


def test_hold_needs_a_reason_and_shows_it(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    case = f"/desk/case/{report().case}"

    refused = client.post(f"{case}/hold", {"reason": "", "note": "Kept while asked again"})
    client.post(f"{case}/hold", {"reason": "waiting-for-evidence", "note": "Bank was called"})
    held = client.get(f"{case}/").content.decode()
    client.post(f"{case}/release")
    released = client.get(f"{case}/").content.decode()

    assert refused.status_code == 422
    assert "Kept while asked again" in refused.content.decode()
    assert "On hold: Waiting for evidence from somebody else." in held
    assert "Bank was called" in held
    assert "On hold: " not in released
    assert "Taken off hold" in released


def test_a_case_goes_only_to_colleagues_of_the_same_organisation(
    signed_in: Callable[..., Client],
    report: Callable[..., Acknowledged],
    actor: Callable[..., Actor],
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    actor("bob-2", Role.ASSESSOR, "first-firm")
    actor("eve-3", Role.ASSESSOR, "second-firm")
    case = f"/desk/case/{report().case}"

    elsewhere = client.post(f"{case}/assign", {"to": "eve-3"})
    nearby = client.post(f"{case}/assign", {"to": "bob-2"})

    assert elsewhere.status_code == 422
    assert nearby.status_code == 302
    assert "To bob-2" in client.get(f"{case}/").content.decode()


def test_what_a_reporter_wrote_cannot_become_markup(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    made = report(**{"what-happened": "<script>alert(1)</script> {{ 7*7 }}"})

    page = client.get(f"/desk/case/{made.case}/").content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page


def test_a_case_is_found_by_its_reference(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("hal-1", Role.CALL_HANDLER, "first-firm")
    made = report()

    found = client.post(
        "/desk/open/found", {"reference": made.reference, "purpose": "answer-reporter"}
    )
    missing = client.post("/desk/open/found", {"reference": "NFRC269999999"})

    assert found.headers["Location"] == f"/desk/case/{made.case}/?purpose=answer-reporter"
    assert missing.status_code == 422


def test_an_administrator_sees_no_case(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("adm-1", Role.ADMINISTRATOR)
    made = report()

    assert client.get(f"/desk/case/{made.case}/").status_code == 403
    assert client.get("/desk/").status_code == 403
    assert client.get("/inbox/").status_code == 403


def test_a_case_that_does_not_exist_is_not_found(signed_in: Callable[..., Client]) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")

    assert client.get("/desk/case/00000000-0000-7000-8000-000000000000/").status_code == 404
