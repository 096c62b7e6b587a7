"""What people do about bills: post one, have it checked, settle its lines."""

import re
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from io import BytesIO
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.billing.check_bill import check_bill
from fielding.app.books.billing.post_invoice import Sent, post_invoice
from fielding.app.books.billing.read_bill import Wanted
from fielding.app.books.billing.settle_lines import settle_lines
from fielding.app.books.finding.raise_findings import raise_findings
from fielding.cases.answers import clean_text
from fielding.engines.errors import InvoiceUnreadable
from fielding.oversight.bills.codes import Result
from fielding.oversight.bills.errors import CannotSettle, DuplicateInvoice
from fielding.oversight.bills.proposing import propose
from fielding.oversight.bills.steps import Decision
from fielding.oversight.register.register import fold_register
from fielding.web.books.bills.opened import read_shown
from fielding.web.books.refusals import or_refused
from fielding.web.books.seeing import seen
from fielding.web.desk import the_hub
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.wiring.billing import billing
from fielding.wiring.figures import bookkeeper

#: Bytes; the command line takes larger files.
LARGEST = 20 * 1024 * 1024
_LONGEST_REASON = 2000
_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,2})?")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.CHECK_BILLS)
@or_withheld
@or_refused
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for a file and its contract; post the invoice, and check it at once."""
    contracts = sorted(bookkeeper().figures().folded(fold_register).contracts)
    faults: dict[str, str] = {}
    if request.method == "POST":
        sent, faults = _sent(request, contracts)
        if sent is not None:
            try:
                return _post(actor, sent)
            except (InvoiceUnreadable, DuplicateInvoice) as fault:
                faults = {"file": str(fault)}
    context = {
        "title": "Post an invoice",
        "contracts": [(slug, slug) for slug in contracts],
        "chosen": request.POST.get("contract", ""),
        "faults": faults,
        "back": reverse("bills"),
    }
    return render(request, "books/bills/new.html", context, status=422 if faults else 200)


@require_POST
@staff(Action.CHECK_BILLS)
@or_withheld
@or_refused
def check(_: HttpRequest, actor: Actor, invoice: str) -> HttpResponse:
    """Check an invoice against the ledger as it stands now."""
    seen(check_bill(billing(), actor, invoice))
    return redirect("bill", invoice)


@require_POST
@staff(Action.CHECK_BILLS)
@or_refused
def settle(request: HttpRequest, actor: Actor, invoice: str, position: int) -> HttpResponse:
    """Settle one line."""
    result = request.POST.get("result", "")
    if result not in {each.value for each in Result}:
        raise CannotSettle(result="none was chosen")
    reason = clean_text(request.POST.get("reason", "")).strip()[:_LONGEST_REASON]
    decision = Decision(result=Result(result), reason=reason, paid=_paid(request))
    seen(settle_lines(the_hub(), actor, invoice, ([position], decision)))
    return redirect("bill-line", invoice, position)


@require_POST
@staff(Action.RAISE_FINDING)
@or_withheld
@or_refused
def raise_all(_: HttpRequest, actor: Actor, invoice: str) -> HttpResponse:
    """Raise the findings that the disputed lines propose; what was raised before stays as it is."""
    found = read_shown(actor, invoice, Wanted(result=Result.DISPUTE))
    proposals = propose(found.bill, [shown.line for shown in found.lines])
    seen(*raise_findings(the_hub(), actor, proposals))
    return redirect("findings")


def _post(actor: Actor, sent: Sent) -> HttpResponse:
    posted = post_invoice(billing(), actor, sent)
    seen(posted)
    invoice = posted.entry.subject.partition("/")[2]
    seen(check_bill(billing(), actor, invoice))
    return redirect("bill", invoice)


def _sent(request: HttpRequest, contracts: list[str]) -> tuple[Sent | None, dict[str, str]]:
    file, contract = request.FILES.get("file"), request.POST.get("contract", "")
    faults: dict[str, str] = {}
    if contract not in contracts:
        faults["contract"] = "Choose the contract that the invoice is about"
    if not isinstance(file, UploadedFile) or (file.size or 0) > LARGEST:
        faults["file"] = "Choose a file of at most 20 MB; the command line takes larger ones"
    if faults or not isinstance(file, UploadedFile):
        return None, faults
    content = file.read()

    def opened() -> AbstractContextManager[BinaryIO]:
        return nullcontext(BytesIO(content))

    return Sent(contract=contract, open=opened), {}


def _paid(request: HttpRequest) -> Decimal | None:
    told = request.POST.get("paid", "").strip().removeprefix("£").replace(",", "")
    if not told:
        return None
    if not _AMOUNT.fullmatch(told):
        raise CannotSettle(paid=told[:40])
    return Decimal(told)
