"""The page on what joining the forces' reports shows: three effects told apart, with their CSV."""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.oversight.linking.cross_force import KNOWN_AT
from fielding.store.queries.across_forces import across_forces_shown, known_networks, names_of
from fielding.web.bodies import body_name
from fielding.web.csv_files import csv_file
from fielding.web.networks.across_forces_view import effects_told
from fielding.web.networks.health_view import cannot
from fielding.web.networks.words import KINDS
from fielding.web.speaker import Speaker
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.linking_twins import correction_of

#: Networks that the page lists; the file has all of them.
MOST_LISTED = 100


@require_safe
@staff(Action.SEE_LINKING)
def show_across_forces(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the three effects, and the networks they rest on."""
    known_at, speaker = _known_at(request), speaker_of(request)
    asked = request.GET.get("identifiers") == "yes"
    shown = across_forces_shown(actor, known_at, most=MOST_LISTED, identifiers=asked)
    across = shown.across
    correction = correction_of(across.effects)
    names = names_of(actor, [one.network for one in shown.networks])
    context = {
        "title": "What joining the forces’ reports shows",
        "across": across,
        "known_ats": [(str(one), f"{one} reports or more") for one in sorted(KNOWN_AT)],
        "effects": effects_told(across.effects, correction),
        "cannot": cannot(correction.figures),
        "twins": correction.twins,
        "asked": asked,
        "kinds": [(KINDS.get(one.kind, one.kind), one) for one in shown.identifiers or ()],
        "networks": [
            (names[one.network], one, ", ".join(_forces(one.known_to, speaker)))
            for one in shown.networks
            if one.network in names
        ],
        "by_force": sorted(
            (body_name(force, speaker), groups) for force, groups in across.by_force.items()
        ),
        "may_open": Action.SEE_NETWORKS in MAY[actor.role],
        "file": f"{reverse('across-forces-file')}?known_at={known_at}",
        "back": reverse("linking-health"),
        "back_text": "How linking does",
        "speaker": speaker,
    }
    return render(request, "networks/across-forces.html", context)


@require_safe
@staff(Action.SEE_LINKING)
def across_forces_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give each known network with the entries it rests on and the forces that know it alone."""
    known_at, speaker = _known_at(request), speaker_of(request)
    known = known_networks(actor, known_at)
    head = (
        "first entry", "entries", "forces", "known alone to", "known at", "entries read", "rules"
    )  # fmt: skip
    rows = (
        (
            one.network,
            " ".join(map(str, one.entries)),
            "; ".join(_forces(one.forces, speaker)),
            "; ".join(_forces(one.known_to, speaker)),
            known_at,
            known.at.upto,
            known.at.version,
        )
        for one in known.networks
    )
    return csv_file(f"across-forces.{known_at}.{known.at.upto}", head, rows)


def _known_at(request: HttpRequest) -> int:
    asked = request.GET.get("known_at", "")
    return next((one for one in KNOWN_AT if str(one) == asked), KNOWN_AT[0])


def _forces(forces: Collection[str], speaker: Speaker) -> list[str]:
    return sorted(body_name(force, speaker) for force in forces)
