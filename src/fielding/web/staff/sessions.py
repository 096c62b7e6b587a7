"""Sessions of staff: how strong their sign-in was, and how long it may last."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from fielding.web.desk import the_hub

Handler = Callable[[HttpRequest], HttpResponse]

#: Ways to sign in that do not rest on a password alone.
_STRONG = frozenset({"mfa", "socialaccount"})


def end_old_sessions(answer: Handler) -> Handler:
    """Sign out whoever signed in too long ago, however busy the session was."""

    def answered(request: HttpRequest) -> HttpResponse:
        # Visitors who never signed in cost no look into the database.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            began = min((r["at"] for r in _records(request)), default=0.0)
            if the_hub().clock.now().timestamp() - began > settings.FIELDING_LONGEST_SESSION:
                logout(request)
        return answer(request)

    return answered


def is_strong(request: HttpRequest) -> bool:
    """Say whether a passkey, a second factor or the organisation's own sign-in stands behind it."""
    return any(record.get("method") in _STRONG for record in _records(request))


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get_authentication_records(request, request.user)
    return found
