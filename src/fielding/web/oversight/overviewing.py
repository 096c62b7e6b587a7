"""The first page of figures: where the reports are, promises, measures, reviews."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.read_figures import Figures, read_figures
from fielding.oversight.countings import waits_for
from fielding.oversight.waits import waits_of
from fielding.web.oversight.asking import Asked, asked_in
from fielding.web.oversight.frames import figures_frame, reader_of, services_in
from fielding.web.oversight.rules_shown import Rule, rules_of
from fielding.web.oversight.shown_tables import Reader, ShownRow, bars_of, whole_row
from fielding.web.oversight.waits_shown import told_half
from fielding.web.oversight.withholding import or_withheld
from fielding.web.oversight.words import look_of
from fielding.web.staff.entrance import staff
from fielding.wiring.figures import bookkeeper


@require_safe
@staff(Action.SEE_FIGURES)
@or_withheld
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the figures of the scope, each with the way to what it rests on."""
    figures = read_figures(bookkeeper(), actor)
    asked, reader = asked_in(request.GET, figures), reader_of(request, figures)
    funnel = whole_row(figures.tally("funnel"), asked, reader)
    looks = [look_of(column) for column in figures.countings["funnel"].columns]
    about = f"Bars for {len(funnel.cells)} places a report can be, {funnel.total.number:,} in all."
    ages = whole_row(figures.tally("ages"), asked, reader)
    context = {
        **figures_frame(figures, asked, reader),
        "funnel": funnel,
        "funnel_chart": bars_of("Where the reports are now", about, funnel, looks),
        "ages": ages,
        "reviews": whole_row(figures.tally("reviews"), asked, reader),
        "services": [_service(figures, asked, reader, s.code) for s in services_in(figures, asked)],
    }
    return render(request, "oversight/overview.html", context)


def _service(figures: Figures, asked: Asked, reader: Reader, code: str) -> dict[str, object]:
    """Give the promises and measures of one service."""
    rules = rules_of([reader.services[code]]).values()
    return {
        "name": reader.services[code].name.en,
        "promises": [
            {"rule": rule, "row": _row(figures, asked, reader, rule)}
            for rule in rules
            if rule.clock and not rule.kind
        ],
        "measures": [_measure(figures, asked, reader, rule) for rule in rules if rule.kind],
    }


def _measure(figures: Figures, asked: Asked, reader: Reader, rule: Rule) -> dict[str, object]:
    row = _row(figures, asked, reader, rule)
    if rule.is_duration and rule.service and rule.clock:
        waits = waits_of(waits_for(figures.books, asked.scope, rule.service, rule.clock.name))
        return {"rule": rule, "row": row, "value": told_half(waits)}
    if figures.countings[rule.name].adds:
        said, number = row.cells[0].number, row.total.number
        return {"rule": rule, "row": row, "value": f"{row.amount}, told by {said:,} of {number:,}"}
    if figures.countings[rule.name].of:
        return {"rule": rule, "row": row, "value": row.share, "interval": row.interval}
    return {"rule": rule, "row": row, "value": f"{row.total.number:,}"}


def _row(figures: Figures, asked: Asked, reader: Reader, rule: Rule) -> ShownRow:
    return whole_row(figures.tally(rule.name), asked, reader)
