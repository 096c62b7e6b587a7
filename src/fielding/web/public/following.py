"""Follow a report with its reference and code: what happened, what is promised, what one can do."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fielding.app.errors import WrongCode
from fielding.app.follow_case import Progress, add_to_case, ask_for_review, follow_case
from fielding.app.ports import Hub
from fielding.cases.errors import CaseErased, Incomplete, NotAllowedFromHere
from fielding.store.tries import may_try, note_wrong_try
from fielding.web.desk import public_services, the_hub
from fielding.web.faults import fault_page
from fielding.web.public.progress_page import progress_context
from fielding.web.surface import speaker_of

#: Reference and code, and what the reporter wants to do with their report.
Doing = Callable[[Hub, str, str, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the reader wrote, and what to tell them about it."""

    reference: str
    code: str
    #: What a form further down held, by field; shown again when it is at fault.
    typed: dict[str, str]
    faults: dict[str, str]
    done: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for reference and code, and show the report they open."""
    asked = _asked(request)
    if request.method != "POST":
        return _ask(request, asked, {})
    speaker = speaker_of(request)
    missing = {
        name: speaker.say(f"follow.empty-{name}")
        for name, typed in (("reference", asked.reference), ("code", asked.code))
        if not typed
    }
    return _ask(request, asked, missing) if missing else _open(request, asked)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add to the report, and show it again."""
    return _do(request, add_to_case, field="text", done="follow.added")


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Ask for a decision to be looked at again, and show the report again."""
    return _do(request, ask_for_review, field="grounds", done="follow.asked")


def _do(request: HttpRequest, doing: Doing, *, field: str, done: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("follow")
    asked = _asked(request)
    words = request.POST.get(field, "")
    speaker = speaker_of(request)
    again = {"reference": asked.reference, "code": asked.code}
    if not words.strip():
        faults = {field: speaker.say(f"follow.empty-{field}")}
        return _open(request, Asked(**again, typed={}, faults=faults))
    if not may_try(asked.reference):
        return fault_page(request, 429)
    try:
        doing(the_hub(), asked.reference, asked.code, words)
    except WrongCode:
        return _refuse(request, asked)
    except (Incomplete, NotAllowedFromHere, CaseErased):
        faults = {field: speaker.say(f"follow.refused-{field}")}
        return _open(request, Asked(**again, typed={field: words}, faults=faults))
    return _open(request, Asked(**again, typed={}, faults={}, done=speaker.say(done)))


def _open(request: HttpRequest, asked: Asked) -> HttpResponse:
    if not may_try(asked.reference):
        return fault_page(request, 429)
    try:
        progress = follow_case(the_hub(), asked.reference, asked.code)
    except WrongCode:
        return _refuse(request, asked)
    return _show(request, asked, progress)


def _refuse(request: HttpRequest, asked: Asked) -> HttpResponse:
    note_wrong_try(asked.reference)
    return _ask(request, asked, {"reference": speaker_of(request).say("follow.fault")})


def _asked(request: HttpRequest) -> Asked:
    return Asked(
        reference=request.POST.get("reference", "").strip()[:100],
        code=request.POST.get("code", "").strip()[:100],
        typed={},
        faults={},
    )


def _ask(request: HttpRequest, asked: Asked, faults: dict[str, str]) -> HttpResponse:
    now = the_hub().clock.now()
    examples = [
        service.reference.format(yy=f"{now:%y}", yyyy=f"{now:%Y}", number=1234)
        for service in public_services()
    ]
    context = {"asked": asked, "faults": faults, "example": next(iter(examples), "")}
    return render(request, "public/follow.html", context, status=422 if faults else 200)


def _show(request: HttpRequest, asked: Asked, progress: Progress) -> HttpResponse:
    now = the_hub().clock.now()
    context = progress_context(progress, now, speaker_of(request))
    status = 422 if asked.faults else 200
    return render(request, "public/progress.html", {**context, "asked": asked}, status=status)
