"""Populations: the decisions that a draw draws from, as the ledger stood at its checkpoint."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from fielding.cases.case import Case
from fielding.definitions.service import Service
from fielding.oversight.readings.plan import Plan
from fielding.oversight.records import NOBODY, CaseRecord, Mark

DISMISSED, ACCEPTED = "dismissed", "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision that can be read again."""

    kind: str  # dismissed (the decision was adverse to the reporter) or accepted
    case: str  # the UUID
    index: int  # of the decision's entry
    firm: str
    handler: str
    code: str  # of the case, when it was decided
    #: The firms that took any decision on the case by the draw: none of them reads it.
    firms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciders:
    """Who took decisions on a case: they, and their firms, never read it again."""

    people: frozenset[str]
    firms: frozenset[str]


Definition = Callable[[str], Service]


def decisions_for(
    plan: Plan, records: Iterable[CaseRecord], definition: Definition, size: int
) -> Iterator[Decided]:
    """Give the decisions of the plan's period among the first `size` entries of the ledger.

    Cases erased by then are left out: there is nothing to read in them.
    """
    for record in records:
        case = record.case
        if (case.service, case.synthetic) != (plan.service, plan.synthetic):
            continue
        if any(plan.holds(taken.at) for taken in case.decisions):
            marks = [mark for mark in record.marks if mark.index < size]
            if not any(mark.kind == "case.erased" for mark in marks):
                yield from _decided(plan, case, marks, definition(case.definition))


def deciders_among(marks: Iterable[Mark]) -> Deciders:
    """Say who took a decision on a case; a person who answered a review has decided too."""
    known = list(marks)
    taken = [mark for mark in known if "decision" in mark.facts]
    reviewed = [mark for mark in known if mark.kind == "review.decided"]
    return Deciders(
        people=frozenset(mark.actor for mark in (*taken, *reviewed)),
        firms=frozenset(mark.firm for mark in taken if mark.firm),
    )


def _decided(plan: Plan, case: Case, marks: Sequence[Mark], service: Service) -> Iterator[Decided]:
    code, firms = NOBODY, deciders_among(marks).firms
    for mark in marks:
        code = str(mark.facts.get("code") or code)
        kind = _kind(mark, service)
        if kind and plan.holds(mark.at):
            yield Decided(
                kind=kind,
                case=case.id,
                index=mark.index,
                firm=mark.firm or NOBODY,
                handler=mark.actor,
                code=code,
                firms=firms,
            )


def _kind(mark: Mark, service: Service) -> str | None:
    if "decision" not in mark.facts:
        return None
    decision = service.decisions.get(str(mark.facts["decision"]))
    if decision is None:
        return None
    return DISMISSED if decision.adverse else ACCEPTED
