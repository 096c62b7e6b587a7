"""Erasing: on a stated legal basis, confirmed once more, and gone."""

from collections.abc import Callable

import psycopg
import pytest
from django.test import Client

from fielding.access.roles import Role
from fielding.app.receive_case import Acknowledged


@pytest.fixture
def protector(signed_in: Callable[..., Client]) -> Client:
    return signed_in("dpo-1", Role.DATA_PROTECTION_OFFICER)


def test_a_case_is_erased_in_two_steps(
    protector: Client,
    report: Callable[..., Acknowledged],
    superuser: psycopg.Connection,
) -> None:
    made = report()

    found = protector.post("/desk/erase/", {"reference": made.reference})
    address = found.headers["Location"]
    sure = protector.post(address, {"basis": "uk-gdpr-article-17"})
    keys = "SELECT count(*) FROM case_key"
    between = superuser.execute(keys).fetchone()
    done = protector.post(address, {"basis": "uk-gdpr-article-17", "sure": "yes"})
    after = superuser.execute(keys).fetchone()

    assert "are you sure?" in sure.content.decode()
    assert between == (1,)
    assert "is erased" in done.content.decode()
    assert after == (0,)


def test_an_erasure_needs_a_legal_basis(
    protector: Client, report: Callable[..., Acknowledged]
) -> None:
    made = report()

    refused = protector.post(f"/desk/erase/{made.case}/", {"sure": "yes"})

    assert refused.status_code == 422
    assert "Choose the legal basis" in refused.content.decode()


def test_an_erased_case_says_so(
    protector: Client, signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    made = report()
    protector.post(f"/desk/erase/{made.case}/", {"basis": "court-order", "sure": "yes"})
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")

    page = client.get(f"/desk/case/{made.case}/")

    assert page.status_code == 410
    assert "This case was erased" in page.content.decode()
    assert "Marker Marigold" not in page.content.decode()


def test_an_assessor_cannot_erase(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")

    refused = client.post(f"/desk/erase/{report().case}/", {"basis": "court-order", "sure": "yes"})

    assert refused.status_code == 403
