"""Staff signed in, and reports that belong together, for tests of the pages of networks."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.staff.conftest import person, session_of, signed_in

from fielding.access.roles import Role
from fielding.testing.linked_hub import OTHER_PHONE, PHONE, LinkedHub

__all__ = ("person", "session_of", "signed_in")  # fixtures


@pytest.fixture
def analyst(signed_in: Callable[..., Client]) -> Client:
    return signed_in("ann-analyst", Role.ANALYST, "the-authority")


@pytest.fixture
def network(linked: LinkedHub) -> list[str]:
    """Three reports of one phone number, and one of another; the cases in that order."""
    cases = [
        *(linked.report(suspect_phone=PHONE, money_lost="yes", amount_lost=100_00) for _ in "abc"),
        linked.report(suspect_phone=OTHER_PHONE),
    ]
    linked.link()
    return cases


def address_of_why(case: str) -> str:
    """Say where it is told why a report is in its network."""
    return f"/networks/reports/{case}/why"
