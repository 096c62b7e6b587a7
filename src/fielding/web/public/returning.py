"""Save and come back: the return code is shown once, and opens the report again from any device."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fielding.app.drafts import read_draft
from fielding.app.errors import DraftGone
from fielding.web.desk import public_service, the_hub
from fielding.web.public.return_code import (
    KEPT_DAYS,
    code_of,
    hand_out,
    read_grouped,
    take_back,
    write_grouped,
)
from fielding.web.public.unfinished import answers_so_far, next_step, over
from fielding.web.surface import speaker_of


@require_safe
def saved(request: HttpRequest, code: str) -> HttpResponse:
    """Show the return code."""
    service = public_service(code)
    secret = code_of(request)
    if secret is None or answers_so_far(request, service) is None:
        return over(request, service)
    until = the_hub().clock.now().date() + timedelta(days=KEPT_DAYS)
    context = {
        "service": service,
        "return_code": write_grouped(secret),
        "until": speaker_of(request).day(until),
    }
    return render(request, "public/saved.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the return code, and open what it opens."""
    service = public_service(code)
    typed = request.POST.get("code", "")
    if request.method == "POST" and (answered := _opened(service.code, typed)):
        return answered
    fault = speaker_of(request).say("return.fault") if request.method == "POST" else ""
    context = {
        "service": service,
        "typed": typed,
        "fault": fault,
        "back": reverse("service", args=[service.code]),
    }
    return render(request, "public/return.html", context, status=422 if fault else 200)


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a report, or go on with the one that this browser has begun; a sent one is over."""
    service = public_service(code)
    answers = answers_so_far(request, service)
    response = redirect(next_step(service, answers or {}))
    if answers is None:
        take_back(response, service.code)
    return response


@require_safe
def go_on(request: HttpRequest, code: str) -> HttpResponse:
    """Go on where the report stands."""
    service = public_service(code)
    answers = answers_so_far(request, service)
    if answers is None:
        return over(request, service)
    return redirect(next_step(service, answers))


def _opened(service: str, typed: str) -> HttpResponse | None:
    secret = read_grouped(typed)
    try:
        draft = read_draft(the_hub(), secret)
    except DraftGone:
        return None
    if draft.service != service:
        return None
    response = redirect("continue", service)
    hand_out(response, service, secret)
    return response
