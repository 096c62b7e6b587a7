"""Take a report down for somebody on the phone: the same questions, on one page that grows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from fielding.access.errors import NotPermitted
from fielding.access.permissions import Action
from fielding.access.roles import Actor, Role
from fielding.app.drafts import Draft, forget_draft, keep_draft, read_draft
from fielding.app.errors import AnswersAtFault, DraftGone
from fielding.app.ports import LatePromise
from fielding.app.receive_case import Received, receive_case
from fielding.cases.answers import check_answers
from fielding.definitions.service import Page, Question, Service
from fielding.definitions.shown import shown_pages, shown_questions
from fielding.web.desk import public_service, public_services, the_hub
from fielding.web.fields import Asking, Field, field_of
from fielding.web.public.return_code import new_return_code, read_grouped, write_grouped
from fielding.web.speaker import Speaker
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.web.typed_answers import Typed, retyped, typed_answer
from fielding.wiring.demonstration_mark import marked_hub


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The long page as it is about to be shown."""

    service: Service
    #: The return code of the draft; it travels inside the form, never in an address.
    secret: str
    answers: Mapping[str, object] = field(default_factory=dict)
    typed: Mapping[str, Typed] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""


@require_safe
@staff(Action.RECEIVE)
def choose(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose what the caller wants to report."""
    _require_person(actor)
    context = {"title": "Take a report by phone", "services": public_services()}
    return render(request, "staff/phone-choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.RECEIVE)
def take_down(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Ask, keep what was told so far, and send."""
    _require_person(actor)
    service, hub = public_service(code), the_hub()
    if request.method != "POST":
        return _show(request, Sheet(service=service, secret=new_return_code(hub.random)))
    secret = read_grouped(request.POST.get("draft", ""))[:40] or new_return_code(hub.random)
    if "back" in request.POST:
        return _go_on(request, service)
    typed = _typed(request, service)
    told = _told(service, typed)
    if "send" in request.POST:
        return _send(
            request, actor, Sheet(service=service, secret=secret, answers=told, typed=typed)
        )
    keep_draft(hub, secret, Draft(service=service.code, answers=told, key=_key(secret)))
    notice = "What was told so far is saved."
    return _show(
        request,
        Sheet(service=service, secret=secret, answers=told, typed=typed, notice=notice),
    )


def _require_person(actor: Actor) -> None:
    if actor.role is Role.IMPORTER:
        raise NotPermitted(role=actor.role.value)


def _key(secret: str) -> str:
    """Name what is sent from a page: sending it twice counts once."""
    return f"phone {secret}"


def _go_on(request: HttpRequest, service: Service) -> HttpResponse:
    """Take up a report that was broken off, by its return code."""
    hub, secret = the_hub(), read_grouped(request.POST.get("draft", ""))[:40]
    try:
        draft = read_draft(hub, secret)
    except DraftGone:
        draft = None
    if draft is None or draft.service != service.code:
        faults = {"draft": "Check the return code: no unfinished report belongs to it"}
        fresh = Sheet(service=service, secret=new_return_code(hub.random), faults=faults)
        return _show(request, fresh)
    return _show(request, Sheet(service=service, secret=secret, answers=draft.answers))


def _typed(request: HttpRequest, service: Service) -> dict[str, Typed]:
    form = dict(request.POST.lists())
    asked = set(request.POST.get("asked", "").split())
    return {
        name: typed_answer(question, form)
        for name, question in service.questions.items()
        if name in asked
    }


def _told(service: Service, typed: Mapping[str, Typed]) -> dict[str, object]:
    """Keep what can be used already; what cannot is told when the report is sent."""
    told = {name: value for name, value in typed.items() if value}
    checked = check_answers(service, told, names=frozenset(told))
    return {name: value for name, value in checked.answers.items() if name not in checked.faults}


def _send(request: HttpRequest, actor: Actor, sheet: Sheet) -> HttpResponse:
    hub, service = the_hub(), sheet.service
    raw = {name: value for name, value in sheet.typed.items() if value}
    received = Received(service=service.code, answers=raw, door="phone", key=_key(sheet.secret))
    try:
        done = receive_case(marked_hub(), actor, received)
    except AnswersAtFault as fault:
        again = Sheet(
            service=service,
            secret=sheet.secret,
            answers=sheet.answers,
            typed=sheet.typed,
            faults=fault.faults,
        )
        return _show(request, again)
    forget_draft(hub, sheet.secret)
    proof = hub.proofs.prove(done.entry)
    context = {
        "title": "Report received",
        "service": service,
        "reference": done.reference,
        "code": done.code,
        "spelled": " ".join(done.code),
        "promise": proof if isinstance(proof, LatePromise) else None,
    }
    return render(request, "staff/phone-sent.html", context)


def _show(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    speaker, service = speaker_of(request), sheet.service
    asked = shown_questions(service, sheet.answers)
    fields = {one.name: _field(sheet, one, speaker) for one in asked}
    on_page = [one for one in sheet.faults if one in fields]
    context = {
        "title": f"Take down: {service.name.en}",
        "service": service,
        "secret": sheet.secret,
        "grouped": write_grouped(sheet.secret),
        "asked": " ".join(fields),
        "groups": [_group(page, fields, speaker) for page in shown_pages(service, sheet.answers)],
        "faults": [
            {"text": sheet.faults[name], "href": f"#{fields[name].anchor}"} for name in on_page
        ],
        "draft_fault": sheet.faults.get("draft", ""),
        "notice": sheet.notice,
        "back": reverse("phone"),
    }
    return render(request, "staff/phone.html", context, status=422 if sheet.faults else 200)


def _group(page: Page, fields: Mapping[str, Field], speaker: Speaker) -> tuple[str, list[Field]]:
    """Give a page's heading and fields; a lone question is its own heading."""
    shown = [fields[name] for name in page.questions if name in fields]
    return (speaker.text(page.title) if len(shown) > 1 else "", shown)


def _field(sheet: Sheet, question: Question, speaker: Speaker) -> Field:
    asking = Asking(
        service=sheet.service,
        question=question,
        typed=sheet.typed.get(question.name) or retyped(question, sheet.answers.get(question.name)),
        fault=sheet.faults.get(question.name, ""),
        alone=False,
    )
    return field_of(asking, speaker)
