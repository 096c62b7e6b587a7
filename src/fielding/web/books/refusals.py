"""What the rules of the books refuse, told in the words of the error, which say what to do."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fielding.engines.errors import PdfFailed, RulesFailed
from fielding.kernel.errors import FieldingError
from fielding.oversight.awards.errors import NotAnAward, NotRegistered
from fielding.oversight.bills.errors import (
    CannotSettle,
    DuplicateInvoice,
    NoSuchContract,
    NoSuchInvoice,
    NoTariff,
    NotChecked,
)
from fielding.oversight.bills.errors import UnknownSupplier as NoneOfTheSuppliers
from fielding.oversight.findings.errors import (
    AnothersFinding,
    FindingClosed,
    NotAProposal,
    NotImpartial,
    ReplyAnswered,
    ReplyMissing,
    UnknownFinding,
    UnknownReply,
)
from fielding.oversight.handovers.errors import (
    HandoverRefused,
    NoSuchHandover,
    NotAHandoverFile,
    NotYetEqual,
    NotYourPart,
    SignedAlready,
)
from fielding.oversight.performance.errors import (
    NothingAgreed,
    PeriodClosed,
    PeriodNotOver,
    UnknownContract,
    UnknownPeriod,
)
from fielding.oversight.readings.errors import (
    AlreadyDrawn,
    AlreadyRead,
    NotForReopening,
    NotForSettling,
    NothingToDraw,
    NotIndependent,
    NotOpened,
    PeriodOver,
    PeriodRunning,
    PeriodTaken,
    SeedDiffers,
)
from fielding.web.faults import fault_page
from fielding.web.staff.refusals import Refusal

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]

_HIDDEN = (
    NoSuchInvoice,
    UnknownContract,
    UnknownPeriod,
    UnknownFinding,
    UnknownReply,
    NoSuchHandover,
)
_TITLES: Mapping[type[FieldingError], tuple[str, int]] = {
    CannotSettle: ("This line cannot be settled so", 422),
    DuplicateInvoice: ("This invoice was posted already", 409),
    NoSuchContract: ("This contract is not in the register", 422),
    PdfFailed: ("The letter could not be made into a PDF", 503),
    RulesFailed: ("The rules of EN 16931 could not be run", 503),
    NotChecked: ("This invoice has not been checked yet", 409),
    NoTariff: ("There is nothing to check this invoice against", 409),
    NoneOfTheSuppliers: ("The invoice names none of the contract's firms", 422),
    NotRegistered: ("This is not in the register", 422),
    NotAnAward: ("Something is missing from the award", 422),
    AnothersFinding: ("This finding is about another supplier", 403),
    FindingClosed: ("This finding is closed", 409),
    NotAProposal: ("Something is missing from the finding", 422),
    NotImpartial: ("Somebody else has to decide on this reply", 403),
    ReplyAnswered: ("This reply was decided on already", 409),
    ReplyMissing: ("Nothing was written", 422),
    HandoverRefused: ("This handover cannot begin", 422),
    NotAHandoverFile: ("The file cannot be read", 422),
    NotYetEqual: ("The roots are not equal yet", 409),
    NotYourPart: ("This part of the handover is for another party", 403),
    SignedAlready: ("This was signed for already", 409),
    PeriodNotOver: ("This month is not over yet", 409),
    PeriodClosed: ("This month is closed already", 409),
    NothingAgreed: ("There is no figure to close this month with", 409),
    PeriodOver: ("The period of this draw is over", 409),
    PeriodRunning: ("The period of this draw still runs", 409),
    PeriodTaken: ("Another draw covers this period", 409),
    SeedDiffers: ("The seed is not the one that was committed", 409),
    AlreadyDrawn: ("This draw was made already", 409),
    NothingToDraw: ("There is nothing to draw", 409),
    NotIndependent: ("Somebody else has to read this", 403),
    AlreadyRead: ("This case was read already", 409),
    NotForSettling: ("There is nothing to settle here", 409),
    NotOpened: ("Read the case first", 409),
    NotForReopening: ("This case cannot be opened again from here", 409),
}


def or_refused(view: View[Rest]) -> View[Rest]:
    """Answer, or say why not and what can be done."""

    @wraps(view)
    def answered(request: HttpRequest, /, *places: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *places, **named)
        except _HIDDEN:
            return fault_page(request, 404)
        except tuple(_TITLES) as error:
            title, status = _TITLES[type(error)]
            refusal = Refusal(title=title, what=_because(error), do=_sentence(error))
            return render(request, "staff/refused.html", {"refusal": refusal}, status=status)

    return answered


def _sentence(error: FieldingError) -> str:
    return " ".join((type(error).__doc__ or "").split())


def _because(error: FieldingError) -> str:
    told = "; ".join(f"{name}: {fact}" for name, fact in error.facts.items() if fact)
    return (
        f"Nothing was recorded. {told[:1].upper()}{told[1:]}." if told else "Nothing was recorded."
    )
