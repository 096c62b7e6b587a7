"""When the entries are not those that were signed: no figures, and a page that says so."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fielding.oversight.errors import NotUnderCheckpoint, OutOfPlace

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def or_withheld(view: View[Rest]) -> View[Rest]:
    """Withhold every figure where the ledger does not match its signed checkpoint."""

    @wraps(view)
    def answered(request: HttpRequest, /, *places: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *places, **named)
        except (NotUnderCheckpoint, OutOfPlace):
            return render(request, "oversight/withheld.html", status=500)

    return answered
