"""What a reader asks for: read from an address and written into one."""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse

from fielding.app.read_figures import Figures
from fielding.oversight.scope import By, Scope

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
REAL, SYNTHETIC = "real", "synthetic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A scope and a way to break it down; for lists of entries, a column and a page."""

    scope: Scope
    by: By = By.MONTH
    column: str | None = None
    page: int = 1

    def address(self, view: str, *places: object) -> str:
        """Write the address of a view that is asked the same."""
        told = {
            **_told(self.scope),
            "by": self.by.value,
            "column": self.column,
            "page": None if self.page == 1 else self.page,
        }
        query = urlencode({name: value for name, value in told.items() if value is not None})
        return f"{reverse(view, args=places)}?{query}"

    def broken_down(self, by: By) -> "Asked":
        """Ask the same, broken down in another way."""
        return replace(self, by=by, column=None, page=1)

    def on_page(self, page: int) -> "Asked":
        """Ask for another page of the same list."""
        return replace(self, page=page)

    def of_group(self, group: str) -> "Asked":
        """Ask for one row of the breakdown only."""
        if self.by is By.MONTH:
            return replace(self, scope=replace(self.scope, first=group, last=group))
        if self.by is By.FIRM:
            return replace(self, scope=replace(self.scope, firm=group))
        if self.by is By.FORCE:
            return replace(self, scope=replace(self.scope, force=group))
        return replace(self, scope=replace(self.scope, service=group))


def asked_in(query: QueryDict, figures: Figures) -> Asked:
    """Read what is asked; an address that nobody wrote leads nowhere."""
    scope = Scope(
        synthetic=_synthetic(query, figures),
        service=query.get("service") or None,
        first=_month(query, "from"),
        last=_month(query, "to"),
        firm=query.get("firm") or None,
        force=query.get("force") or None,
    )
    page = query.get("page", "1")
    if not page.isdecimal() or len(page) > 6 or int(page) < 1:
        raise Http404
    try:
        by = By(query.get("by") or By.MONTH)
    except ValueError as fault:
        raise Http404 from fault
    return Asked(scope=scope, by=by, column=query.get("column") or None, page=int(page))


def _told(scope: Scope) -> dict[str, str | None]:
    return {
        "cases": SYNTHETIC if scope.synthetic else REAL,
        "service": scope.service,
        "from": scope.first,
        "to": scope.last,
        "firm": scope.firm,
        "force": scope.force,
    }


def _synthetic(query: QueryDict, figures: Figures) -> bool:
    """Choose real cases unless there are none, or the reader wants the others."""
    wanted = query.get("cases")
    if wanted in {REAL, SYNTHETIC}:
        return wanted == SYNTHETIC
    return figures.has_synthetic_cases and not figures.has_real_cases


def _month(query: QueryDict, name: str) -> str | None:
    month = query.get(name) or None
    if month and not _MONTH.fullmatch(month):
        raise Http404
    return month
