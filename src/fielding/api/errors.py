"""What can be wrong with a request before anybody looks at what it asks."""

from collections.abc import Mapping

from fielding.kernel.errors import FieldingError


class NotJson(FieldingError):
    """The body is not JSON in UTF-8; correct it and send it again."""

    code = "not_json"


class NotJsonType(FieldingError):
    """The body must be JSON: send it with `Content-Type: application/json`."""

    code = "not_json_type"


class TooLarge(FieldingError):
    """The body is larger than one million bytes; shorten the answers."""

    code = "too_large"


class TooDeep(FieldingError):
    """The body is nested more than 32 levels deep; nothing here needs more than five."""

    code = "too_deep"


class Unreadable(FieldingError):
    """The request ended before its body was complete; send it again."""

    code = "unreadable"


class NoToken(FieldingError):
    """This address needs a token: send it as `Authorization: Bearer …`."""

    code = "no_token"


class TooManyTries(FieldingError):
    """This reference was tried too often with a wrong code; wait for an hour."""

    code = "too_many_tries"


class RequestAtFault(FieldingError):
    """Parts of the request are missing or cannot be used; each fault says what to do."""

    code = "request_at_fault"

    def __init__(self, faults: Mapping[str, str]) -> None:
        #: By place: a JSON pointer for the body, else the name of a header or parameter.
        self.faults = faults
        super().__init__()


class ParameterAtFault(RequestAtFault):
    """A header or parameter is missing or cannot be used; each fault says what to do."""

    code = "parameter_at_fault"
