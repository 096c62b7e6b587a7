"""The list of networks: the largest first, by reports, forces, loss or growth."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.store.queries.networks import ORDERS as KNOWN_ORDERS
from fielding.store.queries.networks import PAGE, networks
from fielding.web.desk import the_hub
from fielding.web.networks.words import ORDERS
from fielding.web.staff.entrance import staff
from fielding.web.staff.queue import page_number
from fielding.web.surface import speaker_of

#: What "lately" means on these pages.
LATELY = timedelta(days=7)


@require_safe
@staff(Action.SEE_NETWORKS)
def list_networks(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a page of the list."""
    asked = request.GET.get("order", "")
    order = asked if asked in KNOWN_ORDERS else KNOWN_ORDERS[0]
    page = page_number(request)
    since = the_hub().clock.now() - LATELY
    rows = networks(actor, order=order, since=since, page=page)
    total = rows[0].total if rows else 0
    context = {
        "title": "Networks",
        "rows": rows,
        "total": total,
        "order": order,
        "orders": list(ORDERS.items()),
        "found": {"page": page, "pages": max(-(-total // PAGE), 1)},
        "page_address": f"?order={order}&page=",
        "speaker": speaker_of(request),
    }
    return render(request, "networks/list.html", context)
