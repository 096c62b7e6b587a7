"""Signing in: a password alone opens nothing, a second factor does, signing out ends it."""

import base64
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from fielding.access.roles import Role
from fielding.app.ports import Hub
from fielding.store.accounts import end_person, keep_totp
from fielding.store.models import Person
from fielding.web.staff.signing_in import current_code, shown_accounts
from fielding.wiring.demonstration_accounts import ACCOUNTS, add_demonstration_accounts

SECRET = b"12345678901234567890"
PASSWORD = "three random words"


@pytest.fixture(autouse=True)
def no_tries() -> None:
    """Counts of tries and used codes begin anew."""
    cache.clear()


def _now(hub: Hub) -> int:
    return int(hub.clock.now().timestamp())


def test_a_password_and_a_code_sign_in(
    client: Client, person: Callable[..., Person], hub: Hub
) -> None:
    made = person("ann-1", Role.ASSESSOR, "first-firm")
    keep_totp(made.user, base64.b32encode(SECRET).decode())

    first = client.post("/sign-in", {"login": "ann-1", "password": PASSWORD})
    second = client.post("/sign-in/code", {"code": current_code(SECRET, _now(hub))})
    home = client.get("/staff/")

    assert first.headers["Location"] == "/sign-in/code"
    assert second.headers["Location"] == "/staff/"
    assert home.headers["Location"] == "/desk/"


def test_a_wrong_code_does_not_sign_in(
    client: Client, person: Callable[..., Person], hub: Hub
) -> None:
    made = person("ann-1", Role.ASSESSOR, "first-firm")
    keep_totp(made.user, base64.b32encode(SECRET).decode())
    client.post("/sign-in", {"login": "ann-1", "password": PASSWORD})
    wrong = f"{(int(current_code(SECRET, _now(hub))) + 1) % 1_000_000:06}"

    refused = client.post("/sign-in/code", {"code": wrong})

    assert "Incorrect code" in refused.content.decode()
    assert client.get("/staff/").headers["Location"].startswith("/sign-in?")


def test_a_password_alone_reaches_only_the_enrolment(
    client: Client, person: Callable[..., Person]
) -> None:
    person("ann-1", Role.ASSESSOR, "first-firm")
    client.post("/sign-in", {"login": "ann-1", "password": PASSWORD})

    inside = client.get("/desk/")
    enrolment = client.get("/sign-in/mine")

    assert inside.headers["Location"] == "/sign-in/mine"
    assert "Before you can begin" in enrolment.content.decode()


def test_enrolling_an_app_opens_the_desk_at_once(
    client: Client, person: Callable[..., Person], hub: Hub
) -> None:
    person("ann-1", Role.ASSESSOR, "first-firm")
    client.post("/sign-in", {"login": "ann-1", "password": PASSWORD})
    client.get("/sign-in/mine/app")
    secret = base64.b32decode(client.session["mfa.totp.secret"])

    enrolled = client.post("/sign-in/mine/app", {"code": current_code(secret, _now(hub))})

    assert enrolled.headers["Location"] == "/sign-in/mine"
    assert client.get("/desk/").status_code == 200


def test_a_secret_is_not_readable_where_it_is_stored(person: Callable[..., Person]) -> None:
    made = person("ann-1", Role.ASSESSOR, "first-firm")
    secret = base64.b32encode(SECRET).decode()

    keep_totp(made.user, secret)

    assert secret not in str(Authenticator.objects.get(user=made.user).data)


def test_signing_out_kills_the_session(signed_in: Callable[..., Client]) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    stolen = Client(SERVER_NAME="localhost")
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value

    client.post("/sign-out")

    assert stolen.get("/desk/").headers["Location"].startswith("/sign-in?")


def test_changing_how_one_signs_in_asks_again_for_the_password_or_a_code(
    person: Callable[..., Person], session_of: Callable[..., Client]
) -> None:
    user = person("ann-1", Role.ASSESSOR, "first-firm").user
    keep_totp(user, base64.b32encode(SECRET).decode())
    browser = session_of(user)

    by_password = browser.get(reverse("account_reauthenticate")).content.decode()
    by_code = browser.get(reverse("mfa_reauthenticate")).content.decode()

    assert "Enter your password once more." in by_password
    assert 'name="password"' in by_password
    assert "Enter your password once more." not in by_code
    assert "Code of your authenticator app" in by_code
    assert by_code.count("<title>Check that it is you") == 1


def test_a_session_ends_after_ten_hours_however_busy(
    person: Callable[..., Person], session_of: Callable[..., Client]
) -> None:
    made = person("ann-1", Role.ASSESSOR, "first-firm")

    young = session_of(made.user, seconds_ago=9 * 3600).get("/desk/")
    old = session_of(made.user, seconds_ago=10 * 3600 + 1).get("/desk/")

    assert young.status_code == 200
    assert old.headers["Location"].startswith("/sign-in?")


def test_a_closed_account_is_out_at_once(
    person: Callable[..., Person], session_of: Callable[..., Client], hub: Hub
) -> None:
    made = person("ann-1", Role.ASSESSOR, "first-firm")
    client = session_of(made.user)

    end_person(made, on=hub.clock.now().date())

    assert client.get("/desk/").headers["Location"].startswith("/sign-in?")


def test_nobody_can_sign_up(client: Client) -> None:
    assert client.get("/signup/").status_code == 404


def test_the_sign_in_page_shows_codes_only_with_the_demonstration(client: Client, hub: Hub) -> None:
    before = client.get("/sign-in").content.decode()

    add_demonstration_accounts(hub.clock.now().date())

    after = client.get("/sign-in").content.decode()
    assert "Accounts of the demonstration" not in before
    assert all(account.handle in after for account in ACCOUNTS)


def test_a_newcomer_signs_in_with_what_the_page_shows(client: Client, hub: Hub) -> None:
    add_demonstration_accounts(hub.clock.now().date())
    client.get("/sign-in")
    shown = shown_accounts()[0]

    client.post("/sign-in", {"login": shown.handle, "password": shown.password})
    client.post("/sign-in/code", {"code": shown.code})

    assert client.get("/staff/").status_code == 302
    assert "sign-in" not in client.get("/staff/").headers["Location"]
