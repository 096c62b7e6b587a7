"""The frame of staff's pages: where each role can go, and who is signed in."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor, Role
from fielding.web.bodies import body_name
from fielding.web.staff.words import ROLES
from fielding.web.surface import speaker_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere in the navigation."""

    text: str
    address: str


#: Places by name of address, with what they need, and the roles they are not for.
_PLACES: tuple[tuple[str, str, Action, frozenset[Role]], ...] = (
    ("desk", "Queue", Action.ASSIGN, frozenset()),
    ("reviews", "Reviews", Action.REVIEW, frozenset()),
    ("networks", "Networks", Action.SEE_NETWORKS, frozenset()),
    ("linking-health", "Linking", Action.SEE_LINKING, frozenset()),
    ("phone", "Take a report by phone", Action.RECEIVE, frozenset({Role.IMPORTER})),
    ("inbox", "Inbox", Action.ANSWER_REFERRAL, frozenset()),
    ("received-networks", "Networks handed to us", Action.SEE_HANDED, frozenset()),
    ("erase", "Erase a case", Action.ERASE, frozenset()),
    ("people", "People", Action.ADMINISTER, frozenset()),
    ("organisations", "Organisations", Action.ADMINISTER, frozenset()),
    ("oversight", "Figures", Action.SEE_FIGURES, frozenset()),
    ("books", "Books", Action.SEE_BOOKS, frozenset()),
    ("findings", "Findings about you", Action.REPLY, frozenset()),
    ("claims", "Your measures", Action.REPLY, frozenset()),
    ("handovers", "Handovers", Action.TAKE_PART, frozenset({Role.CONTRACT_MANAGER})),
    ("to-read", "Read again", Action.READ_AGAIN, frozenset()),
    ("to-settle", "Readings to settle", Action.ADJUDICATE, frozenset()),
)


def frame(request: HttpRequest) -> dict[str, object]:
    """Give what the frame shows; nothing for the public."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        return {}
    speaker = speaker_of(request)
    return {
        "actor": actor,
        "places": list(_places(actor)),
        "actor_role": ROLES[actor.role.value],
        "actor_body": body_name(actor.firm, speaker) if actor.firm else "",
    }


def _places(actor: Actor) -> list[Place]:
    return [
        Place(text=text, address=address)
        for name, text, action, not_for in _PLACES
        if action in MAY[actor.role] and actor.role not in not_for and (address := _address(name))
    ]


def _address(name: str) -> str:
    """Give the address, or nothing where this hub has no such pages."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
