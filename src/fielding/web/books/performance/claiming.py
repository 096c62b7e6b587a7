"""What a supplier says of its measures: the list of its claims, and the form for one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.books.performance.post_claim import (
    Claimable,
    list_claimable,
    post_claim,
    read_claimable,
)
from fielding.oversight.performance.errors import ClaimAtFault, SameClaim
from fielding.web.books.performance.measure_pages import service_in
from fielding.web.books.performance.shown import title_of
from fielding.web.books.performance.words import CLAIMED_BY, DONE
from fielding.web.books.refusals import or_refused
from fielding.web.books.seeing import seen
from fielding.web.oversight.withholding import or_withheld
from fielding.web.oversight.words import month_name
from fielding.web.staff.entrance import staff
from fielding.wiring.figures import bookkeeper

_FAULTS = {
    "month": "Choose a month that is over",
    "measure": "Choose a measure that the contract’s terms name for this month",
    "value": "Enter a percentage from 0 to 100, like 97.5",
}
_FIELDS = ("month", "measure", "value")


@require_safe
@staff(Action.CLAIM)
@or_withheld
def claims(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the contracts that the reader can post claims of, with what was claimed."""
    context = {
        "title": "What you say of your measures",
        "contracts": [_shown(one) for one in list_claimable(bookkeeper(), actor)],
        "done": DONE.get(request.GET.get("done", ""), ""),
        "back": reverse("books"),
    }
    return render(request, "books/performance/claims.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.CLAIM)
@or_withheld
@or_refused
def claim(request: HttpRequest, actor: Actor, contract: str) -> HttpResponse:
    """Ask what a measure came to in a month, or post it."""
    found = read_claimable(bookkeeper(), actor, contract)
    asked = {"month": request.GET.get("month", "")}
    typed = asked | {
        name: request.POST.get(name, "").strip() for name in _FIELDS if request.method == "POST"
    }
    faults: dict[str, str] = {}
    if request.method == "POST":
        faults = _posted(actor, contract, typed)
        if not faults:
            return redirect(_after(actor, contract, typed["month"]))
    service = service_in(bookkeeper().figures(), found.contract)
    names = sorted({name for terms in found.contract.terms for name in terms.targets})
    keeps = Action.KEEP_REGISTER in MAY[actor.role]
    context = {
        "title": "Post what the supplier says" if keeps else "Say what a measure came to",
        "contract": found.contract,
        "only_synthetic": found.contract.synthetic,
        "typed": typed,
        "faults": faults,
        "measures": [(name, title_of(name, service)) for name in names],
        "months": [(month, month_name(month)) for month in reversed(found.months)],
        "on_behalf": keeps,
        "back": reverse("contract-measures", args=[contract]) if keeps else reverse("claims"),
    }
    return render(request, "books/performance/claim.html", context, status=422 if faults else 200)


def _posted(actor: Actor, contract: str, typed: dict[str, str]) -> dict[str, str]:
    """Post a claim; give what is wrong with it, by field."""
    try:
        told = (typed["month"], typed["measure"], typed["value"])
        seen(post_claim(bookkeeper(), actor, contract, told))
    except ClaimAtFault as fault:
        return {name: _FAULTS[name] for name in str(fault.facts["wrong"]).split(", ")}
    except SameClaim:
        return {"value": "This value stands in the ledger for the measure and month already"}
    return {}


def _after(actor: Actor, contract: str, month: str) -> str:
    if Action.SEE_BOOKS in MAY[actor.role]:
        return f"{reverse('contract-measures', args=[contract])}?month={month}&done=claimed"
    return f"{reverse('claims')}?done=claimed"


def _shown(one: Claimable) -> dict[str, object]:
    service = service_in(bookkeeper().figures(), one.contract)
    return {
        "slug": one.contract.slug,
        "synthetic": one.contract.synthetic,
        "claims": [
            (
                month_name(claim.month),
                title_of(claim.measure, service),
                f"{claim.value}%",
                CLAIMED_BY[claim.by_supplier],
            )
            for claim in one.contract.claims
        ],
    }
