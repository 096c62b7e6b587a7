"""What a second reader and an adjudicator have before them: lists, and one report at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.readings.reading_again import (
    answer_reading,
    open_reading,
    readings_to_answer,
    readings_to_settle,
    settle_reading,
)
from fielding.ledger.entry import Kept
from fielding.oversight.readings.errors import AnswerAtFault
from fielding.oversight.readings.folding import UNSURE, Reading
from fielding.web.books.readings.words import ANSWERS, DONE
from fielding.web.books.refusals import or_refused
from fielding.web.books.seeing import seen
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.case_view import answer_sections
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper

#: Readings shown at once: enough for a day.
PAGE = 50


@require_safe
@staff(Action.READ_AGAIN)
@or_withheld
def to_read(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what the reader's organisation has to read."""
    waiting = readings_to_answer(bookkeeper(), actor)
    context = {
        "title": "Reports to read again",
        "what": "Read each report as if nobody had decided on it. You are not told what was "
        "decided: some of these were accepted, most were dismissed.",
        "lines": _lines(waiting, "to-read-one"),
        "how_many": len(waiting),
        "done": DONE.get(request.GET.get("done", ""), ""),
    }
    return render(request, "books/readings/to-read.html", context)


@require_safe
@staff(Action.ADJUDICATE)
@or_withheld
def to_settle(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what waits for an adjudicator."""
    waiting = readings_to_settle(bookkeeper(), actor)
    context = {
        "title": "Readings to settle",
        "what": "Where a second reading differs from the decision, and for a share drawn "
        "beforehand, you read the answers too, and what you come to settles it. You are told "
        "neither what was decided nor what the reader said.",
        "lines": _lines(waiting, "to-settle-one"),
        "how_many": len(waiting),
        "done": DONE.get(request.GET.get("done", ""), ""),
    }
    return render(request, "books/readings/to-read.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.READ_AGAIN)
@or_withheld
@or_refused
def to_read_one(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:
    """Show the answers of a report, once the read is recorded; or record what came of it."""
    reader = Reader(
        may=Action.READ_AGAIN, record=answer_reading, codes=ANSWERS, back="to-read", done="answered"
    )
    return _one(request, actor, name, reader)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.ADJUDICATE)
@or_withheld
@or_refused
def to_settle_one(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:
    """Show the answers to an adjudicator, or record what settles it."""
    sure = {code: words for code, words in ANSWERS.items() if code != UNSURE}
    reader = Reader(
        may=Action.ADJUDICATE, record=settle_reading, codes=sure, back="to-settle", done="settled"
    )
    return _one(request, actor, name, reader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whoever reads a report again: what they may, may come to, and where they go back to."""

    may: Action
    record: Callable[..., Kept]  # the use case
    codes: Mapping[str, str]
    back: str
    done: str


def _one(request: HttpRequest, actor: Actor, name: str, reader: Reader) -> HttpResponse:
    faults: dict[str, str] = {}
    if request.method == "POST":
        code, reason = request.POST.get("code", ""), request.POST.get("reason", "")
        try:
            kept = reader.record(bookkeeper(), actor, name, code=code, reason=reason)
        except AnswerAtFault as fault:
            faults = fault.faults
        else:
            seen(kept)
            return redirect(f"{reverse(reader.back)}?done={reader.done}")
    laid = open_reading(bookkeeper(), actor, name, reader.may)
    context = {
        "title": "A report to read again",
        "laid": laid,
        "sections": answer_sections(laid.service, laid.answers, speaker_of(request)),
        "typed": request.POST,
        "faults": faults,
        "only_synthetic": laid.reading.synthetic,
        "codes": list(reader.codes.items()),
        "back": reverse(reader.back),
    }
    return render(request, "books/readings/read.html", context, status=422 if faults else 200)


def _lines(waiting: Sequence[Reading], address: str) -> list[dict[str, object]]:
    return [
        {
            "address": reverse(address, args=[one.id]),
            "name": f"Report {place}",
            "given": one.assigned_at,
            "synthetic": one.synthetic,
        }
        for place, one in enumerate(waiting[:PAGE], start=1)
    ]
