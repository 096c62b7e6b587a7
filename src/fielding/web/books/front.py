"""The books' first page: the instruments, each with what it shows."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor
from fielding.web.staff.entrance import staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """An instrument: where its pages begin, and what somebody comes to them for."""

    address: str  # name of its first address
    title: str
    shows: str
    needs: Action = Action.SEE_BOOKS


#: In the order in which a contract lives.
ROOMS: tuple[Room, ...] = (
    Room(
        address="register",
        title="The register",
        shows="Organisations and who owns them, contracts, their chains and what was agreed",
    ),
    Room(
        address="flags",
        title="Red flags over a contracting file",
        shows="Eleven public indicators over tenders, and why one cannot be computed",
    ),
    Room(
        address="awards",
        title="Track records and awards",
        shows="What was found about a supplier and its group, what it replied, and which awards "
        "were made or refused",
    ),
    Room(
        address="chains",
        title="Supply chains",
        shows="Which firm really did the work under each contract, and who is not in its chain",
    ),
    Room(
        address="performance",
        title="Measures and funnels",
        shows="What a contract’s measures come to against its targets, and who differs by more "
        "than chance",
    ),
    Room(
        address="bills",
        title="Invoices",
        shows="Each line against what the ledger says was done and what the contract agreed",
    ),
    Room(
        address="readings",
        title="Second readings",
        shows="How many dismissals somebody else overturned who read them blind, and every alarm",
    ),
    Room(
        address="review-rates",
        title="Reviews",
        shows="How often reporters ask that a decision be looked at again, and what comes of it",
    ),
    Room(
        address="findings",
        title="Findings",
        shows="What the rules found about suppliers, with the suppliers’ replies beside it",
    ),
    Room(
        address="findings-proposed",
        title="Findings that wait",
        shows="What the rules propose, of all instruments at once, and nobody has raised yet",
        needs=Action.RAISE_FINDING,
    ),
    Room(
        address="handovers",
        title="Handovers",
        shows="What is handed over at the end of a contract, what lacks, and who signed for it",
    ),
    Room(
        address="findings",
        title="Findings about you",
        shows="What the rules found about your firm, your replies, and what was decided",
        needs=Action.REPLY,
    ),
    Room(
        address="handovers",
        title="Handovers you have a part in",
        shows="What you deliver or take over at the end of a contract",
        needs=Action.REPLY,
    ),
    Room(
        address="claims",
        title="What you say of your measures",
        shows="Your own figures for the months of your contracts, beside those that the hub counts",
        needs=Action.REPLY,
    ),
    Room(
        address="to-read",
        title="Reports to read again",
        shows="What your organisation reads a second time, without knowing what was decided",
        needs=Action.READ_AGAIN,
    ),
    Room(
        address="to-settle",
        title="Readings to settle",
        shows="Where two readings of a report differ, and you settle it",
        needs=Action.ADJUDICATE,
    ),
)


#: Whoever may do one of these has business with the books.
_BUSINESS = frozenset({Action.SEE_BOOKS, Action.READ_AGAIN, Action.ADJUDICATE, Action.REPLY})


@require_safe
@staff()
def front(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the instruments that the actor may use."""
    if not _BUSINESS & MAY[actor.role]:
        raise PermissionDenied
    rooms = [room for room in ROOMS if room.needs in MAY[actor.role]]
    return render(request, "books/front.html", {"title": "The books", "rooms": rooms})
