"""Bills to read: the list, one invoice with its lines, one line with its entries, files, letter."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.books.billing.read_bill import ShownBill, Wanted, read_bills
from fielding.oversight.bills.codes import Result
from fielding.web.books.bills.asked import PAGE, asked_lines
from fielding.web.books.bills.opened import credits_of, read_shown, sums_of
from fielding.web.books.bills.shown import (
    bill_name,
    bill_row,
    facts_of,
    line_shown,
    results_of,
)
from fielding.web.books.bills.words import CODES, RESULTS, SUMS
from fielding.web.books.refusals import or_refused
from fielding.web.csv_files import csv_file
from fielding.web.oversight.frames import standpoint_shown
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper

_COLUMNS = (
    "line", "supplier's line", "unit", "quantity", "amount", "result", "paid", "queried",
    "disputed", "owed", "codes", "entries", "settled by hand", "checkpoint size",
)  # fmt: skip


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def bills(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List all invoices."""
    figures, speaker = bookkeeper().figures(), speaker_of(request)
    context = {
        "title": "Invoices",
        "bills": [bill_row(bill, speaker) for bill in read_bills(figures, actor)],
        "may_post": Action.CHECK_BILLS in MAY[actor.role],
        "standpoint": standpoint_shown(figures.books.standpoint, speaker),
        "back": reverse("books"),
    }
    return render(request, "books/bills/list.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
@or_refused
def bill(request: HttpRequest, actor: Actor, invoice: str) -> HttpResponse:
    """Show one invoice, its sums, and a page of its lines."""
    asked, speaker = asked_lines(request.GET), speaker_of(request)
    found = read_shown(actor, invoice, asked.wanted)
    if asked.page > 1 and not found.lines:
        raise Http404
    known = found.bill
    context = {
        "title": bill_name(known),
        "bill": known,
        "facts": list(facts_of(known, speaker, found.number)),
        "results": list(results_of(known)),
        "sums": sums_of(found),
        "discrepancies": [(SUMS[d.of], d.stated, d.found) for d in found.discrepancies],
        "rules": found.rules,
        "credits": credits_of(actor, known),
        "lines": [line_shown(line, known.currency) for line in found.lines],
        "matching": found.matching,
        "asked": asked,
        "pages": -(-found.matching // PAGE),
        "all_results": [(result.value, RESULTS[result][0]) for result in Result],
        "all_codes": [(code.value, CODES[code]) for code in known.check.codes]
        if known.check
        else [],
        "may_check": Action.CHECK_BILLS in MAY[actor.role],
        "may_raise": Action.RAISE_FINDING in MAY[actor.role] and known.disputed,
        "may_open": Action.SEE_FIGURES in MAY[actor.role],
        "synthetic_case": known.synthetic,
        "back": reverse("bills"),
        "back_text": "All invoices",
    }
    return render(request, "books/bills/bill.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
@or_refused
def line(request: HttpRequest, actor: Actor, invoice: str, position: int) -> HttpResponse:
    """Show one line with the entries it rests on, and let it be settled."""
    found = read_shown(actor, invoice, Wanted())
    shown = next((one for one in found.lines if one.line.position == position), None)
    if shown is None:
        raise Http404
    context = {
        "title": f"Line {shown.line.id or position}",
        "bill": found.bill,
        "caption": bill_name(found.bill),
        "line": line_shown(shown, found.bill.currency),
        "choices": [(result.value, RESULTS[result][0]) for result in Result],
        "may_check": Action.CHECK_BILLS in MAY[actor.role],
        "may_open": Action.SEE_FIGURES in MAY[actor.role],
        "synthetic_case": found.bill.synthetic,
        "back": reverse("bill", args=[invoice]),
    }
    return render(request, "books/bills/line.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
@or_refused
def lines_file(request: HttpRequest, actor: Actor, invoice: str) -> HttpResponse:
    """Give the lines as CSV."""
    found = read_shown(actor, invoice, asked_lines(request.GET).every)
    return csv_file(f"invoice.{invoice}", _COLUMNS, _cells(found))


def _cells(found: ShownBill) -> Iterator[tuple[object, ...]]:
    size = found.bill.check.size if found.bill.check else ""
    for one in found.lines:
        row = one.line
        yield (
            row.position, row.id, row.unit, f"{row.quantity:f}", f"{row.amount:f}",
            row.result.value, f"{row.paid:f}", f"{row.queried:f}", f"{row.disputed:f}",
            f"{row.found.owed:f}", " ".join(row.codes), " ".join(map(str, row.found.entries)),
            "yes" if one.settled else "no", size,
        )  # fmt: skip
