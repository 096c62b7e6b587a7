"""Version 1 of the API: its addresses, and how everything that fails in them is told."""

from collections.abc import Mapping

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from fielding.api import referrals, reports
from fielding.api.bodies import StrictParser
from fielding.api.errors import (
    NotJson,
    NoToken,
    ParameterAtFault,
    RequestAtFault,
    TooLarge,
    Unreadable,
)
from fielding.api.problems import pointer, problem_of, problem_response
from fielding.app.errors import StoreUnreachable
from fielding.kernel.errors import FieldingError

#: What frameworks raise, and what it means to a caller.
_MEANING: Mapping[type[Exception], type[FieldingError]] = {
    OperationalError: StoreUnreachable,
    InterfaceError: StoreUnreachable,
    RequestDataTooBig: TooLarge,
    UnreadablePostError: Unreadable,
    AuthenticationError: NoToken,
}


class ProblemAPI(NinjaAPI):
    """An API that tells every failure as a problem; faults of ours go on to Django."""

    def on_exception(
        self,
        request: HttpRequest,  # noqa: ARG002
        exc: Exception | type[Exception],
    ) -> HttpResponse:
        """Answer with a problem, or raise the error again."""
        error = exc if isinstance(exc, Exception) else exc()
        understood = _understand(error)
        problem = problem_of(understood) if understood else None
        if problem is None:
            raise error
        return problem_response(problem)


def _understand(error: Exception) -> FieldingError | None:
    if isinstance(error, FieldingError):
        return error
    if isinstance(error, ValidationError):
        return _misshapen(error)
    meaning = next((ours for theirs, ours in _MEANING.items() if isinstance(error, theirs)), None)
    if meaning is not None:
        return meaning()
    if isinstance(error, HttpError):  # ninja wraps what the parser found
        cause = error.__cause__
        return cause if isinstance(cause, FieldingError) else NotJson()
    return None


def _misshapen(error: ValidationError) -> RequestAtFault:
    """Tell the places that do not fit the description, and what would."""
    faults = {_place(*fault["loc"]): f"{fault['msg']}." for fault in error.errors}
    in_body = all(place.startswith("#") for place in faults)
    return RequestAtFault(faults) if in_body else ParameterAtFault(faults)


def _place(source: str, first: str = "", *rest: str | int) -> str:
    """Point into the body, whose own name in the code means nothing to a caller."""
    return pointer(*rest) if source == "body" else first


api = ProblemAPI(
    title="Fielding",
    version="1",
    description="Send reports and follow them; as a recipient, get referrals and answer them.",
    docs_url=None,
    parser=StrictParser(),
)
api.add_router("", reports.router)
api.add_router("", referrals.router)
