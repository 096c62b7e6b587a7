"""What second readings came to: rates, alarms, readers, the cases to open again, and the files."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.books.finding.raise_findings import finding_id, raise_findings
from fielding.app.books.readings.draws import read_readings
from fielding.app.books.readings.reopening import reopen_case
from fielding.app.read_figures import Figures
from fielding.oversight.findings.finding import fold_findings
from fielding.oversight.readings.proposing import proposals
from fielding.oversight.readings.readers import (
    checked_agreement,
    reader_results,
    settled_agreement,
)
from fielding.oversight.readings.results import (
    TEST,
    Read,
    Result,
    ResultsBy,
    ResultScope,
    reads_in,
    results,
    to_reopen,
)
from fielding.oversight.shares import CannotCompute
from fielding.web.bodies import body_name
from fielding.web.books.readings.shown_results import (
    COLUMNS,
    chart_of,
    name_of,
    shown_agreement,
    shown_reader,
    shown_result,
    told_test,
)
from fielding.web.books.readings.words import DONE, KINDS, RESULTS
from fielding.web.books.refusals import or_refused
from fielding.web.books.seeing import seen
from fielding.web.csv_files import csv_file
from fielding.web.desk import the_hub
from fielding.web.oversight.frames import standpoint_shown
from fielding.web.oversight.withholding import or_withheld
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the rates and alarms by firm or handler, how readers agree, and what to open again."""
    figures, readings = read_readings(bookkeeper(), actor)
    by, scope, query = _asked(request, figures)
    reads, speaker = reads_in(readings, scope), speaker_of(request)
    found = results(reads, by)
    context = {
        "title": "Second readings",
        "standpoint": standpoint_shown(figures.books.standpoint, speaker),
        "only_synthetic": scope.synthetic,
        "by": by.value,
        "rows": [shown_result(one, query, speaker) for one in found],
        "columns": [RESULTS[column] for column in COLUMNS],
        "chart": chart_of(found, speaker),
        "by_chance": f"{TEST.false_alarm * len(found):.1f}",
        "readers": [shown_reader(one, speaker) for one in reader_results(reads)],
        "adjudicated": shown_agreement("All that both read", settled_agreement(reads)),
        "checked": shown_agreement("The share set aside by the draw", checked_agreement(reads)),
        "reopen": [_reopenable(read, figures) for read in to_reopen(reads)],
        "proposed": _proposed(figures, reads, request),
        "may_draw": Action.DRAW in MAY[actor.role],
        "may_raise": Action.RAISE_FINDING in MAY[actor.role],
        "ways": [(way.value, f"?{urlencode({**query, 'by': way.value})}") for way in ResultsBy],
        "file": f"{reverse('reading-file')}?{urlencode({**query, 'by': by.value})}",
        "services": [(service.code, service.name.en) for service in figures.services],
        "chosen": scope.service,
        "done": DONE.get(request.GET.get("done", ""), ""),
        "back": reverse("books"),
    }
    return render(request, "books/readings/overview.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def results_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the table of results as a CSV file."""
    figures, readings = read_readings(bookkeeper(), actor)
    by, scope, _ = _asked(request, figures)
    size = figures.books.standpoint.size
    numbers = [RESULTS[column] for column in COLUMNS]
    rates = ("rate", "rate from", "rate to", "alarm", "cases", "checkpoint size", "checkpoint root")
    head = (by.value, "dismissed", *numbers, *rates)
    rows = []
    world = "synthetic" if scope.synthetic else "real"
    for one in results(reads_in(readings, scope), by):
        told = (name_of(one, speaker_of(request)), one.dismissed, *(one.count(c) for c in COLUMNS))
        where = (told_test(one), world, size, figures.books.standpoint.root.hex())
        rows.append((*told, *_rate(one), *where))
    return csv_file(f"second-readings.by-{by.value}.{size}", head, rows)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def entries(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the readings behind a number, each with its entries."""
    figures, readings = read_readings(bookkeeper(), actor)
    _, scope, query = _asked(request, figures)
    firm, handler = request.GET.get("firm", ""), request.GET.get("handler", "")
    result = request.GET.get("result", "")
    if result not in RESULTS:
        raise Http404
    found = [
        read
        for read in reads_in(readings, scope)
        if read.picked.pick.decided.kind == "dismissed"
        and read.result == result
        and (not firm or read.picked.pick.decided.firm == firm)
        and (not handler or read.picked.pick.decided.handler == handler)
    ]
    context = {
        "title": f"{RESULTS[result]}: entries",
        "who": handler or firm,
        "lines": [_line(read) for read in found],
        "standpoint": standpoint_shown(figures.books.standpoint, speaker_of(request)),
        "only_synthetic": scope.synthetic,
        "back": f"{reverse('readings')}?{urlencode(query)}",
    }
    return render(request, "books/readings/entries.html", context)


@require_POST
@staff(Action.DRAW)
@or_withheld
@or_refused
def reopen(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:  # noqa: ARG001
    """Ask that a case be looked at again whose dismissal was overturned."""
    kept = reopen_case(bookkeeper(), actor, name)
    seen(kept)
    return redirect(f"{reverse('readings')}?done=reopened")


@require_POST
@staff(Action.RAISE_FINDING)
@or_withheld
def raise_all(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Raise the findings proposed, each of them once."""
    figures, readings = read_readings(bookkeeper(), actor)
    _, scope, _ = _asked(request, figures)
    found = results(reads_in(readings, scope), ResultsBy.FIRM)
    proposed = list(proposals(found, stands_at=figures.books.standpoint.size))
    seen(*raise_findings(the_hub(), actor, proposed))
    return redirect("findings")


def _asked(request: HttpRequest, figures: Figures) -> tuple[ResultsBy, ResultScope, dict[str, str]]:
    try:
        by = ResultsBy(request.GET.get("by") or ResultsBy.FIRM)
    except ValueError as fault:
        raise Http404 from fault
    cases = request.GET.get("cases", "")
    synthetic = cases == "synthetic" or (cases != "real" and not figures.has_real_cases)
    scope = ResultScope(
        synthetic=synthetic,
        service=request.GET.get("service") or None,
        draw=request.GET.get("draw") or None,
    )
    query = {"cases": "synthetic" if synthetic else "real"}
    query |= {name: str(request.GET[name]) for name in ("service", "draw") if request.GET.get(name)}
    return by, scope, query


def _proposed(figures: Figures, reads: list[Read], request: HttpRequest) -> list[dict[str, object]]:
    """List the firms in alarm, each with the finding where it is raised already."""
    raised = figures.folded(fold_findings)
    found = proposals(results(reads, ResultsBy.FIRM), stands_at=figures.books.standpoint.size)
    return [
        {
            "firm": body_name(one.supplier, speaker_of(request)),
            "figure": one.figure,
            "finding": finding_id(one) if finding_id(one) in raised else "",
        }
        for one in found
    ]


def _reopenable(read: Read, figures: Figures) -> dict[str, object]:
    record = figures.books.records[f"case/{read.picked.pick.decided.case}"]
    reading = read.reading
    asked = reading is not None and reading.reopened is not None
    return {
        "reading": reading.id if reading else "",
        "reference": record.case.reference,
        "handler": read.picked.pick.decided.handler,
        "index": read.picked.pick.decided.index,
        "asked": asked,
        "open": not asked and not record.case.in_review and record.case.erased_at is None,
        "state": record.case.state,
    }


def _line(read: Read) -> dict[str, object]:
    return {
        "kind": KINDS[read.picked.pick.decided.kind],
        "handler": read.picked.pick.decided.handler,
        "firm": read.picked.pick.decided.firm,
        "entries": read.entries,
    }


def _rate(result: Result) -> tuple[str, str, str]:
    rate = result.rate
    if isinstance(rate, CannotCompute):
        return ("", "", "")
    return (f"{rate.rate:.4f}", f"{rate.interval.low:.4f}", f"{rate.interval.high:.4f}")
