"""Check your answers, and send: once, however often the button is pressed."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_http_methods

from fielding.app.drafts import Draft, open_draft, seal_draft
from fielding.app.errors import AnswersAtFault, DraftGone, InFlight
from fielding.definitions.service import Page, Question, Service
from fielding.definitions.shown import shown_pages
from fielding.web.desk import UNREACHABLE, public_service, the_hub
from fielding.web.faults import fault_page
from fielding.web.public.journey import first_open_page, questions_on
from fielding.web.public.proving import keep_nothing
from fielding.web.public.questions import CHANGING
from fielding.web.public.return_code import code_of
from fielding.web.public.sending import send, sent_of
from fielding.web.public.unfinished import draft_of, gone, next_step
from fielding.web.shown_answers import show_answer
from fielding.web.speaker import Speaker
from fielding.web.surface import speaker_of

#: A hidden field: the draft itself, sealed under the return code, for when it cannot be read.
SEALED = "sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All answers as they are about to be shown."""

    service: Service
    draft: Draft
    faults: Mapping[str, str] = field(default_factory=dict)
    #: What to say above the answers, by its name in the wording.
    notice: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Show all answers, or send them."""
    service = public_service(code)
    if request.method == "POST":
        return _send(request, service)
    draft = draft_of(request)
    if draft is None or draft.service != service.code:
        return gone(request, service)
    if sent_of(draft):
        return redirect("sent", service.code)
    if first_open_page(service, draft.answers) is not None:
        return redirect(next_step(service, draft.answers))
    return _show(request, Overview(service=service, draft=draft))


def give_back(request: HttpRequest, code: str) -> HttpResponse:
    """Show the answers again when the form's token is missing or too old."""
    return _give_back(request, public_service(code), "kept.expired", 403)


def _send(request: HttpRequest, service: Service) -> HttpResponse:
    try:
        draft = draft_of(request)
        secret = code_of(request)
        if secret is None or draft is None or draft.service != service.code:
            return gone(request, service)
        return _receive(request, service, secret, draft)
    except InFlight:
        return fault_page(request, 409)
    except UNREACHABLE:
        return _give_back(request, service, "kept.not-sent", 503)


def _receive(request: HttpRequest, service: Service, secret: str, draft: Draft) -> HttpResponse:
    try:
        sent = send(the_hub(), secret, draft)
    except AnswersAtFault as fault:
        overview = Overview(service=service, draft=draft, faults=fault.faults)
        return _show(request, overview, status=422)
    if "quiet" in request.POST:
        return keep_nothing(request, service, sent)
    return redirect("sent", service.code)


def _give_back(request: HttpRequest, service: Service, notice: str, status: int) -> HttpResponse:
    """Show the answers from the sealed copy that the page carried: nothing typed is lost."""
    try:
        blob = base64.b64decode(request.POST.get(SEALED, ""), validate=True)
        draft = open_draft(the_hub(), code_of(request) or "", blob)
    except (DraftGone, ValueError):  # a field that is no Base64
        return fault_page(request, status)
    return _show(request, Overview(service=service, draft=draft, notice=notice), status=status)


def _show(request: HttpRequest, overview: Overview, status: int = 200) -> HttpResponse:
    service, draft = overview.service, overview.draft
    speaker = speaker_of(request)
    blob = seal_draft(the_hub(), code_of(request) or "", draft)
    context = {
        "service": service,
        "rows": [
            _row(overview, page, question, speaker)
            for page in shown_pages(service, draft.answers)
            for question in questions_on(service, page, draft.answers)
        ],
        "faults": [
            {"text": text, "href": _change(service, page)}
            for page in service.pages
            for name, text in overview.faults.items()
            if name in page.questions
        ],
        "notice": overview.notice,
        "sealed": base64.b64encode(blob).decode(),
        "back": reverse(
            "question", args=[service.code, shown_pages(service, draft.answers)[-1].name]
        ),
    }
    return render(request, "public/check.html", context, status=status)


def _row(overview: Overview, page: Page, question: Question, speaker: Speaker) -> dict[str, object]:
    """Make one row of the summary list: what was asked, what was answered, a way to change it."""
    asked = speaker.text(question.wording)
    answer = overview.draft.answers.get(question.name)
    shown = speaker.say("check.not-answered")
    if answer is not None:
        shown = show_answer(overview.service, question, answer, speaker)
    link = {
        "href": _change(overview.service, page),
        "text": speaker.say("check.change"),
        "visuallyHiddenText": asked,
    }
    return {
        "key": {"text": asked},
        "value": {"html": f'<span class="fielding-answer">{escape(shown)}</span>'},
        "actions": {"items": [link]},
    }


def _change(service: Service, page: Page) -> str:
    return reverse("question", args=[service.code, page.name]) + f"?{CHANGING}"
