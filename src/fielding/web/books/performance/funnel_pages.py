"""Funnels over firms, forces and handlers: choose what is counted and who is compared."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.app.books.performance.raise_outside import outside_in, raise_outside
from fielding.app.books.performance.read_funnel import comparable, read_funnel
from fielding.app.read_figures import Figures
from fielding.oversight.performance.agreed import is_month
from fielding.oversight.performance.counted import Which
from fielding.oversight.performance.errors import UnknownGroup
from fielding.oversight.performance.funnels import Funnel, Grouped, Placed
from fielding.oversight.performance.rule import FUNNELS
from fielding.oversight.scope import month_of
from fielding.oversight.shares import CannotCompute
from fielding.web.books.performance.measure_pages import listed
from fielding.web.books.performance.words import (
    DONE,
    GROUPED,
    STATES,
    WHY_NOT,
    group_name,
    percent,
)
from fielding.web.books.refusals import or_refused
from fielding.web.books.seeing import seen
from fielding.web.charts_of_funnels import FORMS, Named, draw_funnel
from fielding.web.csv_files import csv_file
from fielding.web.oversight.frames import standpoint_shown
from fielding.web.oversight.rules_shown import rules_of
from fielding.web.oversight.withholding import or_withheld
from fielding.web.oversight.words import month_name
from fielding.web.speaker import Speaker
from fielding.web.staff.entrance import staff
from fielding.web.surface import speaker_of
from fielding.wiring.figures import bookkeeper

_HEAD = (
    "group", "met", "counted", "expected by kind of case", "rate", "rate from", "rate to",
    "95% limit low", "95% limit high", "99.8% limit low", "99.8% limit high", "state", "cases",
    "checkpoint size", "checkpoint root",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is counted, who is compared, and over which cases."""

    of: str
    by: Grouped
    which: Which

    def address(self, view: str, **more: str) -> str:
        """Write the address of a view that is asked the same, and more."""
        return f"{reverse(view)}?{urlencode(self.told | more)}"

    @property
    def told(self) -> dict[str, str]:
        """Write what is asked as the parts of an address."""
        cases = "synthetic" if self.which.synthetic else "real"
        told = {"of": self.of, "by": self.by.value, "cases": cases}
        months = {"from": self.which.first, "to": self.which.last}
        return told | {name: month for name, month in months.items() if month}


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def funnel(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show one funnel with its table."""
    asked, figures, found = _found(request, actor)
    speaker = speaker_of(request)
    rules = rules_of(figures.services)
    title = rules[asked.of].title
    groups = found.groups if isinstance(found, Funnel) else ()
    named = [Named(group=g.group, name=group_name(asked.by, g.group, speaker)) for g in groups]
    context = {
        "title": title,
        "rule": rules[asked.of],
        "published": FUNNELS,
        "asked": asked,
        "by": GROUPED[asked.by],
        "plot": draw_funnel(title, found, named) if isinstance(found, Funnel) else None,
        "marks": [(FORMS[state], STATES[state]) for state in STATES],
        "funnel": found if isinstance(found, Funnel) else None,
        "why_not": WHY_NOT[found.because] if isinstance(found, CannotCompute) else "",
        "rows": [_row(one, asked, speaker) for one in groups],
        "opens_entries": Action.SEE_FIGURES in MAY[actor.role],
        "discovered": [
            one.name
            for one in named
            if isinstance(found, Funnel) and one.group in (found.discovered or ())
        ],
        "proposals": _proposals(figures, asked, actor),
        "told": asked.told,
        "done": DONE.get(request.GET.get("done", ""), ""),
        "ofs": [(name, _title(rules[name])) for name in comparable(figures)],
        "bys": [(by.value, name) for by, name in GROUPED.items()],
        "months": [(month, month_name(month)) for month in _months(figures, asked.which)],
        "both": figures.has_real_cases and figures.has_synthetic_cases,
        "file": asked.address("funnel-file"),
        "standpoint": standpoint_shown(figures.books.standpoint, speaker),
        "only_synthetic": asked.which.synthetic,
        "back": reverse("performance"),
    }
    return render(request, "books/performance/funnel.html", context)


@require_POST
@staff(Action.RAISE_FINDING)
@or_withheld
@or_refused
def funnel_findings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Raise what a funnel of firms proposes; what was raised before stays as it is."""
    asked = _asked(request.POST, bookkeeper().figures())
    try:
        raised = raise_outside(bookkeeper(), actor, asked.of, asked.which)
    except UnknownGroup as fault:
        raise Http404 from fault
    seen(*raised)
    return redirect(asked.address("funnels", done="raised"))


@require_safe
@staff(Action.SEE_BOOKS)
@or_withheld
def funnel_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the funnel's table as a CSV file, limits in counts."""
    asked, figures, found = _found(request, actor)
    stands = figures.books.standpoint
    world = "synthetic" if asked.which.synthetic else "real"
    rows = []
    for one in found.groups if isinstance(found, Funnel) else ():
        share, limits = one.share, one.limits
        rates = (share.share, share.low, share.high)
        ends = (limits.near.low, limits.near.high, limits.far.low, limits.far.high)
        cells = (
            *(one.group, share.met, share.of, f"{one.expected:.2f}"),
            *(f"{rate:.4f}" for rate in rates),
            *(f"{end:g}" for end in ends),
            one.state.value,
        )
        rows.append((*cells, world, stands.size, stands.root.hex()))
    return csv_file(f"funnel.{asked.of}.by-{asked.by.value}.{stands.size}", _HEAD, rows)


@require_safe
@staff(Action.SEE_FIGURES)
@or_withheld
def funnel_entries(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the entries behind one group's rate."""
    asked, figures, found = _found(request, actor)
    groups = found.groups if isinstance(found, Funnel) else ()
    wanted = request.GET.get("group", "")
    group = next((one for one in groups if one.group == wanted), None)
    if group is None:
        raise Http404
    speaker = speaker_of(request)
    context = {
        **listed(request, group.entries),
        "title": rules_of(figures.services)[asked.of].title,
        "month_name": group_name(asked.by, group.group, speaker),
        "asked": {**asked.told, "group": wanted},
        "standpoint": standpoint_shown(figures.books.standpoint, speaker),
        "only_synthetic": asked.which.synthetic,
        "back": asked.address("funnels"),
    }
    return render(request, "books/performance/entries.html", context)


def _found(request: HttpRequest, actor: Actor) -> tuple[Asked, Figures, Funnel | CannotCompute]:
    asked = _asked(request.GET, bookkeeper().figures())
    try:
        figures, found = read_funnel(bookkeeper(), actor, asked.of, asked.by, asked.which)
    except UnknownGroup as fault:
        raise Http404 from fault
    return asked, figures, found


def _proposals(figures: Figures, asked: Asked, actor: Actor) -> int:
    """Count what may be raised by who reads."""
    if asked.by is not Grouped.FIRM or Action.RAISE_FINDING not in MAY[actor.role]:
        return 0
    return len(outside_in(figures, asked.of, asked.which))


def _asked(query: QueryDict, figures: Figures) -> Asked:
    """Read what is asked; an address that nobody wrote leads nowhere."""
    cases = query.get("cases", "")
    known = list(comparable(figures))
    measures = [name for name in known if name.startswith("measure.")]
    try:
        by = Grouped(query.get("by") or Grouped.FIRM)
    except ValueError as fault:
        raise Http404 from fault
    months = {name: query.get(name) or None for name in ("from", "to")}
    if any(month is not None and not is_month(month) for month in months.values()):
        raise Http404
    which = Which(
        synthetic=cases == "synthetic" or (cases != "real" and not figures.has_real_cases),
        first=months["from"],
        last=months["to"],
    )
    return Asked(of=query.get("of") or (measures or known)[0], by=by, which=which)


def _title(rule: object) -> str:
    service = getattr(rule, "service", None)
    title = str(getattr(rule, "title", ""))
    return f"{title} ({service.name.en})" if service else title


def _months(figures: Figures, which: Which) -> list[str]:
    records = figures.books.records.values()
    return sorted(
        {month_of(r.case.received_at) for r in records if r.case.synthetic is which.synthetic}
    )


def _row(one: Placed, asked: Asked, speaker: Speaker) -> dict[str, object]:
    of, limits = one.share.of, one.limits
    return {
        "name": group_name(asked.by, one.group, speaker),
        "met": one.share.met,
        "of": of,
        "rate": percent(one.share.share),
        "expected": f"{one.expected:,.1f}",
        "interval": f"{percent(one.share.low)} to {percent(one.share.high)}",
        "near": f"{percent(limits.near.low / of)} to {percent(limits.near.high / of)}",
        "far": f"{percent(limits.far.low / of)} to {percent(limits.far.high / of)}",
        "state": STATES[one.state],
        "tag": {
            "inside": "govuk-tag--grey",
            "outside-95": "govuk-tag--yellow",
            "outside-99.8": "govuk-tag--purple",
        }[one.state.value],
        "entries": asked.address("funnel-entries", group=one.group),
    }
