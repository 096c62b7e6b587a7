"""The public's page of figures: the same countings, without a way down to any case."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fielding.app.read_figures import Figures
from fielding.oversight.countings import Counting
from fielding.oversight.published import LEAST, publish
from fielding.oversight.scope import By, Scope
from fielding.oversight.tables import Row
from fielding.oversight.tallies import count
from fielding.web.charts import Part, bars
from fielding.web.oversight.frames import reader_of, standpoint_shown
from fielding.web.oversight.rules_shown import Rule, rules_of
from fielding.web.oversight.shown_tables import Reader, told_share
from fielding.web.oversight.withholding import or_withheld
from fielding.web.oversight.words import column_name, look_of
from fielding.wiring.figures import bookkeeper


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRow:
    """One counting for the public: numbers, or None where one is left out."""

    rule: Rule
    cells: tuple[tuple[str, int | None], ...]
    total: int | None
    share: str
    interval: str


@require_safe
@or_withheld
def published_figures(request: HttpRequest) -> HttpResponse:
    """Show what everybody may see."""
    figures = bookkeeper().figures()
    reader = reader_of(request, figures)
    reader.speaker.fell_back = reader.speaker.language != "en"
    scope = Scope(synthetic=figures.has_synthetic_cases and not figures.has_real_cases)
    rules = rules_of(figures.services)
    funnel = _row(figures, scope, reader, rules["funnel"])
    parts = [
        Part(name=name, number=number or 0, look=look_of(column))
        for (name, number), column in zip(
            funnel.cells, figures.countings["funnel"].columns, strict=True
        )
        if number is not None
    ]
    context = {
        "standpoint": standpoint_shown(figures.books.standpoint, reader.speaker),
        "only_synthetic": scope.synthetic,
        "least": LEAST,
        "funnel": funnel,
        "chart": bars("Where the reports are now", "Bars; the table has every number.", parts),
        "services": [
            (service.name.en, _promises(figures, scope, reader, service.code))
            for service in figures.services
            if service.clocks
        ],
        "reviews": _row(figures, scope, reader, rules["reviews"]),
    }
    return render(request, "oversight/published.html", context)


def _promises(figures: Figures, scope: Scope, reader: Reader, code: str) -> list[PublicRow]:
    rules = rules_of([reader.services[code]]).values()
    return [_row(figures, scope, reader, rule) for rule in rules if rule.clock and not rule.kind]


def _row(figures: Figures, scope: Scope, reader: Reader, rule: Rule) -> PublicRow:
    tally = figures.tally(rule.name)
    whole = count(tally, scope, By.MONTH).whole
    published = publish({column: whole.count(column) for column in whole.cells})
    share, interval = _share(tally.counting, whole, published.counts)
    return PublicRow(
        rule=rule,
        cells=tuple(
            (column_name(column, reader.services), number)
            for column, number in published.counts.items()
        ),
        total=published.total,
        share=share,
        interval=interval,
    )


def _share(counting: Counting, row: Row, shown: Mapping[str, int | None]) -> tuple[str, str]:
    """Tell a share only where every count it is made of is shown: else it would tell them."""
    if not counting.of:
        return "", ""
    if any(shown[column] is None for column in counting.of):
        return "left out", ""
    return told_share(counting.share(row))
