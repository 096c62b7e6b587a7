"""The letter to the supplier: what is paid, queried and disputed, and why; a page, or a PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.billing.read_bill import Wanted
from fielding.engines.pdf import can_make_pdf, make_pdf
from fielding.oversight.bills.codes import Result
from fielding.web.books.bills.opened import credits_of, read_shown, sums_of
from fielding.web.books.bills.shown import bill_name, facts_of, line_shown
from fielding.web.books.bills.words import SUMS
from fielding.web.books.refusals import or_refused
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
@or_refused
def letter(request: HttpRequest, actor: Actor, invoice: str) -> HttpResponse:
    """Show the letter, made to be printed."""
    return render(request, "books/bills/letter.html", _letter(request, actor, invoice))


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
@or_refused
def letter_pdf(request: HttpRequest, actor: Actor, invoice: str) -> HttpResponse:
    """Give the letter as a PDF, where one can be made."""
    told = _letter(request, actor, invoice)
    if not can_make_pdf():
        raise Http404
    page = render_to_string("books/bills/letter-pdf.html", told, request=request)
    response = HttpResponse(make_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letter.{invoice}.pdf"'
    return response


def _letter(request: HttpRequest, actor: Actor, invoice: str) -> dict[str, object]:
    found, speaker = read_shown(actor, invoice, Wanted()), speaker_of(request)
    known = found.bill
    if known.check is None:
        raise Http404
    unpaid = [one for one in found.lines if one.line.result is not Result.PAY]
    return {
        "title": f"Letter: {bill_name(known)}",
        "bill": known,
        "number": found.number,
        "facts": list(facts_of(known, speaker, found.number))[:5],
        "sums": sums_of(found),
        "discrepancies": [(SUMS[d.of], d.stated, d.found) for d in found.discrepancies],
        "credits": credits_of(actor, known),
        "lines": [line_shown(one, known.currency) for one in unpaid],
        "may_make_pdf": can_make_pdf(),
        "checked": speaker.day(known.check.on),
        "rule": known.check.rule,
        "synthetic_case": known.synthetic,
        "back": reverse("bill", args=[invoice]),
    }
