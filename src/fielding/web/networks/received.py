"""Networks that were handed to the reader's own body: the list, and the package of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.linking.package import REPORTS_IN_PART
from fielding.engines.pdf import can_make_pdf
from fielding.store.queries.networks import (
    PAGE,
    entries_to_link,
    handed_members,
    handed_network,
    handed_networks,
)
from fielding.web.bodies import body_name
from fielding.web.networks.packages import doors, part_of
from fielding.web.networks.packaging import Wanted
from fielding.web.staff.entrance import staff
from fielding.web.staff.queue import page_number
from fielding.web.surface import speaker_of


@require_safe
@staff(Action.SEE_HANDED)
def received_networks(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the networks that were handed to the reader's body."""
    page, speaker = page_number(request), speaker_of(request)
    to_link, rows = entries_to_link(actor), handed_networks(actor, page)
    total = rows[0].total if rows else 0
    context = {
        "title": f"Networks handed to {body_name(actor.firm or '', speaker)}",
        "rows": rows,
        "total": total,
        "to_link": to_link,
        "found": {"page": page, "pages": max(-(-total // PAGE), 1)},
        "page_address": "?page=",
        "speaker": speaker,
    }
    return render(request, "networks/received.html", context)


@require_safe
@staff(Action.SEE_HANDED)
def received_network(request: HttpRequest, actor: Actor, network: str) -> HttpResponse:
    """Say what was handed over, and offer its package; no report is opened by that."""
    found = handed_network(actor, network)
    context = {
        "title": f"Network of {found.reference}" if found.reference else "Network, erased",
        "network": found,
        "members": handed_members(actor, network),
        "named": lambda slug: body_name(slug, speaker_of(request)),
        "parts": range(1, max(-(-found.remain // REPORTS_IN_PART), 1) + 1),
        "may_make_pdf": can_make_pdf(),
        "speaker": speaker_of(request),
    }
    return render(request, "networks/received-network.html", context)


def _as_handed(request: HttpRequest, actor: Actor, network: str) -> Wanted:
    found = handed_network(actor, network)
    return Wanted(
        network=network,
        members=handed_members(actor, network),
        handed=(found.at, found.reports),
        action=Action.SEE_HANDED,
        purpose="investigate",
        part=part_of(request),
    )


#: For the force that it was handed to.
RECEIVED_PACKAGE = doors(Action.SEE_HANDED, _as_handed, "received-network")
