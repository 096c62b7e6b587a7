"""Any counting broken down along a contract's chain, as a page and as a file."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.books.chain.read_chain import Chains, ToldChain, break_down, read_chain
from fielding.oversight.chain.breakdown import Along, ChainTable
from fielding.oversight.errors import UnknownCounting
from fielding.oversight.tables import Row
from fielding.web.books.chain.shown import entries_address
from fielding.web.books.chain.words import ALONG, row_name
from fielding.web.books.reader import reader_of as names_for
from fielding.web.csv_files import csv_file
from fielding.web.oversight.frames import reader_of, standpoint_shown
from fielding.web.oversight.rules_shown import rules_of
from fielding.web.oversight.shown_tables import told_share
from fielding.web.oversight.withholding import or_withheld
from fielding.web.oversight.words import column_name
from fielding.web.staff.entrance import staff
from fielding.wiring.figures import bookkeeper


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def chain_figure(request: HttpRequest, actor: Actor, contract: str, name: str) -> HttpResponse:
    """Show a counting broken down by firm, tier or supplier."""
    read, told = read_chain(bookkeeper(), actor, contract)
    table = _table(request, read, told, name)
    reader = reader_of(request, read.figures)
    names = names_for(actor, reader.speaker, {row.firm for row in told.rows})
    rule = rules_of(read.figures.services)[name]
    here = reverse("chain-figure", args=[contract, name])
    context = {
        "title": f"{rule.title} along the chain of {contract}",
        "rule": rule,
        "contract": told.contract,
        "columns": [column_name(column, reader.services) for column in table.columns],
        "rows": _rows(read, table, (contract, name), lambda g: row_name(table.along, g, names)),
        "opens": Action.SEE_FIGURES in MAY[actor.role],
        "has_share": bool(read.figures.countings[name].of),
        "along": ALONG[table.along],
        "ways": [
            {"text": text, "address": f"{here}?along={way.value}", "current": way is table.along}
            for way, text in ALONG.items()
        ],
        "file": f"{reverse('chain-figure-file', args=[contract, name])}?along={table.along.value}",
        "standpoint": standpoint_shown(table.standpoint, reader.speaker),
        "only_synthetic": told.contract.synthetic,
        "back": reverse("chain", args=[contract]),
    }
    return render(request, "books/chain/figure.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def chain_figure_file(request: HttpRequest, actor: Actor, contract: str, name: str) -> HttpResponse:
    """Give the same table as a CSV file."""
    read, told = read_chain(bookkeeper(), actor, contract)
    table = _table(request, read, told, name)
    reader = reader_of(request, read.figures)
    names = names_for(actor, reader.speaker, {row.firm for row in told.rows})
    size = table.standpoint.size
    columns = [column_name(column, reader.services) for column in table.columns]
    head = (ALONG[table.along], *columns, "all", "share", "interval", "checkpoint size", "root")
    rows = []
    for row in _rows(read, table, (contract, name), lambda g: row_name(table.along, g, names)):
        cells = (row.name, *row.cells, row.total, row.share, row.interval)
        rows.append((*cells, size, table.standpoint.root.hex()))
    return csv_file(f"{name}.{contract}.by-{table.along.value}.{size}", head, rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """One row in words; the last of a table is its whole."""

    name: str
    cells: tuple[int, ...]
    total: int
    #: Of the entries behind each cell, and behind the whole row.
    addresses: tuple[str, ...]
    address: str
    share: str
    interval: str


def _table(request: HttpRequest, read: Chains, told: ToldChain, name: str) -> ChainTable:
    try:
        along = Along(request.GET.get("along") or Along.LEAF)
        return break_down(read, told, name, along)
    except (ValueError, UnknownCounting) as fault:
        raise Http404 from fault


def _rows(
    read: Chains, table: ChainTable, named: tuple[str, str], called: Callable[[str], str]
) -> list[ShownRow]:
    contract, name = named
    counting = read.figures.countings[name]

    def shown(row: Row, title: str) -> ShownRow:
        asked = {"figure": name, "along": table.along.value}
        asked |= {} if row is table.whole else {"row": row.group}
        share, interval = told_share(counting.share(row)) if counting.of else ("", "")
        return ShownRow(
            name=title,
            cells=tuple(row.count(column) for column in table.columns),
            total=row.total,
            addresses=tuple(
                entries_address(contract, **asked, column=column) for column in table.columns
            ),
            address=entries_address(contract, **asked),
            share=share if interval else "–",
            interval=interval or "–",
        )

    return [*(shown(row, called(row.group)) for row in table.rows), shown(table.whole, "All")]
