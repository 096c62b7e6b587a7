"""Hand a network to a lead force."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.linking.referring import refer
from fielding.cases.answers import clean_text
from fielding.linking.errors import AlreadyReferred, ReasonMissing
from fielding.store.queries.networks import members, network
from fielding.web.bodies import body_name
from fielding.web.desk import the_hub
from fielding.web.networks.listing import LATELY
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.hub import reference_tables

#: Reports that one hand-over may name.
MOST = 100_000


@require_http_methods(["GET", "POST"])
@staff(Action.REFER_NETWORK)
def refer_network(request: HttpRequest, actor: Actor, network_id: str) -> HttpResponse:
    """Ask to whom and why; then hand it over as it stands now."""
    hub, speaker = the_hub(), speaker_of(request)
    found = network(actor, network_id, since=hub.clock.now() - LATELY)
    reports = members(actor, network_id, most=MOST)
    bodies = [row["slug"] for row in reference_tables().read("police_forces").rows]
    known = [(slug, body_name(slug, speaker)) for slug in bodies]
    recipient = request.POST.get("recipient", "")
    reason = clean_text(request.POST.get("reason", ""))
    faults: dict[str, str] = {}
    if request.method == "POST":
        if recipient not in bodies:
            faults["recipient"] = "Choose the force that takes the lead"
        else:
            try:
                cases = [one.case for one in reports]
                refer(hub, actor, (network_id, cases), recipient, reason)
            except (ReasonMissing, AlreadyReferred) as refused:
                field = "reason" if isinstance(refused, ReasonMissing) else "recipient"
                faults[field] = str(refused)
            else:
                return redirect(f"{reverse('network', args=[network_id])}?done=referred")
    forces: dict[str, int] = {}
    for one in reports:
        if one.body:
            forces[one.body] = forces.get(one.body, 0) + 1
    context = {
        "title": "Hand this network to a lead force",
        "network": found,
        "bodies": known,
        "recipient": recipient or max(forces, key=lambda body: (forces[body], body), default=""),
        "most": [
            (body_name(body, speaker), count)
            for body, count in sorted(forces.items(), key=lambda pair: (-pair[1], pair[0]))[:5]
        ],
        "reason": reason,
        "faults": faults,
        "speaker": speaker,
        "back": reverse("network", args=[network_id]),
    }
    return render(request, "networks/refer.html", context, status=422 if faults else 200)
