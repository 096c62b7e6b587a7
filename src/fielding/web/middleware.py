"""What happens to every request of the web rim, before and after its view."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from fielding.web.faults import fault_page
from fielding.web.speaker import LANGUAGES
from fielding.web.surface import LANGUAGE_COOKIE

Handler = Callable[[HttpRequest], HttpResponse]

#: Half a year: a reader who chose Welsh once is not asked again.
_LANGUAGE_KEPT = 182 * 24 * 3600


def choose_language(answer: Handler) -> Handler:
    """Turn `?lang=cy` into a cookie and an address without it."""

    def chosen(request: HttpRequest) -> HttpResponse:
        language = request.GET.get("lang", "")
        if request.method != "GET" or language not in LANGUAGES:
            return answer(request)
        rest = request.GET.copy()
        del rest["lang"]
        query = f"?{rest.urlencode()}" if rest else ""
        response = HttpResponseRedirect(f"{request.path}{query}")
        response.set_cookie(
            LANGUAGE_COOKIE,
            language,
            max_age=_LANGUAGE_KEPT,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    return chosen


def plain_faults(answer: Handler) -> Handler:
    """Give faults that no view answers a page that says what to do."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if response.status_code == 405 and not response.content:
            allowed = response.headers.get("Allow", "")
            response = fault_page(request, 405)
            response.headers["Allow"] = allowed
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "geolocation=(), camera=()")
        return response

    return answered
