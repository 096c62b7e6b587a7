"""Problems: what went wrong, as RFC 9457 tells it; each says what to do about it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from django.http import HttpResponse

from fielding.access.errors import NotFound, NotPermitted
from fielding.api.errors import (
    NotJson,
    NotJsonType,
    NoToken,
    ParameterAtFault,
    RequestAtFault,
    TooDeep,
    TooLarge,
    TooManyTries,
    Unreadable,
)
from fielding.app.errors import (
    AnswersAtFault,
    InFlight,
    KeyReused,
    Overtaken,
    StoreUnreachable,
    UnknownService,
    WrongCode,
)
from fielding.cases.errors import CaseErased, Incomplete, NotAllowedFromHere, NotTheirs
from fielding.kernel.errors import FieldingError
from fielding.ledger.errors import EntryTooLarge
from fielding.referral.errors import NoSuchReferral, OutcomeNotAllowed, ReferralMovedOn
from fielding.store.errors import NotStaff

MEDIA_TYPE = "application/problem+json"
#: What each problem's type begins with; the page that lists them is `docs/api.md`.
TYPE = "urn:fielding:problem:"

#: By error: the status, and the title, which is the same for every problem of this type.
KINDS: Mapping[type[FieldingError], tuple[int, str]] = {
    NotJson: (400, "The body is not JSON"),
    TooDeep: (400, "The body is nested too deep"),
    ParameterAtFault: (400, "A header or parameter cannot be used"),
    Unreadable: (400, "The body is not complete"),
    NoToken: (401, "A token is needed"),
    NotStaff: (401, "The token opens nothing"),
    NotPermitted: (403, "The role does not allow this"),
    NotTheirs: (403, "Somebody else has to do this"),
    NotFound: (404, "There is no such case"),
    NoSuchReferral: (404, "There is no such referral"),
    UnknownService: (404, "There is no such service"),
    WrongCode: (404, "The reference and the code do not belong together"),
    InFlight: (409, "The same request is being worked on"),
    NotAllowedFromHere: (409, "This cannot be done from here"),
    OutcomeNotAllowed: (409, "This outcome cannot be recorded here"),
    Overtaken: (409, "Somebody else was faster"),
    ReferralMovedOn: (409, "The referral has moved on"),
    CaseErased: (410, "The case was erased"),
    EntryTooLarge: (413, "The open answers are too long together"),
    TooLarge: (413, "The body is too large"),
    NotJsonType: (415, "The body is not sent as JSON"),
    AnswersAtFault: (422, "Some answers cannot be used"),
    Incomplete: (422, "Something is missing"),
    KeyReused: (422, "The key was used for something else"),
    RequestAtFault: (422, "The request cannot be used"),
    TooManyTries: (429, "Too many wrong codes"),
    StoreUnreachable: (503, "The records cannot be reached"),
}
#: Seconds after which it is worth asking again.
RETRY: Mapping[type[FieldingError], int] = {
    InFlight: 1,
    Overtaken: 1,
    TooManyTries: 3600,
    StoreUnreachable: 30,
}


#: JSON Schema of a problem (RFC 9457, section 3 and appendix A).
SCHEMA: Mapping[str, object] = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "additionalProperties": False,
                "properties": {
                    "pointer": {"type": "string", "description": "JSON pointer into the body"},
                    "name": {"type": "string", "description": "A header or parameter"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}

#: What every operation's description says of failures.
FAILURES: dict[str, object] = {
    "responses": {
        "default": {
            "description": "A problem (RFC 9457), which says what to do",
            "content": {MEDIA_TYPE: {"schema": SCHEMA}},
        }
    }
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that went wrong with a request."""

    status: int
    title: str
    detail: str
    #: Empty: the status says it all (type `about:blank`).
    code: str = ""
    #: What is wrong with parts of the request, by place.
    faults: Mapping[str, str] = field(default_factory=dict)
    retry_after: int | None = None


def problem_of(error: FieldingError) -> Problem | None:
    """Say what an error means to a caller; None where it is a fault of ours."""
    kind = KINDS.get(type(error))
    if kind is None:
        return None
    status, title = kind
    return Problem(
        status=status,
        title=title,
        detail=_sentence(error) if _faults(error) else str(error),
        code=error.code,
        faults=_faults(error),
        retry_after=RETRY.get(type(error)),
    )


def problem_response(problem: Problem) -> HttpResponse:
    """Answer with a problem."""
    document: dict[str, object] = {
        "type": TYPE + problem.code.replace("_", "-") if problem.code else "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.faults:
        document["errors"] = [_fault(*fault) for fault in problem.faults.items()]
    response = HttpResponse(json.dumps(document), status=problem.status, content_type=MEDIA_TYPE)
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    if problem.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def pointer(*path: str | int) -> str:
    """Point to a part of the body (RFC 6901, as a URI fragment as RFC 9457 shows it)."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in path)
    return "#" + "".join(f"/{step}" for step in steps)


def _fault(place: str, what: str) -> dict[str, str]:
    return {"pointer" if place.startswith("#") else "name": place, "detail": what}


def _sentence(error: FieldingError) -> str:
    return (type(error).__doc__ or "").strip().partition("\n\n")[0]


def _faults(error: FieldingError) -> Mapping[str, str]:
    match error:
        case AnswersAtFault():
            return {pointer("answers", name): what for name, what in error.faults.items()}
        case Incomplete():
            return {pointer(name): what for name, what in error.faults.items()}
        case RequestAtFault():
            return error.faults
        case _:
            return {}
