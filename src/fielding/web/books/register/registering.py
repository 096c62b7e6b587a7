"""Forms of the register about organisations and contracts themselves."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.registering.keeping import (
    NewOrganisation,
    NewTerms,
    add_contract,
    add_organisation,
    agree,
    end_contract,
    note_owner,
    rename_organisation,
)
from fielding.app.errors import UnknownService
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.owning import Share
from fielding.oversight.register.registering import KINDS as ALL_KINDS
from fielding.oversight.register.registering import Deal
from fielding.web.books.register.forms import Form, ask, choices, recorded
from fielding.web.books.register.listing import register_of
from fielding.web.books.register.showing import contract_of, organisation_of
from fielding.web.books.register.typed import Typed
from fielding.web.books.register.words import GIVEN, KINDS, REASONS
from fielding.web.desk import the_hub
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.wiring.figures import bookkeeper


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.KEEP_REGISTER)
@or_withheld
def new_organisation(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for an organisation, or register it."""
    typed = Typed(request)
    if request.method == "POST":
        new = NewOrganisation(
            slug=typed.needed("slug", "Enter a short name"),
            kind=typed.chosen("kind", ALL_KINDS, "Choose what it is"),
            name=typed.needed("name", "Enter its name"),
            identifiers=typed.identifiers("identifiers"),
        )
        if not typed.faults and recorded(
            typed, "slug", lambda: add_organisation(the_hub(), actor, new)
        ):
            return redirect("register-organisation", new.slug)
    form = Form(
        template="new-organisation",
        title="Register an organisation",
        back=reverse("register-organisations"),
        shows={"kinds": list(KINDS.items())},
    )
    return ask(request, form, typed)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.KEEP_REGISTER)
@or_withheld
def owner(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Ask who owns a share of an organisation, or note it."""
    organisation_of(register_of(bookkeeper().figures()), slug)
    typed = Typed(request)
    if request.method == "POST":
        share, person = _share(typed)
        if share is not None and recorded(
            typed, "owner", lambda: note_owner(the_hub(), actor, slug, share, person)
        ):
            return redirect("register-organisation", slug)
    form = Form(
        template="owner",
        title="Note who owns a share",
        back=reverse("register-organisation", args=(slug,)),
        shows={"slug": slug, "organisations": choices(actor, request)},
    )
    return ask(request, form, typed)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.KEEP_REGISTER)
@or_withheld
def new_name(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Ask for an organisation's new name, or give it."""
    organisation_of(register_of(bookkeeper().figures()), slug)
    typed = Typed(request)
    if request.method == "POST":
        name = typed.needed("name", "Enter its new name")
        if not typed.faults and recorded(
            typed, "name", lambda: rename_organisation(the_hub(), actor, slug, name)
        ):
            return redirect("register-organisation", slug)
    form = Form(
        template="new-name",
        title="Give this organisation its new name",
        back=reverse("register-organisation", args=(slug,)),
        shows={"slug": slug},
    )
    return ask(request, form, typed)


def _share(typed: Typed) -> tuple[Share | None, str]:
    known, person = typed.text("owner", 80), typed.text("person", 200)
    if bool(known) == bool(person):
        typed.faults["owner"] = "Choose an organisation, or write a person’s name: one of the two"
    least, most = typed.amount("least"), typed.amount("most")
    if least is None and "least" not in typed.faults:
        typed.faults["least"] = "Enter the share in percent"
    begins, ends = typed.day("begins", needed=False), typed.day("ends", needed=False)
    if typed.faults or least is None:
        return None, ""
    token = the_hub().random.bytes(12).hex() if person else None
    share = Share(
        owner=known or None,
        least=least,
        most=most if most is not None else least,
        begins=begins,
        ends=ends,
        token=token,
    )
    return share, person


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.KEEP_REGISTER)
@or_withheld
def new_contract(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for a contract, or register it."""
    typed, hub = Typed(request), the_hub()
    organisations = choices(actor, request)
    services = [(service.code, service.name.en) for service in hub.services.in_force()]
    if request.method == "POST":
        slug = typed.needed("slug", "Enter a short name")
        title = typed.needed("title", "Enter its title")
        deal = _deal(typed, [code for code, _ in services])
        if not typed.faults and recorded(
            typed, "slug", lambda: add_contract(hub, actor, slug, deal, title)
        ):
            return redirect("register-contract", slug)
    form = Form(
        template="new-contract",
        title="Register a contract",
        back=reverse("register"),
        shows={"organisations": organisations, "services": services},
    )
    return ask(request, form, typed)


def _deal(typed: Typed, services: list[str]) -> Deal:
    service = typed.text("service", 80)
    if service and service not in services:
        typed.faults["service"] = "Choose one of the services, or none"
    value: Decimal | None = typed.amount("value")
    return Deal(
        buyer=typed.needed("buyer", "Choose who buys"),
        suppliers=(typed.needed("supplier", "Choose who supplies"),),
        begins=typed.day("begins"),
        ends=typed.day("ends", needed=False),
        value=value,
        service=service or None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.KEEP_REGISTER)
@or_withheld
def end(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Ask when and why a contract ends before its time, or note it."""
    contract_of(register_of(bookkeeper().figures()), slug)
    typed = Typed(request)
    if request.method == "POST":
        reason = typed.chosen("reason", GIVEN, "Choose why it ends")
        on = typed.day("on")
        if not (on is None or typed.faults) and recorded(
            typed, "on-day", lambda: end_contract(the_hub(), actor, slug, on, reason)
        ):
            return redirect("register-contract", slug)
    form = Form(
        template="end",
        title="End this contract",
        back=reverse("register-contract", args=(slug,)),
        shows={"slug": slug, "reasons": [(code, REASONS[code]) for code in GIVEN]},
    )
    return ask(request, form, typed)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.KEEP_REGISTER)
@or_withheld
def terms(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Ask what was agreed from a day on, or write it down."""
    found = contract_of(register_of(bookkeeper().figures()), slug)
    typed = Typed(request)
    if request.method == "POST":
        effective, agreed = typed.day("effective"), typed.day("agreed")
        content = typed.terms()
        if effective is not None and agreed is not None and not typed.faults:
            new = NewTerms(effective=effective, agreed=agreed, content=content)
            if recorded(typed, "prices", lambda: agree(the_hub(), actor, slug, new)):
                return redirect("register-contract", slug)
    form = Form(
        template="terms",
        title="Write down agreed terms",
        back=reverse("register-contract", args=(slug,)),
        shows={"slug": slug, **_words_of(found)},
    )
    return ask(request, form, typed)


def _words_of(contract: Contract) -> dict[str, object]:
    """Give the words that terms can name: the units and the measures of the contract's service."""
    try:
        service = the_hub().services.current(contract.service or "")
    except UnknownService:
        return {}
    return {
        "known_service": True,
        "units": list(service.tariff),
        "measures": list(service.measures),
    }
