"""Record an outcome: what the rules allow to this role in this state, and why not the others."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.answer_referral import record_outcome
from fielding.cases.errors import Incomplete
from fielding.definitions.service import Service
from fielding.referral.answering import Outcome, outcomes_allowed
from fielding.referral.errors import OutcomeNotAllowed
from fielding.store.queries.inbox import referral_of
from fielding.store.queries.queues import standing_of
from fielding.web.desk import the_hub
from fielding.web.staff.entrance import staff
from fielding.web.staff.refusals import refusal_of
from fielding.web.staff.telling import outcome_title
from fielding.web.staff.words import REFERRAL_STATES, state_name


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.RECORD_OUTCOME)
def outcome(request: HttpRequest, actor: Actor, case: str) -> HttpResponse:
    """Ask for the outcome of what the hub kept itself, or record it."""
    return _outcome(request, actor, case, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.ANSWER_REFERRAL)
def referral_outcome(request: HttpRequest, actor: Actor, referral: str) -> HttpResponse:
    """Ask for the outcome of a referral, or record it."""
    return _outcome(request, actor, str(referral_of(actor, referral).case_id), referral)


def _outcome(request: HttpRequest, actor: Actor, case: str, referral: str | None) -> HttpResponse:
    hub = the_hub()
    row = standing_of(actor, case)
    service = hub.services.by_digest(row.definition)
    state = referral_of(actor, referral).state if referral else row.state
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            told = _told(request, referral)
            record_outcome(hub, actor, case, told)
        except Incomplete as fault:
            faults = fault.faults
        except OutcomeNotAllowed as fault:
            refusal = refusal_of(fault)
            faults = {"code": refusal.what if refusal else str(fault)}
        else:
            return redirect(f"{_page_of(case, referral)}?done=recorded")
    allowed = outcomes_allowed(service, actor, state)
    context = {
        "title": f"Record an outcome: {row.reference}",
        "case": row,
        "state": REFERRAL_STATES[state] if referral else state_name(state),
        "outcomes": [(code, outcome_title(service, code)) for code in allowed],
        "others": why_not(service, allowed),
        "typed": request.POST,
        "today": hub.clock.now().date(),
        "faults": faults,
        "back": _page_of(case, referral),
    }
    return render(request, "staff/outcome.html", context, status=422 if faults else 200)


def why_not(service: Service, allowed: tuple[str, ...]) -> list[tuple[str, str]]:
    """List the outcomes that cannot be recorded now, each with the reason of its rule."""
    table = service.tables.get(service.referral.outcomes or "")
    listed = []
    for code in table.codes if table else ():
        if code in allowed:
            continue
        rules = [one for one in service.referral.outcome_rules if code in one.codes]
        because = " ".join(one.because.en for one in rules)
        title = outcome_title(service, code)
        listed.append((title, because or "No rule of this service allows it."))
    return listed


def _told(request: HttpRequest, referral: str | None) -> Outcome:
    code = request.POST.get("code", "")
    faults = {} if code else {"code": "Choose the outcome"}
    parts = [request.POST.get(f"on-{part}", "").strip() for part in ("year", "month", "day")]
    try:
        on = date(*(int(part) for part in parts))
    except ValueError as fault:
        faults["on-day"] = "Enter a real date, like 27 3 2026"
        raise Incomplete(faults) from fault
    if on > the_hub().clock.now().date():
        faults["on-day"] = "Enter a date that is today or in the past"
    if faults:
        raise Incomplete(faults)
    return Outcome(code=code, on=on, referral=referral)


def _page_of(case: str, referral: str | None) -> str:
    if referral:
        return reverse("referral", args=[referral])
    return reverse("case", args=[case])
