"""The page on what joining the forces' reports shows: three effects told apart, with their CSV."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.oversight.linking.cross_force import KNOWN_AT, CrossForce, across_forces
from fielding.store.queries.across_forces import linked_reports, names_of
from fielding.store.queries.linking_health import LinkingReach
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEstimate:
    """The estimate, and where in the ledger it stands."""

    at: LinkingReach
    estimate: CrossForce


def _read(request: HttpRequest, actor: Actor) -> ReadEstimate:
    asked = request.GET.get("known_at", "")
    known_at = next((one for one in KNOWN_AT if str(one) == asked), KNOWN_AT[0])
    linked = linked_reports(actor, known_at)
    return ReadEstimate(at=linked.at, estimate=across_forces(linked.reports, known_at))


@require_safe
@staff(Action.SEE_LINKING)
def show_across_forces(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the three effects, and the networks they rest on."""
    read, speaker = _read(request, actor), speaker_of(request)
    estimate = read.estimate
    listed = estimate.networks[:MOST_LISTED]
    correction = correction_of(estimate.effects)
    names = names_of(actor, [one.network for one in listed])
    kinds = sorted({kind for one in estimate.networks for kind, _ in one.identifiers})
    context = {
        "title": "What joining the forces’ reports shows",
        "at": read.at,
        "estimate": estimate,
        "known_ats": [(str(one), f"{one} reports or more") for one in sorted(KNOWN_AT)],
        "effects": effects_told(estimate.effects, correction),
        "cannot": cannot(correction.figures),
        "twins": correction.twins,
        "kinds": [(KINDS.get(kind, kind), estimate.identifiers(kind)) for kind in kinds],
        "networks": [
            (names[one.network], one, ", ".join(_forces(one.known_to, speaker)))
            for one in listed
            if one.network in names
        ],
        "by_force": sorted(
            (body_name(force, speaker), groups) for force, groups in estimate.by_force.items()
        ),
        "may_open": Action.SEE_NETWORKS in MAY[actor.role],
        "file": f"{reverse('across-forces-file')}?known_at={estimate.known_at}",
        "back": reverse("linking-health"),
        "back_text": "How linking does",
        "speaker": speaker,
    }
    return render(request, "networks/across-forces.html", context)


@require_safe
@staff(Action.SEE_LINKING)
def across_forces_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give each known network with the entries it rests on and the forces that know it alone."""
    read, speaker = _read(request, actor), speaker_of(request)
    head = (
        "first entry", "entries", "forces", "known alone to", "known at", "entries read", "rules"
    )  # fmt: skip
    rows = (
        (
            one.network,
            " ".join(map(str, one.entries)),
            "; ".join(_forces(one.forces, speaker)),
            "; ".join(_forces(one.known_to, speaker)),
            read.estimate.known_at,
            read.at.upto,
            read.at.version,
        )
        for one in read.estimate.networks
    )
    return csv_file(f"across-forces.{read.estimate.known_at}.{read.at.upto}", head, rows)


def _forces(forces: frozenset[str], speaker: Speaker) -> list[str]:
    return sorted(body_name(force, speaker) for force in forces)
