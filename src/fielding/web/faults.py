"""Error pages: what happened in plain words, and what the reader can do now."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils.module_loading import import_string

from fielding.app.errors import StoreUnreachable

#: Seconds after which trying again makes sense.
RETRY_AFTER = {429: 3600, 503: 60}
#: Addresses by name whose form is shown again with what was typed, and what shows it.
GIVES_BACK = {
    "question": "fielding.web.public.questions.give_back",
    "check": "fielding.web.public.checking.give_back",
    "follow-add": "fielding.web.public.following.give_back_addition",
    "follow-review": "fielding.web.public.following.give_back_grounds",
}


def fault_page(request: HttpRequest, status: int, *, wording: str = "") -> HttpResponse:
    """Answer with the page of a status.

    What it says stands in the wording, in section `fault<status>` or the one `wording` names.
    """
    section = wording or f"fault{status}"
    response = render(request, "faults/fault.html", {"section": section}, status=status)
    if status in RETRY_AFTER:
        response.headers["Retry-After"] = str(RETRY_AFTER[status])
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be read, or is too large to be."""
    return fault_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer what this reader may not see."""
    return fault_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer an address that leads nowhere."""
    return fault_page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours; a database that does not answer is told apart, for it comes back."""
    away = isinstance(sys.exception(), OperationalError | InterfaceError | StoreUnreachable)
    return fault_page(request, 503 if away else 500)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form whose token is missing or too old; a report's page gives back what it held."""
    place = resolve(request.path_info)
    give_back = GIVES_BACK.get(place.url_name or "")
    if give_back is None:
        return fault_page(request, 403, wording="expired-form")
    answer: HttpResponse = import_string(give_back)(request, **place.kwargs)
    return answer
