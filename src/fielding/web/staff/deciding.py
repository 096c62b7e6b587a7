"""Decide on a case, and answer a review: one page for each decision that the definition names."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fielding.access.errors import NotFound
from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.answer_review import answer_review
from fielding.app.decide_case import decide_case
from fielding.cases.errors import Incomplete, UnknownDecision
from fielding.definitions.service import Decision, Service
from fielding.store.models import CaseStanding
from fielding.store.queries.queues import standing_of
from fielding.web.bodies import body_name
from fielding.web.desk import the_hub
from fielding.web.speaker import Speaker
from fielding.web.staff.decision_form import Typed, choices, decision_form, typed_from
from fielding.web.staff.entrance import staff
from fielding.web.staff.words import state_name
from fielding.web.surface import speaker_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.DECIDE)
def decide(request: HttpRequest, actor: Actor, case: str, name: str) -> HttpResponse:
    """Ask for what a decision needs, or take it."""
    hub = the_hub()
    row = standing_of(actor, case)
    service = hub.services.by_digest(row.definition)
    decision = _named(service, name)
    if request.method != "POST":
        suggested = Typed(code=row.code or "", recipient=(row.sure and row.suggested) or "")
        return _show(request, row, service, decision, suggested)
    form = decision_form(decision, typed_from(request.POST))
    try:
        decide_case(hub, actor, case, form, seen=_number(request.POST.get("seen", "")))
    except Incomplete as fault:
        return _show(request, row, service, decision, typed_from(request.POST, fault.faults))
    return redirect(f"{reverse('case', args=[case])}?done=decided")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.REVIEW)
def review(request: HttpRequest, actor: Actor, case: str) -> HttpResponse:
    """Ask whether the decision stands or is replaced by which, or take the answer."""
    hub = the_hub()
    row = standing_of(actor, case)
    if not row.in_review:
        raise NotFound(case=case)
    service = hub.services.by_digest(row.definition)
    if request.method != "POST":
        return _ask_for_answer(request, row, service)
    form = None
    try:
        if (chosen := _replacement(request.POST, service)) is not None:
            form = decision_form(chosen, typed_from(request.POST))
        explanation = request.POST.get("explanation", "")
        answer_review(hub, actor, case, explanation=explanation, replacement=form)
    except Incomplete as fault:
        if {"replacement", "decision"} & set(fault.faults):
            return _choose_answer(request, row, service, fault.faults)
        return _show_review(request, row, service, typed_from(request.POST, fault.faults))
    return redirect(f"{reverse('case', args=[case])}?done=reviewed")


_STANDS = "stands"


def _replacement(told: QueryDict, service: Service) -> Decision | None:
    """Read which decision replaces the one under review; none when it stands."""
    chosen = told.get("replacement", "")
    if not chosen:
        raise Incomplete({"replacement": "Choose whether the decision stands"})
    return None if chosen == _STANDS else _named(service, chosen)


def _named(service: Service, name: str) -> Decision:
    if name not in service.decisions:
        raise UnknownDecision(decision=name)
    return service.decisions[name]


def _number(told: str) -> int | None:
    return int(told) if told.isascii() and told.isdigit() else None


def _show(
    request: HttpRequest, row: CaseStanding, service: Service, decision: Decision, typed: Typed
) -> HttpResponse:
    speaker = speaker_of(request)
    context = {
        "title": f"{decision.title.en}: {row.reference}",
        "case": row,
        "service": service,
        "decision": decision,
        "typed": typed,
        "seen": request.POST.get("seen") or request.GET.get("seen", ""),
        "back": reverse("case", args=[row.case_id]),
        "suggested": _suggested(row, speaker),
        **choices(service, speaker),
    }
    return render(request, "staff/decide.html", context, status=422 if typed.faults else 200)


def _ask_for_answer(request: HttpRequest, row: CaseStanding, service: Service) -> HttpResponse:
    """Ask first whether the decision stands; then, what the answer needs."""
    if "replacement" not in request.GET:
        return _choose_answer(request, row, service, {})
    try:
        _replacement(request.GET, service)
    except Incomplete as fault:
        return _choose_answer(request, row, service, fault.faults)
    return _show_review(request, row, service, Typed(code=row.code or ""))


def _choose_answer(
    request: HttpRequest, row: CaseStanding, service: Service, faults: dict[str, str]
) -> HttpResponse:
    others = [one for one in service.decisions.values() if one.to != row.state]
    replaced = [(one.name, f"Replace it by: {one.title.en}") for one in others]
    context = {
        "title": f"Answer the review of {row.reference}",
        "case": row,
        "under_review": state_name(row.state),
        "answers": [(_STANDS, "The decision stands"), *replaced],
        "faults": {"replacement": "; ".join(faults.values())} if faults else {},
        "back": reverse("case", args=[row.case_id]),
    }
    return render(request, "staff/review-choose.html", context, status=422 if faults else 200)


def _show_review(
    request: HttpRequest, row: CaseStanding, service: Service, typed: Typed
) -> HttpResponse:
    speaker = speaker_of(request)
    told = request.POST if request.method == "POST" else request.GET
    chosen = _replacement(told, service)
    context = {
        "title": f"Answer the review of {row.reference}",
        "case": row,
        "decision": chosen,
        "replacement": told.get("replacement", ""),
        "typed": typed,
        "back": reverse("review", args=[row.case_id]),
        "suggested": _suggested(row, speaker),
        **choices(service, speaker),
    }
    return render(request, "staff/review.html", context, status=422 if typed.faults else 200)


def _suggested(row: CaseStanding, speaker: Speaker) -> str:
    """Say which body the rules suggest, for the hint of the field."""
    if not row.suggested:
        return "The rules suggest none."
    doubt = "" if row.sure else ", in doubt: look at the case for the others"
    return f"The rules suggest {body_name(row.suggested, speaker)}{doubt}."
