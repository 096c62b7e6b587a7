"""The page on how linking does: how far it is, what joins, what is set aside; with its CSV file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.linking.identifiers.identifier import Refusal
from fielding.store.queries.linking_health import LinkingHealth, linker_at_work, linking_health
from fielding.web.csv_files import csv_file
from fielding.web.networks.drift_view import drift_figures, drift_rows
from fielding.web.networks.health_view import (
    COLUMNS,
    by_kind,
    by_size,
    cannot,
    checked_told,
    hubs_told,
    share_told,
    size_chart,
)
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.linking_drift import drift_of_model
from fielding.wiring.linking_health import last_check


@require_safe
@staff(Action.SEE_LINKING)
def show_health(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show how linking does."""
    health, drift = linking_health(actor), drift_of_model(actor)
    sizes = by_size(health)
    context = {
        "title": "How linking does",
        "health": health,
        "at_work": linker_at_work(),
        "joined": share_told(health.joined, health.reports),
        "largest": share_told(health.largest, health.reports),
        "hubs": hubs_told(health.identifiers),
        "checked": checked_told(last_check()),
        "drift": drift_rows(drift),
        "no_drift": cannot(drift.comparisons),
        "model": drift.levels,
        "columns": list(COLUMNS.values()),
        "kinds": by_kind(health.identifiers),
        "sizes": sizes,
        "chart": size_chart(sizes),
        "set_aside": [(Refusal.told(one), told) for one, told in health.set_aside.items()],
        "back": reverse("networks") if Action.SEE_NETWORKS in MAY[actor.role] else "",
        "speaker": speaker_of(request),
    }
    return render(request, "networks/health.html", context)


@require_safe
@staff(Action.SEE_LINKING)
def health_file(_request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give all figures of the page as one CSV file, each with where in the ledger it stands."""
    health = linking_health(actor)
    at = (health.at.upto, health.at.version)
    head = ("what", "which", "number", "entries read", "version of the rules")
    figures = [*_figures(health), *drift_figures(drift_of_model(actor))]
    return csv_file(f"linking.{health.at.upto}", head, ((*one, *at) for one in figures))


def _figures(health: LinkingHealth) -> list[tuple[str, str, int]]:
    at = health.at
    figures = [
        ("ledger", "entries", at.size),
        ("ledger", "entries not read yet", at.waiting),
        ("ledger", "owed another look", at.owed),
        ("reports", "linked", health.reports),
        ("reports", "in a network of two or more", health.joined),
        ("networks", "of two or more", health.networks),
        ("networks", "reports of the largest", health.largest),
    ]
    for row in by_kind(health.identifiers):
        pairs = zip(COLUMNS.values(), row.counts, strict=True)
        figures += [(row.kind, told, count) for told, count in pairs]
    figures += [("networks by size", str(size), count) for size, count in health.sizes.items()]
    figures += [("set aside", Refusal.told(one), told) for one, told in health.set_aside.items()]
    return figures
