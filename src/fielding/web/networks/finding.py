"""Look an identifier up, exact or near; what is typed never stands in an address or a log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.definitions.service import Kind
from fielding.linking.identifiers.identifier import Doubt, Identifier, Reading
from fielding.linking.identifiers.reading import read_answer
from fielding.web.desk import the_hub
from fielding.web.networks.words import KINDS, STATES
from fielding.web.staff.entrance import staff
from fielding.wiring.linking_search import ASKED, look_up

_ASKED = {
    Kind.PHONE: "Phone number",
    Kind.ACCOUNT: "Bank account or IBAN",
    Kind.EMAIL: "Email address",
    Kind.WEBSITE: "Website",
    Kind.WALLET: "Wallet",
    Kind.HANDLE: "User name",
    Kind.NAME: "Name of a person or firm",
    Kind.POSTCODE: "Postcode",
    Kind.LONG_TEXT: "A text with any of these in it, but names",
}


@require_http_methods(["GET", "POST"])
@staff(Action.SEE_NETWORKS)
def find_identifier(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask what to look for; then show which reports and networks mention it."""
    kind, typed = request.POST.get("kind", ""), request.POST.get("identifier", "").strip()
    context: dict[str, object] = {
        "title": "Look an identifier up",
        "kinds": [(kind.value, _ASKED[kind]) for kind in ASKED],
        "kind": kind,
        "states": STATES,
        "typed": typed,
        "back": reverse("networks"),
        "faults": {},
    }
    if request.method != "POST":
        return render(request, "networks/find.html", context)
    faults = {} if kind in {each.value for each in ASKED} else {"kind": "Say what it is"}
    reading = read_answer(Kind(kind), typed) if not faults else None
    if reading is not None and not reading.identifiers:
        faults["identifier"] = f"Check what you typed: {_why_none(typed, reading)}"
    if faults or reading is None:
        return render(request, "networks/find.html", context | {"faults": faults}, status=422)
    found = [_looked_up(actor, identifier) for identifier in reading.identifiers]
    return render(request, "networks/find.html", context | {"found": found})


def _why_none(typed: str, reading: Reading) -> str:
    if reading.set_aside:
        return str(reading.set_aside[0].reason.value)
    return "no identifier stands in it" if typed else "it is empty"


def _looked_up(actor: Actor, identifier: Identifier) -> dict[str, object]:
    found = look_up(the_hub(), actor, identifier)
    doubtful = identifier.doubt not in {None, Doubt.NO_REGISTER}
    return {
        "kind": KINDS[identifier.kind],
        "shown": identifier.shown,
        "doubt": identifier.doubt.value if identifier.doubt and doubtful else "",
        "exact": found.exact,
        "near": found.near,
        "cut": found.cut,
    }
