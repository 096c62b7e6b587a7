"""The queue: what waits, the most pressing first; take the next; the reviews to be answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.ports import Hub
from fielding.app.take_case import take_next
from fielding.cases.answers import clean_text
from fielding.definitions.service import Service
from fielding.sorting.suggestion import code_title
from fielding.store.accounts import person_of
from fielding.store.models import CaseStanding
from fielding.store.queries.queues import (
    Listed,
    QueueFilter,
    codes_and_bodies,
    next_to_take,
    reviews_waiting,
    waiting_cases,
)
from fielding.web.bodies import body_name
from fielding.web.desk import the_hub
from fielding.web.speaker import Speaker
from fielding.web.staff.entrance import staff
from fielding.web.staff.words import state_name
from fielding.web.surface import speaker_of

ONLY = {
    "urgent": "Urgent",
    "mine": "Assigned to me",
    "unassigned": "Assigned to nobody",
    "held": "On hold",
    "overdue": "Overdue",
    "unsure": "Force in doubt",
}
AGES = {"1": "1 day", "7": "7 days", "28": "28 days", "90": "90 days"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCase:
    """A case as a list shows it."""

    case: CaseStanding
    kind: str
    state: str
    age: str
    force: str
    due: str
    overdue: bool


@require_safe
@staff(Action.ASSIGN)
def desk(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the queue, narrowed by what the address says."""
    hub, speaker = the_hub(), speaker_of(request)
    wanted = _wanted(request, hub.clock.now())
    found = waiting_cases(actor, wanted, page_number(request))
    codes, bodies = codes_and_bodies(actor)
    context = {
        "title": "Queue",
        "lines": _lines(hub, found, speaker),
        "choices": _choices(hub, codes, bodies, speaker),
        "chosen": request.GET,
        "narrowed": any(request.GET.get(name) for name in _NAMES),
        **_paging(request, found),
    }
    return render(request, "staff/queue.html", context)


@require_POST
@staff(Action.ASSIGN)
def take(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take the most pressing case that nobody has, and open it."""
    taken = take_next(the_hub(), actor, next_to_take(actor, _own_services(request)))
    if taken is None:
        return render(request, "staff/nothing-to-take.html", {"title": "Nothing to take"})
    return redirect("case", taken)


@require_safe
@staff(Action.REVIEW)
def reviews(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the reviews that this reader may answer."""
    hub = the_hub()
    any_firm = [
        (service.code, decision.name)
        for service in hub.services.in_force()
        for decision in service.decisions.values()
        if decision.review and decision.review.by == "another person"
    ]
    found = reviews_waiting(actor, any_firm, page_number(request))
    context = {
        "title": "Reviews",
        "lines": _lines(hub, found, speaker_of(request)),
        **_paging(request, found),
    }
    return render(request, "staff/reviews.html", context)


_NAMES = ("service", "state", "only", "force", "code", "age")


def _wanted(request: HttpRequest, now: datetime) -> QueueFilter:
    told = {name: clean_text(request.GET.get(name, ""))[:80] for name in _NAMES}
    service = told["service"]
    age = int(told["age"]) if told["age"] in AGES else 0
    return QueueFilter(
        services=(service,) if service else _own_services(request),
        state=told["state"],
        only=told["only"],
        suggested=told["force"],
        code=told["code"],
        before=now - timedelta(days=age) if age else None,
        now=now,
    )


def _own_services(request: HttpRequest) -> tuple[str, ...]:
    return tuple(person_of(request.user).services)


def page_number(request: HttpRequest) -> int:
    """Read which page of a list is wanted; the first where that is no number from 1."""
    told = request.GET.get("page", "1")
    return max(int(told), 1) if told.isascii() and told.isdigit() and len(told) < 7 else 1


def _paging(request: HttpRequest, found: Listed) -> dict[str, object]:
    rest = [(name, value) for name, value in request.GET.items() if name != "page" and value]
    address = "?" + urlencode([*rest, ("page", "")])
    return {"found": found, "page_address": address}


def _choices(
    hub: Hub, codes: list[str], bodies: list[str], speaker: Speaker
) -> dict[str, list[tuple[str, str]]]:
    deciding = [service for service in hub.services.in_force() if service.decisions]
    states = {state for one in deciding for d in one.decisions.values() for state in d.from_states}
    return {
        "service": [(one.code, one.name.en) for one in deciding],
        "state": [(state, state_name(state)) for state in sorted(states)],
        "only": list(ONLY.items()),
        "force": [(body, body_name(body, speaker)) for body in bodies],
        "code": [(code, _code(deciding, code)) for code in codes],
        "age": list(AGES.items()),
    }


def _code(services: list[Service], code: str) -> str:
    titles = (code_title(service, code) for service in services)
    found = next((title for title in titles if title), None)
    return f"{code} {found.title}" if found else code


def _lines(hub: Hub, found: Listed, speaker: Speaker) -> list[ShownCase]:
    now = hub.clock.now()
    return [_line(hub, row, now, speaker) for row in found.rows]


def _line(hub: Hub, row: CaseStanding, now: datetime, speaker: Speaker) -> ShownCase:
    service = hub.services.by_digest(row.definition)
    title = code_title(service, row.code)
    days = (now - row.received_at).days
    return ShownCase(
        case=row,
        kind=title.title if title else service.called.en.capitalize(),
        state=state_name(row.state),
        age="Today" if days < 1 else f"{days} day{'s' if days > 1 else ''}",
        force=body_name(row.suggested, speaker) if row.suggested else "",
        due=speaker.day(row.due_at.date()) if row.due_at else "",
        overdue=bool(row.due_at and row.due_at < now and row.held is None),
    )
