"""The chains of all contracts, one in full with its drawing, and the entries behind its numbers."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.books.chain.read_chain import Chains, ToldChain, read_chain, read_chains
from fielding.app.books.finding.raise_findings import raise_findings
from fielding.app.read_figures import read_entries
from fielding.oversight.chain.placing import Standing
from fielding.oversight.chain.rule import RULE
from fielding.web.books.chain.drawing import draw_chain
from fielding.web.books.chain.shown import entries_asked, share_told, show_alerts, show_firms
from fielding.web.books.chain.words import LOOKS, STANDINGS, firm_name
from fielding.web.books.reader import Reader, reader_of
from fielding.web.books.seeing import seen
from fielding.web.csv_files import csv_file
from fielding.web.desk import the_hub
from fielding.web.oversight.frames import standpoint_shown
from fielding.web.oversight.rules_shown import rules_of
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper

#: Entries on one page of a list.
PAGE = 50
_HEAD = (
    "firm", "under", "tier", "standing", "entries", "share", "share agreed", "approved",
    "contract", "cases", "checkpoint size", "checkpoint root",
)  # fmt: skip


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def chains(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the contracts with what was done inside and outside their chains."""
    read = read_chains(bookkeeper(), actor)
    reader = _reader(request, actor, read.by_contract.values())
    rows = []
    for slug, told in sorted(read.by_contract.items()):
        outside = sum(len(r.entries) for r in told.rows if r.standing is Standing.UNDISCLOSED)
        rows.append(
            {
                "slug": slug,
                "supplier": firm_name(told.contract.supplier, reader),
                "firms": len({row.firm for row in told.rows}),
                "entries": len(told.work),
                "outside": share_told(outside, len(told.work)),
                "alerts": len(told.alerts),
            }
        )
    context = {
        "title": "Supply chains",
        "rows": rows,
        "standpoint": standpoint_shown(read.figures.books.standpoint, reader.speaker),
        "only_synthetic": not read.figures.has_real_cases,
        "back": reverse("books"),
    }
    return render(request, "books/chain/chains.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def chain(request: HttpRequest, actor: Actor, contract: str) -> HttpResponse:
    """Show one chain: drawing, table, alerts, and ways to break figures down along it."""
    read, told = read_chain(bookkeeper(), actor, contract)
    reader = _reader(request, actor, [told])
    title, rules = f"Who did the work under {contract}", rules_of(read.figures.services)
    context = {
        **_frame(request, read, told),
        "title": title,
        "chart": draw_chain(title, told.rows, reader),
        "legend": [(look, STANDINGS[standing]) for standing, look in LOOKS.items()],
        "firms": show_firms(told, reader),
        "alerts": show_alerts(told, reader),
        "whole": len(told.work),
        "supplier": firm_name(told.contract.supplier, reader),
        "countings": [
            (name, rule.title)
            for name, rule in sorted(rules.items())
            if rule.service is None or rule.service.code == told.contract.service
        ],
        "may_raise": Action.RAISE_FINDING in MAY[actor.role] and bool(told.proposals),
        "proposals": len(told.proposals),
        "opens": Action.SEE_FIGURES in MAY[actor.role],
        "raised": request.GET.get("done") == "raised",
        "rule": RULE,
        "back": reverse("chains"),
    }
    return render(request, "books/chain/chain.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def chain_file(request: HttpRequest, actor: Actor, contract: str) -> HttpResponse:
    """Give the table of one chain as a CSV file."""
    read, told = read_chain(bookkeeper(), actor, contract)
    standpoint = read.figures.books.standpoint
    world = "synthetic" if told.contract.synthetic else "real"
    stands = (contract, world, standpoint.size, standpoint.root.hex())
    rows = []
    for row in show_firms(told, _reader(request, actor, [told])):
        cells = (row.firm, row.under, row.tier, row.standing, row.number, row.share, row.cap)
        rows.append((*cells, row.approved, *stands))
    return csv_file(f"chain.{contract}.{standpoint.size}", _HEAD, rows)


@require_safe
@staff(Action.SEE_FIGURES)
@or_withheld
def chain_entries(request: HttpRequest, actor: Actor, contract: str) -> HttpResponse:
    """List the entries behind a number of the chain, a page at a time."""
    read, told = read_chain(bookkeeper(), actor, contract)
    asked = {name: value for name, value in request.GET.items() if isinstance(value, str)}
    indexes = entries_asked(read, told, asked)
    number = asked.pop("page", "1")
    if indexes is None or not number.isdecimal() or len(number) > 6:
        raise Http404
    pages = Paginator(list(indexes), PAGE)
    if not 1 <= int(number) <= pages.num_pages:
        raise Http404
    here = pages.page(int(number))
    context = {
        **_frame(request, read, told),
        "title": f"{len(indexes):,} entries",
        "entries": read_entries(bookkeeper(), actor, list(here.object_list)),
        "page": here,
        "asked": asked,
        "back": reverse("chain", args=[contract]),
    }
    return render(request, "books/chain/entries.html", context)


@require_POST
@staff(Action.RAISE_FINDING)
@or_withheld
def raise_chain_findings(_: HttpRequest, actor: Actor, contract: str) -> HttpResponse:
    """Raise what the chain's rule proposes; what was raised before stays as it is."""
    told = read_chain(bookkeeper(), actor, contract)[1]
    seen(*raise_findings(the_hub(), actor, told.proposals))
    return redirect(f"{reverse('chain', args=[contract])}?done=raised")


def _reader(request: HttpRequest, actor: Actor, told: Iterable[ToldChain]) -> Reader:
    """Open the names of all firms that some chains name."""
    return reader_of(actor, speaker_of(request), {row.firm for one in told for row in one.rows})


def _frame(request: HttpRequest, read: Chains, told: ToldChain) -> dict[str, object]:
    return {
        "contract": told.contract,
        "standpoint": standpoint_shown(read.figures.books.standpoint, speaker_of(request)),
        "only_synthetic": told.contract.synthetic,
    }
