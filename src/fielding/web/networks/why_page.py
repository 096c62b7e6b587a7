"""The page of one report: why it is in its network, and why the nearest others are not with it."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.errors import NotFound
from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.linking.shown import open_shown
from fielding.store.queries.belonging import Belongs, ReportTie, belongs
from fielding.store.queries.networks import named_cases, network
from fielding.web.desk import the_hub
from fielding.web.networks.listing import LATELY
from fielding.web.networks.words import KINDS
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.linking_explained import explain_case, masked
from fielding.wiring.linking_told import in_sentence


@require_safe
@staff(Action.SEE_NETWORKS)
def show_why(request: HttpRequest, actor: Actor, case: str) -> HttpResponse:
    """Show the path of evidence from a report to its network's first one, and who is outside."""
    hub = the_hub()
    belonging = belongs(actor, case)
    if belonging is None:
        raise NotFound(case=case)
    found = network(actor, belonging.network, since=hub.clock.now() - LATELY)
    told = explain_case(actor, case, masked(hub, KINDS.__getitem__))
    context = {
        "title": f"Why {told.report} is where it is",
        "reference": told.report,
        "network": found,
        "path": told.steps,
        "ties": list(_ties(actor, belonging)),
        "outside": told.apart,
        "back": reverse("network", args=[found.id]),
        "back_text": "The network",
        "speaker": speaker_of(request),
    }
    return render(request, "networks/why.html", context)


def _ties(actor: Actor, belonging: Belongs) -> Iterator[tuple[str, str]]:
    """Give each report that this one is tied to, and by what; the rarest identifier first."""
    others = {*belonging.judged, *(one.other for one in belonging.ties)}
    references = {one.case: one.reference for one in named_cases(actor, others)}
    for one in belonging.ties:
        if one.other in references:
            yield references[one.other], _shared(one)
    for other in belonging.judged:
        if other in references:
            yield references[other], "a person said that they belong together"


def _shared(one: ReportTie) -> str:
    kind = in_sentence(KINDS[one.kind])
    masked = f"{kind} {open_shown(the_hub().token_key, one.token, one.shown)}"
    if one.theirs != one.identifier:
        return f"nearly the same as {masked}"
    return f"{masked}, which {one.reports:,} reports mention"
