"""Recipients: only bodies of the register are written down, since a name would stand open."""

from fielding.app.ports import Hub
from fielding.cases.errors import Incomplete


def require_body(hub: Hub, field: str, body: str) -> None:
    """Raise Incomplete, on this field of a form, unless the register has a body of this slug."""
    known = hub.places.by_name(body).bodies
    if not any(share.body == body for share in known):
        raise Incomplete({field: "Choose one of the bodies listed"})
