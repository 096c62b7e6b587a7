"""Sign-in through an own provider: only accounts that an administrator made, and no claims kept."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.core.context import request_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.test.utils import override_settings

from fielding.access.roles import Role
from fielding.app.ports import Hub
from fielding.project.own_sign_in import oidc_apps
from fielding.store.models import Person
from fielding.web.staff.adapters import OwnSignIn

PROVIDED = {
    "openid_connect": {
        "APPS": oidc_apps({"FIELDING_OIDC_URL": "https://login.example.org"}),
    }
}


def _told(uid: str) -> SocialLogin:
    """What a provider told: an identifier, and more than we want to know."""
    account = SocialAccount(
        provider="organisation",
        uid=uid,
        extra_data={"name": "Ann Smith", "email": "ann@example.org"},
    )
    return SocialLogin(user=User(), account=account)


def _request() -> Any:
    return RequestFactory(SERVER_NAME="localhost").get("/sign-in/own/organisation/back")


def test_a_known_identifier_is_joined_to_its_account_and_no_claim_is_kept(
    person: Callable[..., Person],
) -> None:
    made = person("ann-1", Role.ASSESSOR, "first-firm")
    Person.objects.filter(pk=made.pk).update(subject="abc-123")
    request, told = _request(), _told("abc-123")
    request.user, request.session = made.user, {}

    with request_context(request), override_settings(SOCIALACCOUNT_PROVIDERS=PROVIDED):
        OwnSignIn().pre_social_login(request, told)

    kept = SocialAccount.objects.get()
    assert (kept.user_id, kept.uid, kept.extra_data) == (made.user_id, "abc-123", {})


def test_an_unknown_identifier_is_refused_and_makes_no_account(hub: Hub) -> None:
    request = _request()

    with request_context(request), pytest.raises(ImmediateHttpResponse) as refused:
        OwnSignIn().pre_social_login(request, _told("stranger"))

    assert refused.value.response.status_code == 403
    assert User.objects.count() == 0


def test_the_sign_in_page_offers_the_provider_only_where_one_is_set(client: Client) -> None:
    without = client.get("/sign-in").content.decode()

    with override_settings(SOCIALACCOUNT_PROVIDERS=PROVIDED):
        offered = client.get("/sign-in").content.decode()

    assert settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] == []
    assert "Sign in through your organisation" not in without
    assert "Sign in through your organisation" in offered


def test_a_sign_in_through_the_provider_counts_as_strong(
    person: Callable[..., Person], session_of: Callable[..., Client]
) -> None:
    made = person("ann-1", Role.ASSESSOR, "first-firm")

    assert session_of(made.user, "socialaccount").get("/desk/").status_code == 200
    assert session_of(made.user, "password").get("/desk/").status_code == 302
