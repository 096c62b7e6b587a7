"""Forms about a contract's chain: put a firm in, decide on it with what was looked at, end it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.registering.keeping import (
    Looked,
    add_subcontract,
    approve_subcontract,
    refuse_subcontract,
    stop_subcontract,
)
from fielding.cases.answers import clean_text
from fielding.oversight.register.chains import LOOKED_AT, Place, link_of
from fielding.oversight.register.contracts import Contract, Subcontract
from fielding.oversight.register.errors import NoSuchLink
from fielding.web.books.register.forms import Form, ask, choices, recorded
from fielding.web.books.register.listing import register_of
from fielding.web.books.register.showing import contract_of
from fielding.web.books.register.typed import Typed
from fielding.web.books.register.words import LOOKED
from fielding.web.desk import the_hub
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.wiring.figures import bookkeeper

_DECISIONS = {"approve": "Approve it", "refuse": "Refuse it"}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.KEEP_REGISTER)
@or_withheld
def subcontract(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Ask for a firm's place in the chain, or register it; it is not approved by that."""
    found = contract_of(register_of(bookkeeper().figures()), slug)
    typed = Typed(request)
    if request.method == "POST":
        place = _place(typed)
        if place is not None and recorded(
            typed, "sub", lambda: add_subcontract(the_hub(), actor, slug, place)
        ):
            return redirect("register-contract", slug)
    organisations = choices(actor, request)
    above = {*found.suppliers, *(link.sub for link in found.links)}
    form = Form(
        template="subcontract",
        title="Put a firm into the chain",
        back=reverse("register-contract", args=(slug,)),
        shows={
            "slug": slug,
            "organisations": organisations,
            "above": [(slug, name) for slug, name in organisations if slug in above],
        },
    )
    return ask(request, form, typed)


def _place(typed: Typed) -> Place | None:
    sub = typed.needed("sub", "Choose the firm that is to do the work")
    under = typed.needed("under", "Choose whom it works under")
    begins, ends = typed.day("begins"), typed.day("ends", needed=False)
    cap = typed.amount("share_cap")
    if begins is None or typed.faults:
        return None
    return Place(link="", sub=sub, under=under, begins=begins, ends=ends, share_cap=cap)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.KEEP_REGISTER)
@or_withheld
def decide(request: HttpRequest, actor: Actor, slug: str, link: str) -> HttpResponse:
    """Ask what was looked at and what it leads to, or record the decision."""
    found = contract_of(register_of(bookkeeper().figures()), slug)
    place = _link_of(found, link)
    typed = Typed(request)
    if request.method == "POST":
        decision = typed.chosen("decision", _DECISIONS, "Choose what you decide")
        at = tuple(clean_text(word)[:40] for word in request.POST.getlist("looked_at")[:20])
        if not at or not set(at) <= set(LOOKED_AT):
            typed.faults["looked_at"] = "Choose what you looked at"
        looked = Looked(at=at, note=typed.text("note"))
        if decision == "refuse" and not looked.note:
            typed.faults["note"] = "Write down why you refuse it"
        decide_on = approve_subcontract if decision == "approve" else refuse_subcontract
        if not typed.faults and recorded(
            typed, "decision", lambda: decide_on(the_hub(), actor, slug, link, looked)
        ):
            return redirect("register-contract", slug)
    names = dict(choices(actor, request))
    form = Form(
        template="decide",
        title="Decide on a subcontractor",
        back=reverse("register-contract", args=(slug,)),
        shows={
            "slug": slug,
            "link": place,
            "firm": names.get(place.sub, place.sub),
            "above": names.get(place.under, place.under),
            "looked": [(code, LOOKED[code]) for code in LOOKED_AT],
            "chosen": request.POST.getlist("looked_at"),
            "decisions": list(_DECISIONS.items()),
        },
    )
    return ask(request, form, typed)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.KEEP_REGISTER)
@or_withheld
def end_link(request: HttpRequest, actor: Actor, slug: str, link: str) -> HttpResponse:
    """Ask from which day on a firm has no place in the chain, or note it."""
    place = _link_of(contract_of(register_of(bookkeeper().figures()), slug), link)
    typed = Typed(request)
    if request.method == "POST":
        on = typed.day("on")
        if on is not None and recorded(
            typed, "on-day", lambda: stop_subcontract(the_hub(), actor, slug, link, on)
        ):
            return redirect("register-contract", slug)
    form = Form(
        template="end-link",
        title="End a subcontract",
        back=reverse("register-contract", args=(slug,)),
        shows={"slug": slug, "link": place},
    )
    return ask(request, form, typed)


def _link_of(found: Contract, link: str) -> Subcontract:
    try:
        return link_of(found, link)
    except NoSuchLink as fault:
        raise Http404 from fault
