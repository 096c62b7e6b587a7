"""The list of networks: the largest first, by reports, forces, loss or growth, and narrowed."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.store.queries.network_list import networks
from fielding.store.queries.networks import PAGE, entries_to_link
from fielding.web.bodies import body_name
from fielding.web.desk import the_hub
from fielding.web.networks.filtering import read_filter
from fielding.web.networks.words import HANDED, ORDERS
from fielding.web.staff.entrance import staff
from fielding.web.staff.queue import page_number
from fielding.web.surface import speaker_of
from fielding.wiring.hub import reference_tables

#: What "lately" means on these pages.
LATELY = timedelta(days=7)


@require_safe
@staff(Action.SEE_NETWORKS)
def list_networks(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a page of the list, narrowed by what the address says; past the end, the first."""
    speaker, page = speaker_of(request), page_number(request)
    slugs = [row["slug"] for row in reference_tables().read("police_forces").rows]
    bodies = {slug: body_name(slug, speaker) for slug in slugs}
    since = the_hub().clock.now() - LATELY
    narrowed = read_filter(request.GET, bodies, since)
    to_link = entries_to_link(actor)
    rows = networks(actor, narrowed.wanted, page=page)
    if not rows and page > 1:
        page, rows = 1, networks(actor, narrowed.wanted)
    total = rows[0].total if rows else 0
    context = {
        "title": "Networks",
        "rows": rows,
        "total": total,
        "to_link": to_link,
        "narrowed": narrowed,
        "orders": list(ORDERS.items()),
        "bodies": list(bodies.items()),
        "handed": list(HANDED.items()),
        "found": {"page": page, "pages": max(-(-total // PAGE), 1)},
        "speaker": speaker,
    }
    status = 422 if narrowed.faults else 200
    return render(request, "networks/list.html", context, status=status)
