"""Tells programs about faults that no address of theirs answers: as problems, never as pages."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from fielding.api.problems import MEDIA_TYPE, Problem, problem_response

Handler = Callable[[HttpRequest], HttpResponse]

PREFIX = "/api/"
_DETAILS = {
    400: "The request cannot be understood; look at its address and headers.",
    404: "There is nothing at this address; `/api/v1/openapi.json` names those there are.",
    405: "This address does not take this method; the header `Allow` names those it takes.",
    503: "The records cannot be reached. Nothing was kept; send the same again in a minute.",
}
_OURS = "Something went wrong on our side. Send the same again under the same key, or tell us."
_RETRY = 30


def problems_for_programs(answer: Handler) -> Handler:
    """Put a problem in the place of an error page, at the addresses of programs."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        status = response.status_code
        told = response.headers.get("Content-Type", "").startswith(MEDIA_TYPE)
        if not request.path_info.startswith(PREFIX) or status < HTTPStatus.BAD_REQUEST or told:
            return response
        problem = problem_response(
            Problem(
                status=status,
                title=HTTPStatus(status).phrase,
                detail=_DETAILS.get(status, _OURS),
                retry_after=_RETRY if status == HTTPStatus.SERVICE_UNAVAILABLE else None,
            )
        )
        if "Allow" in response.headers:
            problem.headers["Allow"] = response.headers["Allow"]
        return problem

    return answered
