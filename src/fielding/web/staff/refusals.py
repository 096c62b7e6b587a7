"""What the rules refuse, told in plain words: what happened, and what can be done now."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fielding.access.errors import NotFound, NotPermitted
from fielding.app.errors import DecidedMeanwhile, Overtaken, TakenAlready, UnknownService
from fielding.cases.errors import (
    CaseErased,
    Incomplete,
    NotAllowedFromHere,
    NotTheirs,
    UnknownDecision,
)
from fielding.kernel.errors import FieldingError
from fielding.referral.errors import NoSuchReferral, OutcomeNotAllowed, ReferralMovedOn
from fielding.web.desk import UNREACHABLE
from fielding.web.faults import fault_page
from fielding.web.staff.words import state_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A refusal as the reader gets it."""

    title: str
    what: str
    do: str
    status: int = 409


#: Errors that have a page of their own among the fault pages.
_PAGES: dict[type[FieldingError], int] = {
    NotFound: 404,
    NoSuchReferral: 404,
    UnknownDecision: 404,
    UnknownService: 404,
    NotPermitted: 403,
}


def refusal_page(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer, or say why not."""
    try:
        return answer()
    except tuple(_PAGES) as error:
        return fault_page(request, _PAGES[type(error)])
    except UNREACHABLE:
        return fault_page(request, 503)
    except FieldingError as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        return render(request, "staff/refused.html", {"refusal": refusal}, status=refusal.status)


def refusal_of(error: FieldingError) -> Refusal | None:
    """Say in plain words why something was refused; None where it is no refusal of the rules."""
    tell = _TELLING.get(type(error))
    return tell(error) if tell else None


def _not_from_here(error: FieldingError) -> Refusal:
    facts = error.facts
    state = f"It is {state_name(str(facts['state'])).lower()} now." if "state" in facts else ""
    because = f"The reason: {facts['because']}." if "because" in facts else ""
    allowed = facts.get("allowed_now")
    possible = f"Possible from here: {allowed}." if allowed not in {None, "none"} else ""
    return Refusal(
        title="That cannot be done from here",
        what=f"The case may have moved on since you opened it. {state} {because}".strip(),
        do=f"Nothing was changed. Open the case again to see where it is. {possible}".strip(),
    )


def _not_theirs(error: FieldingError) -> Refusal:
    because = error.facts.get("because") or f"it is for: {error.facts.get('by', 'somebody else')}"
    return Refusal(
        title="Somebody else has to do this",
        what=f"Nobody marks their own work. The reason: {because}.",
        do="Nothing was changed. Leave it to a colleague who may.",
        status=403,
    )


def _decided_meanwhile(error: FieldingError) -> Refusal:
    return Refusal(
        title="Somebody else decided while you were writing",
        what=f"The case is {state_name(str(error.facts.get('state', ''))).lower()} now. "
        "Your decision was not recorded.",
        do="Open the case again, look at what was decided, and decide then whether there is "
        "anything left to do.",
    )


def _overtaken(_: FieldingError) -> Refusal:
    return Refusal(
        title="Several people are working on this case at once",
        what="Somebody else added to it at the same moment. Nothing of yours was recorded.",
        do="Go back and try again in a moment.",
    )


def _taken(error: FieldingError) -> Refusal:
    return Refusal(
        title="Somebody has taken this case already",
        what=f"It is with {error.facts.get('by')} now.",
        do="Go back to the queue and take another.",
    )


def _erased(_: FieldingError) -> Refusal:
    return Refusal(
        title="This case was erased",
        what="Its text and its key were destroyed. That it existed, and what was done with it, "
        "stays provable in the ledger.",
        do="Nothing more can be done with it.",
        status=410,
    )


def _moved_on(error: FieldingError) -> Refusal:
    return Refusal(
        title="This referral has moved on",
        what=f"It is {error.facts.get('state', 'answered')} already. Somebody of your body may "
        "have answered it meanwhile.",
        do="Nothing was changed. Open it again to see where it is.",
    )


def _outcome(error: FieldingError) -> Refusal:
    return Refusal(
        title="This outcome cannot be recorded here",
        what=f"Outcome {error.facts.get('outcome')}: {error.facts.get('because')}",
        do="Nothing was changed. Go back and choose one of the outcomes listed.",
    )


def _incomplete(error: FieldingError) -> Refusal:
    faults = error.faults if isinstance(error, Incomplete) else {}
    return Refusal(
        title="Something is missing",
        what="; ".join(faults.values()) + ".",
        do="Go back and fill it in.",
        status=422,
    )


_TELLING: dict[type[FieldingError], Callable[[FieldingError], Refusal]] = {
    NotAllowedFromHere: _not_from_here,
    NotTheirs: _not_theirs,
    DecidedMeanwhile: _decided_meanwhile,
    Overtaken: _overtaken,
    TakenAlready: _taken,
    CaseErased: _erased,
    ReferralMovedOn: _moved_on,
    OutcomeNotAllowed: _outcome,
    Incomplete: _incomplete,
}
