"""Rates of reviews by firm, handler, reason, decision and month, each number with its entries."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fielding.access.permissions import MAY, Action, require
from fielding.access.roles import Actor
from fielding.app.books.finding.raise_findings import finding_id
from fielding.app.books.reviews.over_limits import propose_over_limits, raise_over_limits
from fielding.app.read_figures import Figures
from fielding.oversight.findings.finding import fold_findings
from fielding.oversight.findings.wording import sentence_of
from fielding.oversight.reviews.counting import (
    COLUMNS,
    Reviewed,
    ReviewRow,
    ReviewsBy,
    ReviewScope,
    ReviewTable,
    review_table,
    reviewed_in,
)
from fielding.oversight.scope import month_of
from fielding.oversight.shares import Share
from fielding.web.bodies import body_name
from fielding.web.books.interval_chart import Ranged, intervals
from fielding.web.books.refusals import or_refused
from fielding.web.books.reviews.asking import Asked, asked_in, month_in
from fielding.web.books.seeing import seen
from fielding.web.charts import Chart
from fielding.web.csv_files import csv_file
from fielding.web.oversight.frames import standpoint_shown
from fielding.web.oversight.shown_tables import told_share
from fielding.web.oversight.withholding import or_withheld
from fielding.web.oversight.words import month_name
from fielding.web.speaker import Speaker
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper

WORDS = {
    "not-asked": "No review asked for",
    "waiting": "Waiting for an answer",
    "upheld": "Upheld",
    "replaced": "Replaced",
    "by-reading": "Asked for by a second reading",
}
BY = {
    ReviewsBy.FIRM: "firm that decided",
    ReviewsBy.HANDLER: "handler",
    ReviewsBy.REASON: "reason",
    ReviewsBy.DECISION: "decision",
    ReviewsBy.MONTH: "month",
}
#: More lines than this nobody reads in a chart; the table has them all.
MOST_DRAWN = 60
_SHARES = ("request rate", "uphold rate", "replace rate")


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def rates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show request, uphold and replace rates with their intervals."""
    figures = _figures(actor)
    asked, speaker = asked_in(request.GET, figures), speaker_of(request)
    found = list(_found(figures, asked.scope))
    table = review_table(found, asked.by)
    month = asked.scope.last or month_of(figures.books.standpoint.at)
    context = {
        "title": "Reviews",
        "standpoint": standpoint_shown(figures.books.standpoint, speaker),
        "only_synthetic": asked.scope.synthetic,
        "asked": asked,
        "by": BY[asked.by],
        "rows": [_shown(row, asked, speaker) for row in (*table.rows, table.whole)],
        "columns": [WORDS[column] for column in COLUMNS],
        "chart": _chart(table, asked, speaker),
        "ways": [
            (BY[way], Asked(scope=asked.scope, by=way).address("review-rates"), way is asked.by)
            for way in ReviewsBy
        ],
        "services": [(service.code, service.name.en) for service in figures.services],
        "firms": [
            (firm, body_name(firm, speaker))
            for firm in sorted({one.firm for one in _found(figures, ReviewScope(
                synthetic=asked.scope.synthetic))})
        ],
        "months": sorted({one.month for one in found}),
        "file": asked.address("review-file"),
        "month": month,
        "month_name": month_name(month),
        "proposed": _proposed(figures, month, speaker),
        "may_raise": Action.RAISE_FINDING in MAY[actor.role],
        "back": reverse("books"),
    }  # fmt: skip
    return render(request, "books/reviews/rates.html", context)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def rates_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the table as a CSV file."""
    figures = _figures(actor)
    asked = asked_in(request.GET, figures)
    table = review_table(list(_found(figures, asked.scope)), asked.by)
    size, root = figures.books.standpoint.size, figures.books.standpoint.root.hex()
    shares = [f"{share}{part}" for share in _SHARES for part in ("", " from", " to")]
    told = ("cases", "checkpoint size", "checkpoint root")
    head = (asked.by.value, *(WORDS[column] for column in COLUMNS), *shares, *told)
    world = "synthetic" if asked.scope.synthetic else "real"
    rows = []
    for row in (*table.rows, table.whole):
        numbers = [row.count(column) for column in COLUMNS]
        rates_of = [*_cells(row.asked), *_cells(row.upheld), *_cells(row.replaced)]
        group = row.group if row is not table.whole else "All"
        rows.append((group, *numbers, *rates_of, world, size, root))
    return csv_file(f"reviews.by-{asked.by.value}.{size}", head, rows)


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def entries(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the entries behind a number."""
    figures = _figures(actor)
    asked, says = asked_in(request.GET, figures), request.GET.get("says", "")
    if says not in WORDS:
        raise Http404
    group = request.GET.get("group", "")
    found = sorted(
        one.index
        for one in _found(figures, asked.scope)
        if one.says == says and group in {"", str(getattr(one, asked.by.value))}
    )
    context = {
        "title": f"{WORDS[says]}: entries",
        "group": _name(asked.by, group, speaker_of(request)) if group else "",
        "indexes": found,
        "standpoint": standpoint_shown(figures.books.standpoint, speaker_of(request)),
        "only_synthetic": asked.scope.synthetic,
        "back": asked.address("review-rates"),
    }
    return render(request, "books/reviews/entries.html", context)


@require_POST
@staff(Action.RAISE_FINDING)
@or_withheld
@or_refused
def raise_all(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Raise what is over a contract's limit in a month."""
    month = month_in(request.POST, "month")
    if month is None:
        raise Http404
    seen(*raise_over_limits(bookkeeper(), actor, month))
    return redirect("findings")


def _figures(actor: Actor) -> Figures:
    require(actor, Action.SEE_BOOKS)
    return bookkeeper().figures()


def _found(figures: Figures, scope: ReviewScope) -> list[Reviewed]:
    return list(reviewed_in(figures.books.records.values(), scope))


def _shown(row: ReviewRow, asked: Asked, speaker: Speaker) -> dict[str, object]:
    return {
        "name": _name(asked.by, row.group, speaker) if row.group else "All",
        "cells": [
            (row.count(column), asked.address("review-entries", group=row.group, says=column))
            for column in COLUMNS
        ],
        "shares": [told_share(share) for share in (row.asked, row.upheld, row.replaced)],
    }


def _name(by: ReviewsBy, group: str, speaker: Speaker) -> str:
    if by is ReviewsBy.FIRM:
        return "No firm (the centre itself)" if group == "-" else body_name(group, speaker)
    return month_name(group) if by is ReviewsBy.MONTH else group


def _chart(table: ReviewTable, asked: Asked, speaker: Speaker) -> Chart | None:
    """Draw the replace rates that can be computed."""
    ranged = [
        Ranged(
            name=_name(asked.by, row.group, speaker), share=rate.share, low=rate.low, high=rate.high
        )
        for row in table.rows
        for rate in [row.replaced]
        if isinstance(rate, Share)
    ]
    about = f"{len(ranged)} rates with 95% intervals. The table has every number."
    if not 0 < len(ranged) <= MOST_DRAWN:
        return None
    return intervals("Decisions replaced among reviews answered", about, ranged)


def _proposed(figures: Figures, month: str, speaker: Speaker) -> list[dict[str, object]]:
    raised = figures.folded(fold_findings)
    return [
        {
            "firm": body_name(one.supplier, speaker),
            "sentence": sentence_of(one.code),
            "contract": one.contract,
            "figure": one.figure,
            "finding": finding_id(one) if finding_id(one) in raised else "",
        }
        for one in propose_over_limits(figures, month)
    ]


def _cells(share: object) -> tuple[str, str, str]:
    if not isinstance(share, Share):
        return ("", "", "")
    return (f"{share.share:.4f}", f"{share.low:.4f}", f"{share.high:.4f}")
