"""What the register's forms share: a page that asks, choices, and recording what was typed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fielding.access.roles import Actor
from fielding.app.books.registering.opening import open_names
from fielding.ledger.entry import Kept
from fielding.oversight.register.errors import RegisterFault
from fielding.web.books.register.listing import register_of
from fielding.web.books.register.shown import Teller
from fielding.web.books.register.typed import Typed
from fielding.web.books.seeing import seen
from fielding.web.desk import the_hub
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper

#: A list to choose from; past this many, a short name is typed.
MOST_CHOICES = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form's page: its template, what it shows, and where its back link leads."""

    template: str
    title: str
    back: str
    shows: dict[str, object]


def ask(request: HttpRequest, form: Form, typed: Typed) -> HttpResponse:
    """Show a form, with what was typed and what is wrong with it."""
    context = {
        **form.shows,
        "title": form.title,
        "back": form.back,
        "typed": request.POST,
        "faults": typed.faults,
    }
    status = 422 if typed.faults else 200
    return render(request, f"books/register/{form.template}.html", context, status=status)


def recorded(typed: Typed, name: str, record: Callable[[], Kept]) -> bool:
    """Record what was typed; what the register refuses is told beside a field, in its words."""
    try:
        seen(record())
    except RegisterFault as fault:
        sentence = " ".join((type(fault).__doc__ or "").split())
        told = "; ".join(f"{key}: {value}" for key, value in fault.facts.items() if value)
        typed.faults[name] = f"{sentence} ({told})" if told else sentence
        return False
    return True


def choices(actor: Actor, request: HttpRequest) -> list[tuple[str, str]]:
    """List the organisations to choose from, by name."""
    register = register_of(bookkeeper().figures())
    slugs = sorted(register.organisations)[:MOST_CHOICES]
    opened = open_names(the_hub(), actor, register, slugs)
    teller = Teller(opened=opened, speaker=speaker_of(request))
    return sorted(((slug, teller.name(slug)) for slug in slugs), key=lambda pair: pair[1])
