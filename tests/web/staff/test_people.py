"""Accounts and organisations: the administrator adds and closes them, and sees no case."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from fielding.access.roles import Role
from fielding.store.accounts import actor_of_token
from fielding.store.errors import NotStaff
from fielding.store.models import Organisation, Person


@pytest.fixture
def administrator(signed_in: Callable[..., Client]) -> Client:
    return signed_in("adm-1", Role.ADMINISTRATOR)


def test_a_new_account_gets_a_first_password_that_works_once_shown(
    administrator: Client, client: Client, person: Callable[..., Person]
) -> None:
    person("bob-2", Role.ASSESSOR, "first-firm")

    made = administrator.post(
        "/people/new", {"handle": "new-3", "role": "assessor", "organisation": "first-firm"}
    )

    password = re.search(r"[0-9a-z]{5}(-[0-9a-z]{5}){3}", made.content.decode())
    assert password
    signed = client.post("/sign-in", {"login": "new-3", "password": password[0]})
    assert signed.status_code == 302
    assert client.get("/desk/").headers["Location"] == "/sign-in/mine"


def test_an_account_that_does_not_fit_together_is_refused(
    administrator: Client, person: Callable[..., Person]
) -> None:
    person("bob-2", Role.ASSESSOR, "first-firm")

    refused = administrator.post(
        "/people/new",
        {"handle": "Ann Smith", "role": "force-officer", "organisation": "first-firm"},
    )

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "never a person" in page
    assert "Choose the public body that a force-officer works for" in page


def test_a_handle_is_given_once(administrator: Client, person: Callable[..., Person]) -> None:
    person("bob-2", Role.ASSESSOR, "first-firm")

    refused = administrator.post(
        "/people/new", {"handle": "bob-2", "role": "assessor", "organisation": "first-firm"}
    )

    assert "There is already an account of this handle" in refused.content.decode()


def test_a_closed_account_opens_nothing(
    administrator: Client, signed_in: Callable[..., Client]
) -> None:
    bob = signed_in("bob-2", Role.ASSESSOR, "first-firm")
    made = Person.objects.get(user__username="bob-2")

    administrator.post(f"/people/{made.pk}/close")

    assert bob.get("/desk/").headers["Location"].startswith("/sign-in?")


def test_an_administrator_cannot_close_their_own_account(administrator: Client) -> None:
    own = Person.objects.get(user__username="adm-1")

    assert administrator.post(f"/people/{own.pk}/close").status_code == 403


def test_a_key_for_programs_is_shown_once_and_ends_with_its_account(
    administrator: Client, person: Callable[..., Person]
) -> None:
    made = person("kent-1", Role.OFFICER, "kent")

    page = administrator.post(f"/people/{made.pk}/key").content.decode()
    token = re.search(r"fld_[\w-]{43}", page)
    assert token
    before = actor_of_token(token[0])
    administrator.post(f"/people/{made.pk}/close")

    assert (before.name, before.firm) == ("kent-1", "kent")
    with pytest.raises(NotStaff):
        actor_of_token(token[0])


def test_organisations_are_added_and_closed(administrator: Client) -> None:
    administrator.post(
        "/organisations/new", {"name": "North Contact", "slug": "north-contact", "kind": "firm"}
    )
    added = administrator.get("/organisations/").content.decode()

    administrator.post("/organisations/north-contact/close")

    assert "North Contact" in added
    assert Organisation.objects.get(slug="north-contact").ended is not None


def test_nobody_else_manages_accounts(signed_in: Callable[..., Client]) -> None:
    client = signed_in("ann-1", Role.SUPERVISOR, "first-firm")

    assert client.get("/people/").status_code == 403
    assert client.post("/people/new", {"handle": "own-2"}).status_code == 403
