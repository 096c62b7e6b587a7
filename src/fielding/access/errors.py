"""What access control can say no with."""

from fielding.kernel.errors import FieldingError


class NotPermitted(FieldingError):
    """Your role does not allow this. Ask an administrator if it should."""

    code = "not_permitted"


class NotFound(FieldingError):
    """There is no such case, or it is not yours to see."""

    code = "not_found"
