"""The unfinished report of one browser: kept sealed on the server, opened by the return code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fielding.app.drafts import Draft, keep_draft, read_draft
from fielding.app.errors import DraftGone
from fielding.definitions.service import Service
from fielding.web.desk import the_hub
from fielding.web.public.journey import Answers, first_open_page
from fielding.web.public.return_code import code_of, hand_out, new_return_code
from fielding.web.public.sending import sent_of


def draft_of(request: HttpRequest) -> Draft | None:
    """Read this browser's unfinished report; None when it is gone or never began."""
    code = code_of(request)
    if code is None:
        return None
    try:
        return read_draft(the_hub(), code)
    except DraftGone:
        return None


def answers_so_far(request: HttpRequest, service: Service) -> Answers | None:
    """Give the answers so far: none at the start, None when they are gone or were sent."""
    if code_of(request) is None:
        return {}
    draft = draft_of(request)
    if draft is None or draft.service != service.code or sent_of(draft):
        return None
    return draft.answers


def keep_answers(
    request: HttpRequest, service: Service, answers: Answers, *, to: str
) -> HttpResponse:
    """Keep the answers and go on; the first answer is when a browser gets its return code."""
    hub = the_hub()
    draft = draft_of(request)
    code = (draft and code_of(request)) or new_return_code(hub.random)
    key = draft.key if draft else hub.random.bytes(16).hex()
    keep_draft(hub, code, Draft(service=service.code, answers=answers, key=key))
    response = redirect(to)
    hand_out(response, service.code, code)
    return response


def next_step(service: Service, answers: Answers) -> str:
    """Give the address of the first page that lacks an answer, or of check-your-answers."""
    page = first_open_page(service, answers)
    if page is None:
        return reverse("check", args=[service.code])
    return reverse("question", args=[service.code, page.name])


def over(request: HttpRequest, service: Service) -> HttpResponse:
    """Lead to the end of a report that was sent, or say that its answers are gone."""
    draft = draft_of(request)
    if draft and draft.service == service.code and sent_of(draft):
        return redirect("sent", service.code)
    return gone(request, service)


def gone(request: HttpRequest, service: Service) -> HttpResponse:
    """Say that the unfinished report is no longer there, and what to do."""
    return render(request, "public/gone.html", {"service": service}, status=410)
