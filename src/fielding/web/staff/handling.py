"""Assign a case, put it on hold, take it off hold."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.handle_case import assign_case, hold_case, release_case
from fielding.cases.answers import clean_text
from fielding.cases.errors import Incomplete
from fielding.cases.handling import HOLD_REASONS
from fielding.store.models import Person
from fielding.web.desk import the_hub
from fielding.web.staff.entrance import staff


@require_POST
@staff(Action.ASSIGN)
def assign(request: HttpRequest, actor: Actor, case: str) -> HttpResponse:
    """Give the case to somebody of one's own organisation, or to oneself."""
    to = clean_text(request.POST.get("to", "")) or actor.name
    people = Person.objects.filter(organisation=actor.firm, ended=None, user__username=to)
    if to != actor.name and not people.exists():
        raise Incomplete({"to": "Choose somebody of your own organisation"})
    assign_case(the_hub(), actor, case, to=to)
    return redirect("case", case)


@require_POST
@staff(Action.ASSIGN)
def hold(request: HttpRequest, actor: Actor, case: str) -> HttpResponse:
    """Let the case wait, for a reason."""
    reason, note = request.POST.get("reason", ""), request.POST.get("note", "")
    try:
        hold_case(the_hub(), actor, case, reason=reason, note=note)
    except Incomplete as fault:
        context = {
            "title": "Put the case on hold",
            "case_id": case,
            "reasons": list(HOLD_REASONS.items()),
            "note": note,
            "faults": fault.faults,
        }
        return render(request, "staff/hold.html", context, status=422)
    return redirect("case", case)


@require_POST
@staff(Action.ASSIGN)
def release(request: HttpRequest, actor: Actor, case: str) -> HttpResponse:  # noqa: ARG001
    """Take the case up again."""
    release_case(the_hub(), actor, case)
    return redirect("case", case)
