"""The track record: awards in time, an organisation's dossier, and awarding by the rule."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.books.awarding.award_contract import Wanted, award_contract, rule_on_award
from fielding.app.books.awarding.read_dossier import Dossier, read_dossier
from fielding.app.books.finding.read_findings import tell_findings
from fielding.app.errors import InFlight
from fielding.app.read_figures import Figures
from fielding.cases.answers import clean_text
from fielding.kernel.instants import local_day
from fielding.oversight.awards.award import LIMIT, Touch
from fielding.oversight.awards.awarding import fold_awards
from fielding.oversight.awards.errors import NotRegistered
from fielding.oversight.awards.rule import RULE
from fielding.oversight.register.register import fold_register
from fielding.web.books.awards.shown import (
    ShownTouch,
    show_awards,
    show_touches,
    trends,
)
from fielding.web.books.marks import mark_of
from fielding.web.books.reader import Reader, reader_of
from fielding.web.books.refusals import or_refused
from fielding.web.books.seeing import seen
from fielding.web.csv_files import csv_file
from fielding.web.desk import the_hub
from fielding.web.oversight.frames import standpoint_shown
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper

_COLUMNS = ("about", "contract and finding", "period", "value", "number", "interval", "limit",
            "state")  # fmt: skip


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def awards(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List awards made and refused, and every organisation with its dossier, by name."""
    figures = bookkeeper().figures()
    known = figures.folded(fold_register).organisations
    reader = reader_of(actor, speaker_of(request), known)
    context = {
        **_frame(request, figures, actor),
        "title": "Track records and awards",
        "awards": show_awards(figures.folded(fold_awards)[::-1], reader),
        "organisations": sorted((reader.name(slug), slug) for slug in known),
        "may_award": Action.AWARD in MAY[actor.role],
        "back": reverse("books"),
    }
    return render(request, "books/awards/list.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def dossier(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Show an organisation's findings with both sides, its figures in time, and its awards."""
    found = _dossier(actor, slug)
    reader = reader_of(actor, speaker_of(request), _named(found))
    context = {
        **_frame(request, bookkeeper().figures(), actor),
        "title": f"Track record of {reader.name(slug)}",
        "organisation": found.organisation,
        "findings": show_touches(found.findings, reader),
        "trends": trends([told for _, told in found.findings], reader),
        "awards": show_awards(found.awards, reader),
        "similar": found.similar,
        "file": reverse("dossier-file", args=(slug,)),
        "back": reverse("awards"),
        "back_text": "All track records",
    }
    return render(request, "books/awards/dossier.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def dossier_file(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Give the figures of a dossier in time, as CSV."""
    found = _dossier(actor, slug)
    reader = reader_of(actor, speaker_of(request), _named(found))
    every = trends([told for _, told in found.findings], reader)
    rows = ((slug, trend.title, *row) for trend in every for row in trend.rows)
    return csv_file(f"track-record.{slug}", _COLUMNS, rows)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.AWARD)
@or_withheld
@or_refused
def award(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask what is to be awarded, show what the rule says, then record it."""
    figures, faults = bookkeeper().figures(), dict[str, str]()
    wanted = _wanted(request)
    if request.method == "POST":
        faults = _faults(wanted, figures)
        if not faults and request.POST.get("sure") == "yes":
            _recorded(request, actor, wanted)
            return redirect("awards")
        if not faults:
            return render(request, "books/awards/ruling.html", _ruled(request, actor, wanted))
    register = figures.folded(fold_register)
    reader = reader_of(actor, speaker_of(request), register.organisations)
    context = {
        "title": "Award a contract",
        "contracts": [(slug, slug) for slug in sorted(register.contracts)],
        "suppliers": sorted((slug, reader.name(slug)) for slug in register.organisations),
        "wanted": wanted,
        "faults": faults,
        "limit": LIMIT.value,
        "once": mark_of(request),
        "back": reverse("awards"),
    }
    return render(request, "books/awards/award.html", context, status=422 if faults else 200)


def _recorded(request: HttpRequest, actor: Actor, wanted: Wanted) -> None:
    """Record what the rule says, once, however often the page is sent."""
    # In flight no more, but recorded: the other request was waited for until it had committed.
    with suppress(InFlight):
        _, kept = award_contract(bookkeeper(), actor, wanted, mark_of(request))
        if kept:
            seen(kept)


def _dossier(actor: Actor, slug: str) -> Dossier:
    try:
        return read_dossier(bookkeeper(), actor, slug)
    except NotRegistered as fault:
        raise Http404 from fault


def _wanted(request: HttpRequest) -> Wanted:
    suppliers = [clean_text(slug)[:80] for slug in request.POST.getlist("suppliers")[:20]]
    return Wanted(
        contract=request.POST.get("contract", ""),
        suppliers=tuple(dict.fromkeys(slug for slug in suppliers if slug)),
        reasons=clean_text(request.POST.get("reasons", "")),
    )


def _faults(wanted: Wanted, figures: Figures) -> dict[str, str]:
    register = figures.folded(fold_register)
    faults: dict[str, str] = {}
    if wanted.contract not in register.contracts:
        faults["contract"] = "Choose the contract that is awarded"
    if not wanted.suppliers or not set(wanted.suppliers) <= set(register.organisations):
        faults["suppliers"] = "Choose whom it is awarded to"
    if not wanted.reasons.strip():
        faults["reasons"] = "Write the reasons for the award"
    return faults


def _ruled(request: HttpRequest, actor: Actor, wanted: Wanted) -> dict[str, object]:
    figures, today = bookkeeper().figures(), local_day(the_hub().clock.now())
    ruling = rule_on_award(figures, actor, wanted.contract, wanted.suppliers, today)
    touching = (*ruling.blocking, *ruling.others, *ruling.undecided)
    named = [*wanted.suppliers, *(touch.finding.supplier for touch in touching)]
    reader = reader_of(actor, speaker_of(request), named)
    return {
        **_frame(request, figures, actor),
        "title": "The award can be made" if ruling.allowed else "The award is refused",
        "allowed": ruling.allowed,
        "wanted": wanted,
        "names": [reader.name(slug) for slug in wanted.suppliers],
        "blocking": _shown(reader, ruling.blocking),
        "others": _shown(reader, (*ruling.undecided, *ruling.others)),
        "limit": LIMIT.value,
        "once": mark_of(request),
        "back": reverse("award"),
    }


def _shown(reader: Reader, touching: tuple[Touch, ...]) -> tuple[ShownTouch, ...]:
    told = tell_findings(the_hub(), reader.actor, [touch.finding for touch in touching])
    return show_touches(zip(touching, told, strict=True), reader)


def _named(found: Dossier) -> list[str]:
    """Give the organisations that a dossier speaks of."""
    awarded = [slug for one in found.awards for slug in one.suppliers]
    return [
        found.organisation.slug,
        *(told.finding.supplier for _, told in found.findings),
        *awarded,
    ]


def _frame(request: HttpRequest, figures: Figures, actor: Actor) -> dict[str, object]:
    return {
        "standpoint": standpoint_shown(figures.books.standpoint, speaker_of(request)),
        "opens_entries": Action.SEE_FIGURES in MAY[actor.role],
        "rule": RULE,
    }
