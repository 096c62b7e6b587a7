"""One counting in full: its rule, charts, table and file, and the entries each number rests on."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.read_figures import Figures, read_entries, read_figures
from fielding.oversight.errors import UnknownCounting
from fielding.oversight.scope import By
from fielding.oversight.tallies import Tally, count, entries_of
from fielding.web.oversight.asking import Asked, asked_in
from fielding.web.oversight.frames import figures_frame, reader_of
from fielding.web.oversight.rules_shown import Rule, rules_of
from fielding.web.oversight.shown_tables import charts_of, key_of, shown_table
from fielding.web.oversight.table_files import table_file
from fielding.web.oversight.waits_shown import HOW, waits_shown
from fielding.web.oversight.withholding import or_withheld
from fielding.web.oversight.words import BY, column_name
from fielding.web.staff.entrance import staff
from fielding.wiring.figures import bookkeeper

#: Entries on one page of a list.
PAGE = 50


@require_safe
@staff(Action.SEE_FIGURES)
@or_withheld
def counting_page(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:
    """Show one counting, broken down."""
    figures = read_figures(bookkeeper(), actor)
    tally, rule = _found(figures, name)
    asked, reader = asked_in(request.GET, figures), reader_of(request, figures)
    table = count(tally, asked.scope, asked.by)
    context = {
        **figures_frame(figures, asked, reader),
        "rule": rule,
        "table": shown_table(tally, table, asked, reader),
        "charts": charts_of(rule.title, tally, asked, reader),
        "legend": key_of(tally.counting, reader.services),
        "waits": waits_shown(figures, rule, asked.scope),
        "waits_how": HOW,
        "ways": [_way(asked, name, by) for by in rule.ways],
        "file": asked.address("figure-file", name),
        "back": asked.address("oversight"),
    }
    return render(request, "oversight/counting.html", context)


@require_safe
@staff(Action.SEE_FIGURES)
@or_withheld
def counting_file(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:
    """Give the table of one counting as a CSV file."""
    figures = read_figures(bookkeeper(), actor)
    tally, _ = _found(figures, name)
    asked, reader = asked_in(request.GET, figures), reader_of(request, figures)
    table = count(tally, asked.scope, asked.by)
    return table_file(tally, table, reader)


@require_safe
@staff(Action.SEE_FIGURES)
@or_withheld
def counting_entries(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:
    """List the entries that a figure rests on, a page at a time."""
    figures = read_figures(bookkeeper(), actor)
    tally, rule = _found(figures, name)
    asked, reader = asked_in(request.GET, figures), reader_of(request, figures)
    if asked.column is not None and asked.column not in tally.counting.columns:
        raise Http404
    indexes = entries_of(tally, asked.scope, asked.column)
    pages = Paginator(indexes, PAGE)
    if asked.page > pages.num_pages:
        raise Http404
    here = pages.page(asked.page)
    context = {
        **figures_frame(figures, asked, reader),
        "rule": rule,
        "column": column_name(asked.column, reader.services) if asked.column else "",
        "how_many": len(indexes),
        "first": here.start_index(),
        "last": here.end_index(),
        "entries": read_entries(bookkeeper(), actor, list(here.object_list)),
        "records": figures.books.records,
        "pages": pages,
        "back": asked.address("figure", name),
    }
    return render(request, "oversight/entries.html", context)


def _found(figures: Figures, name: str) -> tuple[Tally, Rule]:
    try:
        tally = figures.tally(name)
    except UnknownCounting as fault:
        raise Http404 from fault
    return tally, rules_of(figures.services)[name]


def _way(asked: Asked, name: str, by: By) -> dict[str, object]:
    address = asked.broken_down(by).address("figure", name)
    return {"text": BY[by], "address": address, "current": asked.by is by}
