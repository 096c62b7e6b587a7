"""Findings to read: the list, one of them, and the list as a file."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor, Role
from fielding.app.books.finding.read_findings import ToldFinding, read_finding, read_findings
from fielding.app.read_figures import Figures
from fielding.oversight.findings.raising import is_impartial
from fielding.web.books.findings.shown import (
    MOST_SHOWN,
    STATES,
    show_finding,
    show_findings,
)
from fielding.web.books.reader import reader_of
from fielding.web.books.refusals import or_refused
from fielding.web.csv_files import csv_file
from fielding.web.desk import the_hub
from fielding.web.oversight.frames import standpoint_shown
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper

_COLUMNS = (
    "finding", "about", "contract", "instrument", "severity", "code", "sentence", "period",
    "value", "number", "low", "high", "limit", "state", "entries", "rule", "checkpoint size",
    "reply", "decision", "reasons", "withdrawn because",
)  # fmt: skip

#: The pages on which rules propose findings: the name of each address, and what is found there.
_RAISED_AT = (
    ("bills", "Invoices: lines in dispute"),
    ("chains", "Supply chains: work done outside a chain"),
    ("performance", "Measures: targets missed and claims that differ"),
    ("funnels", "Funnels: firms outside the limits"),
    ("readings", "Second readings: dismissals overturned"),
    ("review-rates", "Reviews: rates over a contract’s limit"),
    ("handovers", "Handovers: cases that differ and mass closures"),
)


@require_safe
@staff()
@or_withheld
@or_refused
def findings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the findings that the reader may see: a supplier's are those about itself."""
    figures = bookkeeper().figures()
    told = _asked(request, read_findings(the_hub(), figures, actor))
    reader = reader_of(actor, speaker_of(request), [one.finding.supplier for one in told])
    context = {
        **_frame(request, figures, actor),
        "title": "Findings about you" if actor.role is Role.SUPPLIER else "Findings",
        "findings": show_findings(told[:MOST_SHOWN], reader),
        "more": max(len(told) - MOST_SHOWN, 0),
        "states": [(state, name) for state, (name, _) in STATES.items()],
        "chosen": request.GET.get("state", ""),
        "may_raise": Action.RAISE_FINDING in MAY[actor.role],
        "claims_own": actor.role is Role.SUPPLIER,
        "raised_at": _RAISED_AT,
        "file": f"{reverse('findings-file')}?{request.GET.urlencode()}",
    }
    return render(request, "books/findings/list.html", context)


@require_safe
@staff()
@or_refused
def finding(request: HttpRequest, actor: Actor, finding: str) -> HttpResponse:
    """Show one finding with both sides, and what the reader can do about it."""
    told = read_finding(the_hub(), actor, finding)
    reader = reader_of(actor, speaker_of(request), [told.finding.supplier])
    shown = show_finding(told, reader)
    closed = told.state in {"withdrawn", "expired"}
    may = MAY[actor.role]
    context = {
        "title": "Finding",
        "finding": shown,
        "may_reply": Action.REPLY in may and not closed,
        "may_decide": Action.DECIDE_REPLY in may and not closed,
        "is_impartial": is_impartial(told.finding, actor),
        "may_withdraw": Action.RAISE_FINDING in may and not closed,
        "synthetic_case": shown.synthetic,
        "back": reverse("findings"),
        "back_text": "All findings",
    }
    return render(request, "books/findings/finding.html", context)


@require_safe
@staff()
@or_withheld
@or_refused
def findings_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the list as CSV, a row for each finding or reply, both sides in each row."""
    told = _asked(request, read_findings(the_hub(), bookkeeper().figures(), actor))
    rows = ((*_cells(one), *reply, one.withdrawn) for one in told for reply in _replies(one))
    return csv_file("findings", _COLUMNS, rows)


def _asked(request: HttpRequest, told: Sequence[ToldFinding]) -> list[ToldFinding]:
    state, about = request.GET.get("state", ""), request.GET.get("about", "")
    return [one for one in told if state in {"", one.state} and about in {"", one.finding.supplier}]


def _frame(request: HttpRequest, figures: Figures, actor: Actor) -> dict[str, object]:
    front = Action.SEE_BOOKS in MAY[actor.role]
    return {
        "standpoint": standpoint_shown(figures.books.standpoint, speaker_of(request)),
        "back": reverse("books") if front else None,
    }


def _cells(one: ToldFinding) -> tuple[object, ...]:
    finding, figure = one.finding, one.finding.figure
    return (
        finding.id, finding.supplier, finding.contract or "", finding.instrument,
        finding.severity.value, finding.code, one.sentence, finding.period,
        *(figure.get(name, "") for name in ("value", "n", "low", "high", "limit")),
        one.state, " ".join(map(str, finding.evidence)), finding.rule, finding.stands_at,
    )  # fmt: skip


def _replies(one: ToldFinding) -> list[tuple[str, str, str]]:
    told = [
        (each.words, {None: "", True: "accepted", False: "declined"}[each.reply.accepted],
         each.reasons)
        for each in one.replies
    ]  # fmt: skip
    return told or [("", "", "")]
