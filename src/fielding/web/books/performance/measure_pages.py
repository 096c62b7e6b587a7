"""The contracts with targets, one contract's measures in a month, its files and its entries."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.books.performance.read_measures import (
    ContractMonth,
    list_contracts,
    read_contract,
)
from fielding.app.read_figures import Figures
from fielding.definitions.service import Service
from fielding.oversight.performance.closing import is_closable
from fielding.oversight.performance.observations import metrics_of
from fielding.oversight.performance.proposing import propose
from fielding.oversight.performance.rule import MEASURES
from fielding.oversight.performance.service_credits import credits_due
from fielding.oversight.register.contracts import Contract
from fielding.web.bodies import body_name
from fielding.web.books.performance.shown import (
    month_shown,
    show_measure,
    show_restated,
    show_reversal,
    title_of,
)
from fielding.web.books.performance.words import DONE
from fielding.web.books.refusals import or_refused
from fielding.web.charts_of_months import draw_months
from fielding.web.csv_files import csv_file
from fielding.web.oversight.frames import standpoint_shown
from fielding.web.oversight.withholding import or_withheld
from fielding.web.oversight.words import month_name
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper

#: Entries on one page of a list.
PAGE = 50
_HEAD = (
    "contract", "month", "measure", "met", "counted", "share", "share from", "share to", "target",
    "floor", "verdict", "claimed", "claimed by", "gap", "cases", "checkpoint size",
    "checkpoint root",
)  # fmt: skip


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def contracts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the contracts that have targets."""
    found, figures = list_contracts(bookkeeper(), actor), bookkeeper().figures()
    speaker = speaker_of(request)
    context = {
        "title": "Measures and funnels",
        "contracts": [
            {
                "slug": one.slug,
                "supplier": body_name(one.supplier, speaker),
                "service": _service_name(figures, one),
                "measures": len({name for terms in one.terms for name in terms.targets}),
                "synthetic": one.synthetic,
            }
            for one in found
        ],
        "standpoint": standpoint_shown(figures.books.standpoint, speaker),
        "only_synthetic": not figures.has_real_cases,
        "back": reverse("books"),
    }
    return render(request, "books/performance/contracts.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
@or_refused
def measures(request: HttpRequest, actor: Actor, contract: str) -> HttpResponse:
    """Show a contract's measures in a month, with what was agreed, claimed and closed."""
    found = read_contract(bookkeeper(), actor, contract, request.GET.get("month"))
    figures, speaker = bookkeeper().figures(), speaker_of(request)
    service = service_in(figures, found.contract)
    may = MAY[actor.role]
    context = {
        **frame(request, found),
        "measures": [show_measure(one, service, speaker) for one in found.readings],
        "plots": [
            (title_of(name, service), draw_months(title_of(name, service), shown))
            for name, months in found.history.items()
            for shown in [[month_shown(one) for one in months]]
        ],
        "reversals": [show_reversal(name, one, service) for name, one in found.reversals],
        "restated": [show_restated(one, service) for one in found.restated],
        "credits": [
            (title_of(one.measure, service), one.percent) for one in credits_due(found.readings)
        ],
        "supplier": body_name(found.contract.supplier, speaker),
        "service": _service_name(figures, found.contract),
        "months": [(month, month_name(month)) for month in found.months],
        "may_keep": Action.KEEP_REGISTER in may,
        "may_close": found.closed is None and any(is_closable(one) for one in found.readings),
        "may_raise": Action.RAISE_FINDING in may,
        "proposals": len(propose(found.contract, found.readings, found.standpoint)),
        "opens_entries": Action.SEE_FIGURES in may,
        "rule": MEASURES,
        "done": DONE.get(request.GET.get("done", ""), ""),
        "back": reverse("performance"),
    }
    return render(request, "books/performance/measures.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
@or_refused
def measures_file(request: HttpRequest, actor: Actor, contract: str) -> HttpResponse:
    """Give the measures of the months up to the chosen one as a CSV file."""
    found = read_contract(bookkeeper(), actor, contract, request.GET.get("month"))
    service = service_in(bookkeeper().figures(), found.contract)
    rows = []
    world = "synthetic" if found.contract.synthetic else "real"
    stands = (world, found.standpoint.size, found.standpoint.root.hex())
    for months in found.history.values():
        for one in months:
            row = show_measure(one, service, speaker_of(request))
            low, _, high = row.interval.partition(" to ")
            cells = (contract, one.month, one.measure, row.met, row.of, row.share, low, high)
            more = (row.target, row.floor, row.verdict, row.claim, row.claimed_by, row.gap)
            rows.append((*cells, *more, *stands))
    return csv_file(f"measures.{contract}.{found.standpoint.size}", _HEAD, rows)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
@or_refused
def metrics_file(request: HttpRequest, actor: Actor, contract: str) -> HttpResponse:
    """Give the measures of the months up to the chosen one as OCDS metrics."""
    found = read_contract(bookkeeper(), actor, contract, request.GET.get("month"))
    figures = bookkeeper().figures()
    service = service_in(figures, found.contract)
    titles = {name: title_of(name, service) for name in found.history}
    response = JsonResponse(
        metrics_of(found.contract, found.history, titles, found.standpoint),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    name = f"metrics.{contract}.{found.standpoint.size}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@staff(Action.SEE_FIGURES)
@or_withheld
@or_refused
def measure_entries(request: HttpRequest, actor: Actor, contract: str) -> HttpResponse:
    """List the entries that a measure of a month rests on, a page at a time."""
    found = read_contract(bookkeeper(), actor, contract, request.GET.get("month"))
    wanted = request.GET.get("measure", "")
    reading = next((one for one in found.readings if one.measure == wanted), None)
    if reading is None:
        raise Http404
    service = service_in(bookkeeper().figures(), found.contract)
    context = {
        **frame(request, found),
        **listed(request, reading.entries),
        "title": title_of(reading.measure, service),
        "asked": {"month": found.month, "measure": reading.measure},
        "back": f"{reverse('contract-measures', args=[contract])}?month={found.month}",
    }
    return render(request, "books/performance/entries.html", context)


def frame(request: HttpRequest, found: ContractMonth) -> dict[str, object]:
    """Give what every page of a contract's month shows."""
    return {
        "title": f"Measures of {found.contract.slug}",
        "contract": found.contract,
        "month": found.month,
        "month_name": month_name(found.month),
        "closed": found.closed,
        "standpoint": standpoint_shown(found.standpoint, speaker_of(request)),
        "only_synthetic": found.contract.synthetic,
    }


def listed(request: HttpRequest, indexes: tuple[int, ...]) -> dict[str, object]:
    """Give one page of entries; an address that nobody wrote leads nowhere."""
    number = request.GET.get("page", "1")
    pages = Paginator(indexes, PAGE)
    if not number.isdecimal() or len(number) > 6 or not 1 <= int(number) <= pages.num_pages:
        raise Http404
    here = pages.page(int(number))
    entries = bookkeeper().entries.at(list(here.object_list))
    return {"page": here, "entries": entries, "how_many": len(indexes)}


def service_in(figures: Figures, contract: Contract) -> Service | None:
    """Find the service of a contract."""
    return next((one for one in figures.services if one.code == contract.service), None)


def _service_name(figures: Figures, contract: Contract) -> str:
    service = service_in(figures, contract)
    return service.name.en if service else contract.service or "no service"
