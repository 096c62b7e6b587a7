"""Follow a report with its reference and code: what happened, what is promised, what one can do."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fielding.app import once
from fielding.app.errors import InFlight, WrongCode
from fielding.app.follow_case import (
    REPORTER,
    Progress,
    add_to_case,
    ask_for_review,
    follow_case,
    reporter_of,
)
from fielding.app.ports import Hub
from fielding.cases.errors import CaseErased, Incomplete, NotAllowedFromHere
from fielding.store.queries.networks import referred_on
from fielding.store.tries import may_try, note_wrong_try
from fielding.web.desk import UNREACHABLE, public_services, the_hub
from fielding.web.faults import fault_page
from fielding.web.public.progress_page import progress_context
from fielding.web.speaker import Speaker
from fielding.web.surface import speaker_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """Something that a reporter can do with their report, in words of their own."""

    do: Callable[[Hub, str, str, str], None]
    field: str  # also names the wording
    address: str
    done: str  # what to say afterwards, by its name in the wording


ADDING = Doing(do=add_to_case, field="text", address="follow-add", done="follow.added")
ASKING = Doing(do=ask_for_review, field="grounds", address="follow-review", done="follow.asked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the reader wrote, and what to tell them about it."""

    reference: str
    code: str
    #: A mark of the page that was sent: what it asked for is done once.
    once: str
    #: What a form further down held, by field; shown again when it is at fault.
    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
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
    return _do(request, ADDING)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Ask for a decision to be looked at again, and show the report again."""
    return _do(request, ASKING)


def give_back_addition(request: HttpRequest) -> HttpResponse:
    """Show what was to be added again, when the form's token is missing or too old."""
    return _give_back(request, ADDING, "kept.expired", 403)


def give_back_grounds(request: HttpRequest) -> HttpResponse:
    """Show the grounds of a review again, when the form's token is missing or too old."""
    return _give_back(request, ASKING, "kept.expired", 403)


def _do(request: HttpRequest, doing: Doing) -> HttpResponse:
    if request.method != "POST":
        return redirect("follow")
    asked = _asked(request)
    words = request.POST.get(doing.field, "")
    if not words.strip():
        missing = speaker_of(request).say(f"follow.empty-{doing.field}")
        return _open(request, replace(asked, faults={doing.field: missing}))
    try:
        return _done(request, doing, asked, words)
    except UNREACHABLE:
        return _give_back(request, doing, "kept.not-added", 503)


def _done(request: HttpRequest, doing: Doing, asked: Asked, words: str) -> HttpResponse:
    """Do it once: a page that is loaded again does nothing a second time."""
    if not may_try(asked.reference):
        return fault_page(request, 429)
    speaker = speaker_of(request)
    try:
        _do_once(doing, asked, words)
    except WrongCode:
        return _refuse(request, asked)
    except (Incomplete, NotAllowedFromHere, CaseErased):
        refused = {doing.field: speaker.say(f"follow.refused-{doing.field}")}
        return _open(request, replace(asked, typed={doing.field: words}, faults=refused))
    return _open(request, replace(asked, done=speaker.say(doing.done)))


def _do_once(doing: Doing, asked: Asked, words: str) -> None:
    """Do it, unless this page has sent the same words before; other words are something new."""
    hub = the_hub()
    reporter = reporter_of(hub, asked.reference, asked.code)
    told = hashlib.sha256(words.encode()).hexdigest()
    mark = asked.once or hub.random.bytes(16).hex()
    sent = once.Asked(key=f"{doing.address} {asked.reference} {mark} {told}", what=[told])
    # In flight no more, but done: the key was waited for until the other request had committed.
    with suppress(InFlight):
        once.once(
            hub, reporter, sent, lambda own: doing.do(own, asked.reference, asked.code, words)
        )


def _give_back(request: HttpRequest, doing: Doing, notice: str, status: int) -> HttpResponse:
    """Show the words again inside their own form: nothing typed is lost."""
    context = {
        "asked": _asked(request),
        "doing": doing,
        "words": request.POST.get(doing.field, ""),
        "notice": notice,
    }
    return render(request, "public/words-again.html", context, status=status)


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
        once=request.POST.get("once", "")[:100],
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
    now, speaker = the_hub().clock.now(), speaker_of(request)
    context = progress_context(progress, now, speaker)
    context["linked"] = _linked(progress, speaker)
    context |= {"asked": asked, "once": the_hub().random.bytes(16).hex()}
    return render(request, "public/progress.html", context, status=422 if asked.faults else 200)


def _linked(progress: Progress, speaker: Speaker) -> str:
    """Say that the report helped to link others, and when they went to a force; nothing of them."""
    case = progress.opened.standing.case.id
    day = referred_on(replace(REPORTER, case=case), case)
    return speaker.say("follow.linked", day=speaker.day(day)) if day else ""
