"""Lists of the register: contracts and organisations, as pages and as files."""

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.books.registering.opening import Opened, open_contracts, open_names
from fielding.app.read_figures import Figures
from fielding.engines.formats.ocds.writer import Publisher
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.organisations import Organisation
from fielding.oversight.register.register import Register, fold_register
from fielding.web.books.register.shown import Teller, kind_name, show_contract
from fielding.web.books.register.words import FORMS, STAGES
from fielding.web.csv_files import csv_file
from fielding.web.desk import the_hub
from fielding.web.oversight.frames import standpoint_shown
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.web.staff.queue import page_number
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper
from fielding.wiring.registering import PUBLISHER, UNREGISTERED, export_register

#: Rows of a page.
PAGE = 50
Listed = TypeVar("Listed")
HERE = "registered"


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def contracts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the contracts, those replaced by a signed one left out."""
    figures = bookkeeper().figures()
    register = figures.folded(fold_register)
    chosen, sought = request.GET.get("stage", ""), request.GET.get("sought", "").strip()[:100]
    found = [one for _, one in sorted(register.contracts.items()) if _is_shown(one, chosen)]
    if sought:  # names are sealed: only then are all of them opened
        every = open_contracts(the_hub(), actor, register, [one.slug for one in found])
        found = [one for one in found if _matches(one, sought, every)]
    shown, pages = _page(request, found)
    opened = open_contracts(the_hub(), actor, register, [one.slug for one in shown])
    teller = Teller(opened=opened, speaker=speaker_of(request))
    context = {
        **frame(request, figures, actor),
        **pages,
        "title": "The register",
        "contracts": [show_contract(one, teller) for one in shown],
        "count": len(found),
        "chosen": chosen,
        "sought": sought,
        "stages": [(HERE, "Registered here"), *STAGES.items()],
        "page_address": f"?{urlencode({'stage': chosen, 'sought': sought})}&page=",
    }
    return render(request, "books/register/contracts.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def contracts_file(_: HttpRequest, actor: Actor) -> HttpResponse:
    """Give all contracts as CSV, with the checkpoint they stand at in every row."""
    figures = bookkeeper().figures()
    register = figures.folded(fold_register)
    opened = open_contracts(the_hub(), actor, register, tuple(register.contracts))
    head = (
        "contract", "title", "buyer", "buyer name", "suppliers", "supplier names", "from", "to",
        "value in pounds", "stage", "form", "ended", "reason", "entry", "checkpoint size",
    )  # fmt: skip
    rows = (_cells(one, opened, figures) for _, one in sorted(register.contracts.items()))
    return csv_file(f"contracts.{figures.books.standpoint.size}", head, rows)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def exported(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the register as an OCDS release package, names and titles in it."""
    hub = the_hub()
    address = request.build_absolute_uri(request.path)
    now = hub.clock.now()
    by = Publisher(name=PUBLISHER, uri=address, prefix=UNREGISTERED, at=now)
    response = HttpResponse(export_register(hub, actor, by), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="register.{now:%Y-%m-%d}.json"'
    return response


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def organisations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the organisations, by short name."""
    figures = bookkeeper().figures()
    register = figures.folded(fold_register)
    sought = request.GET.get("sought", "").strip()[:100]
    found = [one for _, one in sorted(register.organisations.items())]
    if sought:
        opened = open_names(the_hub(), actor, register, tuple(register.organisations))
        found = [one for one in found if _is_meant(one, sought, opened)]
    shown, pages = _page(request, found)
    names = open_names(the_hub(), actor, register, [one.slug for one in shown])
    teller = Teller(opened=names, speaker=speaker_of(request))
    context = {
        **frame(request, figures, actor),
        **pages,
        "title": "Organisations of the register",
        "organisations": [
            (one, teller.name(one.slug), kind_name(one), ", ".join(map(" ".join, one.identifiers)))
            for one in shown
        ],
        "count": len(found),
        "sought": sought,
        "page_address": f"?{urlencode({'sought': sought})}&page=",
        "back": reverse("register"),
        "back_text": "Contracts",
    }
    return render(request, "books/register/organisations.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def organisations_file(_: HttpRequest, actor: Actor) -> HttpResponse:
    """Give all organisations as CSV."""
    figures = bookkeeper().figures()
    register = figures.folded(fold_register)
    opened = open_names(the_hub(), actor, register, tuple(register.organisations))
    head = (
        "organisation", "name", "kind", "identifiers", "owners noted", "entry", "checkpoint size"
    )  # fmt: skip
    rows = []
    size = figures.books.standpoint.size
    for slug, one in sorted(register.organisations.items()):
        identifiers = " ".join("/".join(pair) for pair in one.identifiers)
        name = opened.names.get(slug, "")
        rows.append((slug, name, one.kind, identifiers, len(one.owners), one.begun, size))
    return csv_file(f"organisations.{size}", head, rows)


def frame(request: HttpRequest, figures: Figures, actor: Actor) -> dict[str, object]:
    """Give what every page of the register shows."""
    return {
        "standpoint": standpoint_shown(figures.books.standpoint, speaker_of(request)),
        "may_keep": Action.KEEP_REGISTER in MAY[actor.role],
        "opens_entries": Action.SEE_FIGURES in MAY[actor.role],
        "back": reverse("books"),
    }


def _is_shown(contract: Contract, stage: str) -> bool:
    published = contract.published
    if published is not None and published.replaced_by is not None:
        return False
    return stage in {"", published.stage if published else HERE}


def _matches(contract: Contract, sought: str, opened: Opened) -> bool:
    told = (contract.slug, opened.titles.get(contract.slug, ""), contract.ocid or "")
    parties = (opened.names.get(slug, "") for slug in (contract.buyer, *contract.suppliers))
    return any(sought.casefold() in text.casefold() for text in (*told, *parties))


def _is_meant(organisation: Organisation, sought: str, opened: Opened) -> bool:
    told = (organisation.slug, opened.names.get(organisation.slug, ""))
    numbers = (number for _, number in organisation.identifiers)
    return any(sought.casefold() in text.casefold() for text in (*told, *numbers))


def _page(
    request: HttpRequest, found: Sequence[Listed]
) -> tuple[Sequence[Listed], dict[str, object]]:
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, page_number(request)), pages)
    shown = found[(page - 1) * PAGE : page * PAGE]
    return shown, {"found": {"page": page, "pages": pages}}


def _cells(one: Contract, opened: Opened, figures: Figures) -> tuple[object, ...]:
    published = one.published
    names = "; ".join(opened.names.get(slug, "") for slug in one.suppliers)
    return (
        one.slug, opened.titles.get(one.slug, ""), one.buyer, opened.names.get(one.buyer, ""),
        " ".join(one.suppliers), names, "" if one.undated else one.begins.isoformat(),
        one.ends.isoformat() if one.ends else "", "" if one.value is None else str(one.value),
        STAGES[published.stage] if published else HERE,
        FORMS.get(published.form, "") if published else FORMS["contract"],
        one.terminated.isoformat() if one.terminated else "", one.reason or "", one.begun,
        figures.books.standpoint.size,
    )  # fmt: skip


def register_of(figures: Figures) -> Register:
    """Give the register of these figures."""
    return figures.folded(fold_register)
