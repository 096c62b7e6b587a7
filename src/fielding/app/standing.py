"""How a case stands: what the derived tables hold of it, worked out from its entries alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from fielding.cases.case import Case
from fielding.cases.clocks import Promise, Workday, promises
from fielding.cases.handling import is_waiting
from fielding.definitions.service import Service
from fielding.ledger.entry import Kept

#: Bank holidays of the nation where nothing says which nation it is.
DEFAULT_NATION = "england"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A case and its promises."""

    case: Case
    promises: tuple[Promise, ...]
    #: Does the case wait for a decision of the hub?
    waiting: bool
    #: The most points any score gave: what the queue is sorted by.
    points: int


def nation_of(case: Case) -> str:
    """Say whose bank holidays count for a case."""
    nation = case.sorted.get("nation")
    return nation if isinstance(nation, str) else DEFAULT_NATION


def stand(service: Service, case: Case, history: Sequence[Kept], workday: Workday) -> Standing:
    """Work out how a case stands after its history."""
    scores = case.sorted.get("scores")
    points = max(scores.values(), default=0) if isinstance(scores, dict) else 0
    return Standing(
        case=case,
        promises=promises(service, history, workday),
        waiting=is_waiting(service, case),
        points=points,
    )
