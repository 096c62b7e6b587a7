"""The page of one case. The read is recorded before a word of it is shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor, Role
from fielding.app.open_case import Opened, open_case
from fielding.cases.handling import HOLD_REASONS, PURPOSES
from fielding.linking.mentions import read_mentions
from fielding.store.accounts import colleagues
from fielding.store.queries.networks import Network, network, network_of
from fielding.store.queries.queues import standing_of
from fielding.web.desk import the_hub
from fielding.web.staff.case_view import case_context
from fielding.web.staff.entrance import HOMES, staff
from fielding.web.surface import speaker_of

#: What each role opens a case for, unless it says otherwise.
_USUAL = {
    Role.CALL_HANDLER: "answer-reporter",
    Role.ANALYST: "link",
    Role.OFFICER: "investigate",
    Role.DATA_PROTECTION_OFFICER: "protect-data",
}
_DECIDING = (Role.ASSESSOR, Role.SUPERVISOR)


@require_safe
@staff(Action.OPEN)
def show_case(request: HttpRequest, actor: Actor, case: str) -> HttpResponse:
    """Open a case and show it."""
    hub = the_hub()
    usual = _USUAL.get(actor.role, "assess")
    if actor.role in _DECIDING and standing_of(actor, case).in_review:
        usual = "review"
    purpose = request.GET.get("purpose", usual)
    opened = open_case(hub, actor, case, purpose=purpose if purpose in PURPOSES else usual)
    sees_networks = Action.SEE_NETWORKS in MAY[actor.role]
    context = case_context(opened, actor, hub.clock.now(), speaker_of(request))
    context |= {
        "sees_networks": sees_networks,
        "belongs": _belongs(actor, case) if sees_networks else None,
        "set_aside": _set_aside(opened) if sees_networks else [],
        "purpose": PURPOSES.get(purpose, PURPOSES[usual]),
        "hold_reasons": list(HOLD_REASONS.items()),
        "colleagues": [one.user.get_username() for one in colleagues(actor, _DECIDING)],
        "done": _DONE.get(request.GET.get("done", ""), ""),
        "back": reverse(HOMES.get(actor.role, "staff-home")),
    }
    return render(request, "staff/case.html", context)


def _belongs(actor: Actor, case: str) -> Network | None:
    """Sum up the network that a case is in, be it alone there; None while it is not linked."""
    found = network_of(actor, case)
    return network(actor, found.network, since=the_hub().clock.now()) if found else None


def _set_aside(opened: Opened) -> list[str]:
    """Say why linking sets pieces of the answers aside, and how many of them."""
    found = read_mentions(opened.service, opened.answers()).set_aside
    return [
        f"{reason.value[:1].upper()}{reason.value[1:]}{f' ({count:,} of them)' * (count > 1)}"
        for reason, count in found.items()
    ]


@require_POST
@staff(Action.OPEN)
def find(request: HttpRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001
    """Find a case by its reference, and open it for the purpose given."""
    reference = request.POST.get("reference", "").strip()[:100]
    found = the_hub().store.case_of(reference.upper()) if reference else None
    if found is None:
        missing = {"reference": "Check the reference: there is no case of that reference"}
        context = {**find_context(reference), "faults": missing}
        return render(request, "staff/find.html", context, status=422)
    purpose = request.POST.get("purpose", "")
    if purpose not in PURPOSES:
        return redirect("case", found)
    return redirect(f"{reverse('case', args=[found])}?purpose={purpose}")


@require_safe
@staff(Action.OPEN)
def find_form(request: HttpRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001
    """Ask for a reference."""
    return render(request, "staff/find.html", find_context(""))


def find_context(reference: str) -> dict[str, object]:
    """Give what the page that asks for a reference shows."""
    return {
        "title": "Open a case by its reference",
        "reference": reference,
        "purposes": list(PURPOSES.items()),
        "faults": {},
    }


#: What the address may say has just been done.
_DONE = {
    "decided": "Your decision is recorded.",
    "reviewed": "Your answer to the review is recorded.",
    "recorded": "The outcome is recorded.",
}
