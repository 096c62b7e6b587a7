"""What is done about a contract's month: close, check the close, raise findings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.finding.raise_findings import raise_findings
from fielding.app.books.performance.close_period import check_close, close_period
from fielding.app.books.performance.read_measures import read_contract
from fielding.ledger.entry import Kept
from fielding.oversight.performance.closing import Figure
from fielding.oversight.performance.proposing import propose
from fielding.oversight.shares import Share
from fielding.web.books.performance.measure_pages import frame, service_in
from fielding.web.books.performance.shown import title_of, told
from fielding.web.books.refusals import or_refused
from fielding.web.books.seeing import seen
from fielding.web.desk import the_hub
from fielding.web.oversight.withholding import or_withheld
from fielding.web.oversight.words import month_name
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper


@require_POST
@staff(Action.KEEP_REGISTER)
@or_withheld
@or_refused
def close(request: HttpRequest, actor: Actor, contract: str) -> HttpResponse:
    """Close a month with its figures."""
    month = request.POST.get("month", "")
    kept = close_period(bookkeeper(), actor, contract, month)
    return _shown(contract, month, "closed", kept)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
@or_refused
def check(request: HttpRequest, actor: Actor, contract: str) -> HttpResponse:
    """Count a closed month again, from the entries its checkpoint covers."""
    month = request.GET.get("month", "")
    closed, again = check_close(bookkeeper(), actor, contract, month)
    found = read_contract(bookkeeper(), actor, contract, month)
    service = service_in(bookkeeper().figures(), found.contract)
    context = {
        **frame(request, found),
        "title": f"The close of {month_name(month)}, counted again",
        "at": speaker_of(request).moment(closed.at),
        "rows": [
            (title_of(one.figure.measure, service), told(_share(one.figure)), told(one.again),
             one.is_equal)
            for one in again
        ],
        "back": f"{reverse('contract-measures', args=[contract])}?month={month}",
    }  # fmt: skip
    return render(request, "books/performance/check.html", context)


@require_POST
@staff(Action.RAISE_FINDING)
@or_withheld
@or_refused
def raise_all(request: HttpRequest, actor: Actor, contract: str) -> HttpResponse:
    """Raise what the intervals of a month say; what was raised before stays as it is."""
    found = read_contract(bookkeeper(), actor, contract, request.POST.get("month", ""))
    proposals = propose(found.contract, found.readings, found.standpoint)
    raised = raise_findings(the_hub(), actor, proposals)
    return _shown(contract, found.month, "raised", *raised[-1:])


def _share(figure: Figure) -> Share:
    return Share(met=figure.met, of=figure.of, low=0, high=1)


def _shown(contract: str, month: str, done: str, *kept: Kept) -> HttpResponse:
    seen(*kept)
    return redirect(f"{reverse('contract-measures', args=[contract])}?month={month}&done={done}")
