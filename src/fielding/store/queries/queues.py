"""The queue of those who assess: which cases wait, the most pressing first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from fielding.access.errors import NotFound
from fielding.access.roles import Actor
from fielding.store.models import CaseStanding
from fielding.store.queries.acting import reading_as

PAGE = 25
#: What one look for the next case to take considers: more have been taken only if many click.
NEXT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """What somebody wants to see; empty parts do not narrow."""

    services: tuple[str, ...] = ()
    state: str = ""
    suggested: str = ""
    code: str = ""
    only: str = ""  # urgent, held, mine, unassigned, overdue, unsure
    before: datetime | None = None  # received before: the age
    now: datetime | None = None  # what overdue is measured by


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of a list."""

    rows: Sequence[CaseStanding]
    total: int
    page: int
    pages: int


def waiting_cases(actor: Actor, wanted: QueueFilter, page: int = 1) -> Listed:
    """List the cases that wait for a decision."""
    with reading_as(actor):
        return listed(_pressing(_matching(actor, wanted)), page)


def next_to_take(actor: Actor, services: Sequence[str]) -> list[str]:
    """List the cases that nobody has, in the order in which they should be taken."""
    free = Q(assigned_to=None, held=None)
    with reading_as(actor):
        waiting = _matching(actor, QueueFilter(services=tuple(services))).filter(free)
        return [str(case) for case in _pressing(waiting).values_list("case_id", flat=True)[:NEXT]]


def reviews_waiting(actor: Actor, any_firm: Iterable[tuple[str, str]], page: int = 1) -> Listed:
    """List the reviews that the actor may answer: not of their own decision, nor of their firm's.

    `any_firm` names the decisions (service, decision) for which another person is enough.
    """
    other_firm = ~Q(decider_firms__contains=[actor.firm or ""])
    for service, decision in any_firm:
        other_firm |= Q(service=service, decision=decision)
    asked = CaseStanding.objects.filter(other_firm, in_review=True)
    with reading_as(actor):
        independent = asked.exclude(deciders__contains=[actor.name])
        return listed(independent.order_by(F("due_at").asc(nulls_last=True), "received_at"), page)


def standing_of(actor: Actor, case: str) -> CaseStanding:
    """Give how a case stands; raise NotFound when there is none, or it is hidden."""
    with reading_as(actor):
        found = CaseStanding.objects.filter(case_id=case).first()
    if found is None:
        raise NotFound(case=case)
    return found


def codes_and_bodies(actor: Actor) -> tuple[list[str], list[str]]:
    """List the codes and the suggested bodies of waiting cases, to choose filters from."""
    with reading_as(actor):
        waiting = CaseStanding.objects.filter(waiting=True)
        codes = waiting.exclude(code=None).order_by("code").values_list("code", flat=True)
        bodies = waiting.exclude(suggested=None).order_by("suggested")
        return (
            [str(code) for code in codes.distinct()],
            [str(body) for body in bodies.values_list("suggested", flat=True).distinct()],
        )


def listed(rows: QuerySet[CaseStanding], page: int, size: int = PAGE) -> Listed:
    """Cut one page out of a list; a page past the end is the last."""
    total = rows.count()
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    return Listed(
        rows=list(rows[(page - 1) * size : page * size]), total=total, page=page, pages=pages
    )


def _pressing(rows: QuerySet[CaseStanding]) -> QuerySet[CaseStanding]:
    return rows.order_by("-urgent", "-points", "received_at")


def _matching(actor: Actor, wanted: QueueFilter) -> QuerySet[CaseStanding]:
    """Match what waits; who asks for a state sees all in it, since some can be decided on anew."""
    rows = CaseStanding.objects.filter(in_review=False)
    if not wanted.state:
        rows = rows.filter(waiting=True)
    if wanted.services:
        rows = rows.filter(service__in=wanted.services)
    for column in ("state", "suggested", "code"):
        if value := getattr(wanted, column):
            rows = rows.filter(**{column: value})
    if wanted.before:
        rows = rows.filter(received_at__lt=wanted.before)
    return rows.filter(_only(actor, wanted))


def _only(actor: Actor, wanted: QueueFilter) -> Q:
    match wanted.only:
        case "urgent":
            return Q(urgent=True)
        case "held":
            return Q(held__isnull=False)
        case "mine":
            return Q(assigned_to=actor.name)
        case "unassigned":
            return Q(assigned_to=None)
        case "overdue":
            return Q(due_at__lt=wanted.now)
        case "unsure":
            return Q(sure=False)
        case _:
            return Q()
