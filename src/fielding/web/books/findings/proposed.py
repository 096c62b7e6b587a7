"""The one list of what all rules propose as findings, each with the page where it is raised."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.list_proposals import Source, Waiting, list_proposals
from fielding.oversight.findings.wording import sentence_of
from fielding.web.books.findings.shown import SEVERITIES
from fielding.web.books.reader import Reader, reader_of
from fielding.web.books.refusals import or_refused
from fielding.web.oversight.frames import standpoint_shown
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper

#: Where somebody reads what a proposal rests on, and raises it.
_PLACES: Mapping[Source, tuple[str, Callable[[str], str]]] = {
    Source.BILLS: ("Invoice", lambda of: reverse("bill", args=[of])),
    Source.CHAINS: ("Supply chain", lambda of: reverse("chain", args=[of])),
    Source.MEASURES: ("Measures", lambda of: reverse("contract-measures", args=[of])),
    Source.READINGS: ("Second readings", lambda _: reverse("readings")),
    Source.REVIEWS: ("Reviews", lambda of: f"{reverse('review-rates')}?to={of}"),
    Source.HANDOVERS: ("Handover", lambda of: reverse("handover", args=[of])),
}


@require_safe
@staff(Action.RAISE_FINDING)
@or_withheld
@or_refused
def proposed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what waits for somebody who reads it and raises it."""
    found = list_proposals(bookkeeper(), actor)
    speaker = speaker_of(request)
    reader = reader_of(actor, speaker, [one.proposal.supplier for one in found])
    context = {
        "title": "Findings that wait",
        "rows": [_shown(one, reader) for one in found],
        "standpoint": standpoint_shown(bookkeeper().figures().books.standpoint, speaker),
        "back": reverse("findings"),
        "back_text": "All findings",
    }
    return render(request, "books/findings/proposed.html", context)


def _shown(one: Waiting, reader: Reader) -> dict[str, str]:
    name, address = _PLACES[one.source]
    proposal = one.proposal
    return {
        "sentence": sentence_of(proposal.code),
        "about": reader.name(proposal.supplier),
        "contract": proposal.contract or "–",
        "period": proposal.period,
        "severity": SEVERITIES[proposal.severity.value],
        "place": name,
        "address": address(one.of),
    }
