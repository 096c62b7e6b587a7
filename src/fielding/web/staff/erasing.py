"""Erase a case on a stated legal basis: found by its reference, and confirmed once more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.erase_case import BASES, erase_case
from fielding.cases.errors import Incomplete
from fielding.store.queries.queues import standing_of
from fielding.web.desk import the_hub
from fielding.web.staff.entrance import staff
from fielding.web.staff.words import state_name


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.ERASE)
def find(request: HttpRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001
    """Ask for a reference."""
    reference = request.POST.get("reference", "").strip()[:100]
    faults: dict[str, str] = {}
    if request.method == "POST":
        found = the_hub().store.case_of(reference.upper()) if reference else None
        if found:
            return redirect("erase-case", found)
        faults = {"reference": "Check the reference: there is no case of that reference"}
    context = {"title": "Erase a case", "reference": reference, "faults": faults}
    return render(request, "staff/erase-find.html", context, status=422 if faults else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.ERASE)
def erase(request: HttpRequest, actor: Actor, case: str) -> HttpResponse:
    """Ask for the legal basis, then once more whether, then erase."""
    hub = the_hub()
    row = standing_of(actor, case)
    basis = request.POST.get("basis", "")
    context = {
        "title": f"Erase {row.reference}",
        "case": row,
        "state": state_name(row.state),
        "bases": list(BASES.items()),
        "basis": basis,
        "basis_text": BASES.get(basis, ""),
        "faults": {},
        "back": reverse("erase"),
    }
    if request.method != "POST":
        return render(request, "staff/erase.html", context)
    if basis not in BASES:
        faults = {"basis": "Choose the legal basis of the erasure"}
        return render(request, "staff/erase.html", {**context, "faults": faults}, status=422)
    if request.POST.get("sure") != "yes":
        return render(request, "staff/erase-sure.html", context)
    try:
        erase_case(hub, actor, case, basis=basis)
    except Incomplete as fault:
        return render(request, "staff/erase.html", {**context, "faults": fault.faults}, status=422)
    return render(request, "staff/erased.html", {**context, "title": f"{row.reference} is erased"})
