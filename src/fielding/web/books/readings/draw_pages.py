"""Draws: those there are, committing one, making it, and checking it against its seed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.books.readings.draws import commit_draw, make_draw, read_readings
from fielding.app.read_figures import Figures
from fielding.oversight.readings.auditing import audit
from fielding.oversight.readings.errors import PlanAtFault
from fielding.oversight.readings.folding import Draw, Readings
from fielding.oversight.readings.reading import result_of
from fielding.oversight.readings.wording import DIFFERENCES
from fielding.web.bodies import body_name
from fielding.web.books.readings.draw_form import read_form, reading_bodies
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

#: What the form proposes.
_USUAL = {"per_stratum": "1", "per_handler": "10", "accepted": "10", "checked": "10"}


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def draws(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the draws, the newest first."""
    figures, readings = read_readings(bookkeeper(), actor)
    context = {
        "title": "Draws of second readings",
        "draws": [_line(draw, readings) for draw in reversed([*readings.draws.values()])],
        "may_draw": Action.DRAW in MAY[actor.role],
        "services": {service.code: service.name.en for service in figures.services},
        "done": DONE.get(request.GET.get("done", ""), ""),
        "back": reverse("readings"),
    }
    return render(request, "books/readings/draws.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Action.DRAW)
@or_withheld
@or_refused
def new_draw(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for a plan, or commit it with a seed."""
    figures = bookkeeper().figures()
    typed = {name: request.POST.getlist(name) for name in request.POST}
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            known = [service.code for service in figures.services]
            plan = read_form(typed, known, synthetic=not figures.has_real_cases)
            kept = commit_draw(bookkeeper(), actor, plan)
        except PlanAtFault as fault:
            faults = fault.faults
        else:
            seen(kept)
            return redirect(f"{reverse('draws')}?done=committed")
    speaker = speaker_of(request)
    context = {
        "title": "Commit a draw",
        "typed": {**_USUAL, **{name: values[-1] for name, values in typed.items() if values}},
        "chosen": typed.get("readers", []),
        "services": [(service.code, service.name.en) for service in figures.services],
        "bodies": [(body, body_name(body, speaker)) for body in reading_bodies()],
        "only_synthetic": not figures.has_real_cases,
        "faults": faults,
        "back": reverse("draws"),
    }
    return render(request, "books/readings/new-draw.html", context, status=422 if faults else 200)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def draw(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:
    """Show a draw with its plan, its list, and whether the seed draws exactly that list."""
    figures, readings = read_readings(bookkeeper(), actor)
    found = _found(readings, name)
    context = {
        "title": "A draw of second readings",
        "draw": found,
        "line": _line(found, readings),
        "service": next((s.name.en for s in figures.services if s.code == found.plan.service), ""),
        "bodies": [body_name(body, speaker_of(request)) for body in found.plan.readers],
        "differences": _differences(found, figures, readings),
        "picked": _picked(found, readings),
        "is_over": figures.books.standpoint.at >= found.plan.before,
        "may_draw": Action.DRAW in MAY[actor.role],
        "standpoint": standpoint_shown(figures.books.standpoint, speaker_of(request)),
        "only_synthetic": found.plan.synthetic,
        "done": DONE.get(request.GET.get("done", ""), ""),
        "back": reverse("draws"),
    }
    return render(request, "books/readings/draw.html", context)


@require_POST
@staff(Action.DRAW)
@or_withheld
@or_refused
def make(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:  # noqa: ARG001
    """Reveal the seed and give the cases out."""
    kept = make_draw(bookkeeper(), actor, name)
    seen(kept)
    return redirect(f"{reverse('draw', args=[name])}?done=drawn")


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def draw_file(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:  # noqa: ARG001
    """Give the list of a draw as a CSV file."""
    figures, readings = read_readings(bookkeeper(), actor)
    found = _found(readings, name)
    head = (
        "kind", "firm", "handler", "code", "case", "decision entry", "drawn from", "result",
        "checkpoint size",
    )  # fmt: skip
    size = figures.books.standpoint.size
    rows = ((*line.values(), size) for line in _picked(found, readings))
    return csv_file(f"draw.{found.id}", head, rows)


def _found(readings: Readings, name: str) -> Draw:
    if name not in readings.draws:
        raise Http404
    return readings.draws[name]


def _line(draw: Draw, readings: Readings) -> dict[str, object]:
    results = [result_of(one, readings.readings.get(one.reading or "")) for one in draw.picked]
    return {"draw": draw, "drawn": len(results), "results": [
        (RESULTS[code], results.count(code)) for code in RESULTS
    ]}  # fmt: skip


def _picked(draw: Draw, readings: Readings) -> list[dict[str, object]]:
    return [
        {
            "kind": KINDS[one.pick.decided.kind],
            "firm": one.pick.decided.firm,
            "handler": one.pick.decided.handler,
            "code": one.pick.decided.code,
            "case": one.pick.decided.case,
            "index": one.pick.decided.index,
            "out_of": one.pick.out_of,
            "result": RESULTS[result_of(one, readings.readings.get(one.reading or ""))],
        }
        for one in draw.picked
    ]


def _differences(draw: Draw, figures: Figures, readings: Readings) -> list[dict[str, object]]:
    records, definition = figures.books.records.values(), the_hub().services.by_digest
    found = audit(draw, records, definition, readings.draws.values())
    return [
        {
            "says": DIFFERENCES[one.code],
            "index": one.index,
            "who": f"{one.handler} of {one.firm}" if one.handler else "",
        }
        for one in found
    ]
