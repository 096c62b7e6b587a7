"""What a reader of the reviews asks for: read from an address and written into one."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse

from fielding.app.read_figures import Figures
from fielding.oversight.reviews.counting import ReviewsBy, ReviewScope

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A scope, and what it is broken down by."""

    scope: ReviewScope
    by: ReviewsBy

    def address(self, view: str, **more: str) -> str:
        """Write the address of a view that is asked the same, and more."""
        scope = self.scope
        told = {
            "cases": "synthetic" if scope.synthetic else "real",
            "service": scope.service,
            "firm": scope.firm,
            "from": scope.first,
            "to": scope.last,
            "by": self.by.value,
            **more,
        }
        query = urlencode({name: value for name, value in told.items() if value})
        return f"{reverse(view)}?{query}"


def asked_in(query: QueryDict, figures: Figures) -> Asked:
    """Read what is asked; an address that nobody wrote leads nowhere."""
    try:
        by = ReviewsBy(query.get("by") or ReviewsBy.FIRM)
    except ValueError as fault:
        raise Http404 from fault
    cases = query.get("cases", "")
    scope = ReviewScope(
        synthetic=cases == "synthetic" or (cases != "real" and not figures.has_real_cases),
        service=query.get("service") or None,
        firm=query.get("firm") or None,
        first=month_in(query, "from"),
        last=month_in(query, "to"),
    )
    return Asked(scope=scope, by=by)


def month_in(query: QueryDict, name: str) -> str | None:
    """Read a month as YYYY-MM; none is none."""
    month = query.get(name) or None
    if month and not _MONTH.fullmatch(month):
        raise Http404
    return month
