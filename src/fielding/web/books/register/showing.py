"""One contract, one organisation, and what is odd in the register."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.registering.opening import Opened, open_contracts, open_names
from fielding.app.books.texts import read_texts
from fielding.app.read_figures import Figures
from fielding.kernel.instants import local_day
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.faults import ODD, Oddity, oddities
from fielding.oversight.register.organisations import Organisation
from fielding.oversight.register.processes import Process
from fielding.oversight.register.register import Register
from fielding.web.books.register.listing import frame, register_of
from fielding.web.books.register.shown import (
    Teller,
    kind_name,
    show_contract,
    show_links,
    show_owners,
    show_releases,
    show_terms,
)
from fielding.web.books.register.words import LOOKED
from fielding.web.desk import the_hub
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def contract(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Show who works for whom, for what, from when to when, and on what terms."""
    figures = bookkeeper().figures()
    register = register_of(figures)
    found = contract_of(register, slug)
    opened = open_contracts(the_hub(), actor, register, [slug])
    teller = Teller(opened=opened, speaker=speaker_of(request))
    texts = read_texts(the_hub(), actor, [f"contract/{slug}"])
    shown = show_contract(found, teller)
    context = {
        **frame(request, figures, actor),
        "title": shown.title,
        "contract": shown,
        "published": found.published,
        "releases": show_releases(_process(found, register), teller),
        "description": texts.get(found.titled or "", {}).get("description", ""),
        "links": show_links(found, register, teller),
        "terms": show_terms(found, teller),
        "amendments": _amendments(found, texts, teller),
        "odd": _odd(figures, f"contract/{slug}", teller),
        "back": reverse("register"),
        "back_text": "All contracts",
    }
    return render(request, "books/register/contract.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def release(_: HttpRequest, actor: Actor, process: str, link: str) -> HttpResponse:
    """Give a release as it was published, to the last field."""
    register = register_of(bookkeeper().figures())
    if process not in register.processes:
        raise Http404
    told = read_texts(the_hub(), actor, [f"process/{process}"]).get(link, {})
    if "release" not in told:
        raise Http404
    response = HttpResponse(str(told["release"]), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="release.{link}.json"'
    return response


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def organisation(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Show what an organisation is known by, who owns it, its contracts, what was looked at."""
    figures = bookkeeper().figures()
    register = register_of(figures)
    found = organisation_of(register, slug)
    mine = [one for _, one in sorted(register.contracts.items()) if _has_part(one, slug)]
    firms = {slug, *(holding.owner for holding in found.owners if holding.owner)}
    owned = [one.slug for one in register.organisations.values() if slug in _owners(one)]
    opened = open_contracts(the_hub(), actor, register, [one.slug for one in mine])
    names = open_names(the_hub(), actor, register, [*firms, *owned]).names
    merged = Opened(names={**opened.names, **names}, titles=opened.titles)
    teller = Teller(opened=merged, speaker=speaker_of(request))
    texts = read_texts(the_hub(), actor, [f"organisation/{slug}"])
    context = {
        **frame(request, figures, actor),
        "title": teller.name(slug),
        "organisation": found,
        "kind": kind_name(found),
        "other_names": _other_names(found, texts),
        "owners": show_owners(found, _persons(texts), teller),
        "owns": [(one, teller.name(one)) for one in sorted(owned)],
        "contracts": [(show_contract(one, teller), _part(one, slug)) for one in mine],
        "diligence": [
            (
                d,
                ", ".join(LOOKED.get(w, w) for w in d.looked_at),
                texts.get(d.entry, {}).get("note"),
            )
            for d in found.diligence
        ],
        "odd": _odd(figures, f"organisation/{slug}", teller),
        "back": reverse("register-organisations"),
        "back_text": "All organisations",
    }
    return render(request, "books/register/organisation.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def odd(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what is odd in the register, each with its entries."""
    figures = bookkeeper().figures()
    register = register_of(figures)
    found = _oddities(figures)
    firms = {slug for one in found for slug in one.others}
    opened = open_names(the_hub(), actor, register, tuple(firms))
    teller = Teller(opened=opened, speaker=speaker_of(request))
    context = {
        **frame(request, figures, actor),
        "title": "What is odd in the register",
        "odd": [_told(one, teller) for one in found],
        "looked_for": list(ODD.values()),
        "back": reverse("register"),
        "back_text": "The register",
    }
    return render(request, "books/register/odd.html", context)


def contract_of(register: Register, slug: str) -> Contract:
    """Give a contract, or answer that there is none."""
    if slug not in register.contracts:
        raise Http404
    return register.contracts[slug]


def organisation_of(register: Register, slug: str) -> Organisation:
    """Give an organisation, or answer that there is none."""
    if slug not in register.organisations:
        raise Http404
    return register.organisations[slug]


def _oddities(figures: Figures) -> tuple[Oddity, ...]:
    today = local_day(the_hub().clock.now())
    return oddities(register_of(figures), figures.books.folios, today)


def _process(found: Contract, register: Register) -> Process | None:
    return register.processes.get(found.published.process) if found.published else None


def _odd(figures: Figures, subject: str, teller: Teller) -> list[dict[str, object]]:
    """List what is odd about one of them; terms say beside themselves that they came late."""
    found = [one for one in _oddities(figures) if one.subject == subject]
    return [_told(one, teller) for one in found if one.code != "terms-recorded-late"]


def _told(one: Oddity, teller: Teller) -> dict[str, object]:
    noun, _, slug = one.subject.partition("/")
    return {
        **asdict(one),
        "words": ODD[one.code],
        "circle": " → ".join(teller.name(slug) for slug in one.others),
        "address": reverse(f"register-{noun}", args=(slug,)),
        "slug": slug,
    }


def _amendments(
    found: Contract, texts: Mapping[str, Mapping[str, object]], teller: Teller
) -> list[tuple[str, object, int]]:
    return [
        (teller.day(one.on), texts.get(one.entry, {}).get("words", ""), one.index)
        for one in found.amendments
    ]


def _has_part(one: Contract, slug: str) -> bool:
    return slug in {one.buyer, *one.suppliers, *(link.sub for link in one.links)}


def _part(one: Contract, slug: str) -> str:
    if slug == one.buyer:
        return "Buyer"
    if slug in one.suppliers:
        return "Supplier" if one.supplier else "One of the firms named"
    return "Subcontractor"


def _owners(one: Organisation) -> set[str | None]:
    return {holding.owner for holding in one.owners}


def _persons(texts: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    """Give the names of natural persons by the entry that seals them, where the record has one."""
    return {
        entry: _person(str(told["person"])) for entry, told in texts.items() if "person" in told
    }


def _person(told: str) -> str:
    """Give a person's full name: typed by hand, or in the record of a file."""
    try:
        names = json.loads(told)["names"]
        return str(names[0]["fullName"])
    except ValueError:
        return told
    except (KeyError, IndexError, TypeError):
        return "A person, described in the sealed record"


def _other_names(found: Organisation, texts: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Give earlier names, and others that came under the same identifier."""
    told: dict[str, None] = {}
    for entry in found.named:
        text = texts.get(entry, {})
        if entry != found.name_entry and text.get("name"):
            told[str(text["name"])] = None
        others = text.get("other_names")
        told |= dict.fromkeys(str(name) for name in others) if isinstance(others, list) else {}
    return list(told)
