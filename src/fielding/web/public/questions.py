"""Question pages: one page of the definition, what was typed into it, and where to go next."""

from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fielding.cases.answers import check_answers
from fielding.definitions.service import Page, Question, Service
from fielding.web.desk import UNREACHABLE, public_service, the_hub
from fielding.web.fields import Asking, field_of
from fielding.web.public.journey import (
    Answers,
    page_after,
    page_before,
    page_lacking,
    page_named,
    questions_on,
)
from fielding.web.public.unfinished import answers_so_far, keep_answers, next_step, over
from fielding.web.surface import speaker_of
from fielding.web.typed_answers import Typed, retyped, typed_answer

#: A hidden field: which questions the page asked when it was shown.
ASKED = "asked"
#: In the address of a page reached from check-your-answers, where one wants to get back to.
CHANGING = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A question page as it is about to be shown."""

    service: Service
    page: Page
    asked: tuple[Question, ...]
    answers: Answers = field(default_factory=dict)
    typed: dict[str, Typed] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    #: What to say above the questions, by its name in the wording.
    notice: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Ask the questions of a page, or take their answers."""
    service, page = _place(code, name)
    if request.method == "POST":
        return _take(request, service, page)
    answers = answers_so_far(request, service)
    if answers is None:
        return over(request, service)
    asked = questions_on(service, page, answers)
    if not asked:
        return redirect(next_step(service, answers))
    return show(request, Sheet(service=service, page=page, asked=asked, answers=answers))


def give_back(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Show what was typed again inside the form, when its token is missing or too old."""
    service, page = _place(code, name)
    sheet = _sent(request, service, page, notice="kept.expired")
    return show(request, sheet, status=403)


def show(request: HttpRequest, sheet: Sheet, status: int = 200) -> HttpResponse:
    """Show a question page."""
    speaker = speaker_of(request)
    alone = len(sheet.asked) == 1
    fields = [
        field_of(
            Asking(
                service=sheet.service,
                question=asked,
                typed=sheet.typed.get(asked.name) or retyped(asked, sheet.answers.get(asked.name)),
                fault=sheet.faults.get(asked.name, ""),
                alone=alone,
            ),
            speaker,
        )
        for asked in sheet.asked
    ]
    title = speaker.text(sheet.asked[0].wording if alone else sheet.page.title)
    # What is wrong with an answer is said in English only.
    speaker.fell_back = speaker.fell_back or (bool(sheet.faults) and speaker.language == "cy")
    faults = [
        {"text": sheet.faults[asked.name], "href": f"#{shown.anchor}"}
        for asked, shown in zip(sheet.asked, fields, strict=True)
        if asked.name in sheet.faults
    ]
    context = {
        "service": sheet.service,
        "title": speaker.say("question.error-title", title=title) if faults else title,
        "heading": "" if alone else title,
        "asked": " ".join(asked.name for asked in sheet.asked),
        "fields": fields,
        "faults": faults,
        "notice": sheet.notice,
        "back": _address_before(sheet, changing=CHANGING in request.GET),
    }
    return render(request, "public/question.html", context, status=status)


def _place(code: str, name: str) -> tuple[Service, Page]:
    service = public_service(code)
    page = page_named(service, name)
    if page is None:
        raise Http404
    return service, page


def _sent(request: HttpRequest, service: Service, page: Page, notice: str = "") -> Sheet:
    """Read back what the form sent, for the questions it says it asked."""
    named = set(request.POST.get(ASKED, "").split()) & set(page.questions)
    asked = tuple(service.questions[name] for name in page.questions if name in named)
    form = dict(request.POST.lists())
    typed = {one.name: typed_answer(one, form) for one in asked}
    return Sheet(
        service=service,
        page=page,
        asked=asked or tuple(service.questions[name] for name in page.questions[:1]),
        typed=typed,
        notice=notice,
    )


def _take(request: HttpRequest, service: Service, page: Page) -> HttpResponse:
    sheet = _sent(request, service, page)
    try:
        return _keep(request, sheet)
    except UNREACHABLE:
        lost = _sent(request, service, page, notice="kept.not-saved")
        return show(request, lost, status=503)


def _keep(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    service, page = sheet.service, sheet.page
    before = answers_so_far(request, service)
    if before is None:
        return over(request, service)
    checked = check_answers(
        service,
        {**before, **sheet.typed},
        names=frozenset(sheet.typed),
        today=the_hub().clock.now().date(),
    )
    if checked.faults:
        again = Sheet(
            service=service,
            page=page,
            asked=sheet.asked,
            answers=before,
            typed=sheet.typed,
            faults=dict(checked.faults),
        )
        return show(request, again, status=422)
    return keep_answers(
        request, service, checked.answers, to=_onward(request, sheet, checked.answers)
    )


def _onward(request: HttpRequest, sheet: Sheet, answers: Answers) -> str:
    """Choose where to go; once more to this page where an answer has brought a new question up."""
    service, page = sheet.service, sheet.page
    if "save" in request.POST:
        return reverse("saved", args=[service.code])
    changing = CHANGING in request.GET
    newly = any(
        asked.name not in answers and asked.name not in sheet.typed
        for asked in questions_on(service, page, answers)
    )
    ahead = page_lacking if changing else page_after
    following = page if newly else ahead(service, page, answers)
    if following is None:
        return next_step(service, answers)
    mark = f"?{CHANGING}" if changing else ""
    return reverse("question", args=[service.code, following.name]) + mark


def _address_before(sheet: Sheet, *, changing: bool) -> str:
    before = page_before(sheet.service, sheet.page, sheet.answers)
    if changing:
        return reverse("check", args=[sheet.service.code])
    if before is None:
        return reverse("service", args=[sheet.service.code])
    return reverse("question", args=[sheet.service.code, before.name])
