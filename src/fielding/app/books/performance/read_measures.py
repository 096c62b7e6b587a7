"""Read a contract's measures: month by month, with what was agreed, claimed and closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.read_figures import Bookkeeper, Figures
from fielding.oversight.books import Standpoint
from fielding.oversight.performance.agreed import days_of, measures_named, unfit_terms
from fielding.oversight.performance.closing import Closed, Restatement, fold_closed, restatements
from fielding.oversight.performance.errors import UnknownContract
from fielding.oversight.performance.reading import (
    MeasureReading,
    Sources,
    read_months,
)
from fielding.oversight.performance.reversing import Reversal, reversals
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.register import fold_register
from fielding.oversight.scope import month_of

#: Months shown side by side.
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractMonth:
    """Everything about a contract's measures in one month, and where the figures stand."""

    contract: Contract
    month: str
    months: tuple[str, ...]  # that the contract has had, the oldest first
    readings: tuple[MeasureReading, ...]
    #: By measure: the last months up to this one.
    history: Mapping[str, tuple[MeasureReading, ...]]
    reversals: tuple[tuple[str, Reversal], ...]  # by measure, against the month before
    closed: Closed | None
    restated: tuple[Restatement, ...]
    standpoint: Standpoint


def list_contracts(bookkeeper: Bookkeeper, actor: Actor) -> Sequence[Contract]:
    """List the contracts that have terms with targets, in the order of their names."""
    require(actor, Action.SEE_BOOKS)
    known = bookkeeper.figures().folded(fold_register).contracts
    measured = (one for one in known.values() if any(terms.targets for terms in one.terms))
    return sorted(measured, key=lambda one: one.slug)


def read_contract(
    bookkeeper: Bookkeeper, actor: Actor, slug: str, month: str | None = None
) -> ContractMonth:
    """Read a contract's measures in a month; without one, in the last that is over.

    Raises NotPermitted and UnknownContract.
    """
    require(actor, Action.SEE_BOOKS)
    return month_in(bookkeeper.figures(), slug, month)


def month_in(figures: Figures, slug: str, month: str | None = None) -> ContractMonth:
    """Read a contract's measures from given figures; raise UnknownContract."""
    contract, sources = contract_in(figures, slug), sources_of(figures)
    months = months_of(contract, figures.books.standpoint)
    month = month if month in months else months[-2] if len(months) > 1 else months[-1]
    place = months.index(month) + 1
    shown = months[max(place - MONTHS, 0) : place]
    history = {
        name: read_months(contract, name, shown, sources)
        for name in measures_named(contract, month)
    }
    readings = tuple(told[-1] for told in history.values())
    closed = figures.folded(fold_closed).get((slug, month))
    return ContractMonth(
        contract=contract,
        month=month,
        months=months,
        readings=readings,
        history=history,
        reversals=tuple(
            (name, found)
            for name, told in history.items()
            if len(told) > 1
            for found in reversals(told[-2], told[-1])
        ),
        closed=closed,
        restated=restatements(closed, readings) if closed else (),
        standpoint=figures.books.standpoint,
    )


def contract_in(figures: Figures, slug: str) -> Contract:
    """Find a contract; raise UnknownContract."""
    known = figures.folded(fold_register).contracts
    if slug not in known:
        raise UnknownContract(contract=slug)
    return known[slug]


def sources_of(figures: Figures) -> Sources:
    """Give what readings are taken from."""
    return Sources(
        tally=figures.tally,
        services={service.code: service for service in figures.services},
        contracts=tuple(figures.folded(fold_register).contracts.values()),
        unfit=figures.folded(unfit_terms),
    )


def months_of(contract: Contract, at: Standpoint) -> tuple[str, ...]:
    """List the months of a contract from its beginning to its end, or to now."""
    ends = contract.terminated or contract.ends
    last = min(month_of(at.at), ends.isoformat()[:7]) if ends else month_of(at.at)
    month = contract.begins.isoformat()[:7]
    months = [month]
    while months[-1] < last:
        months.append(_after(months[-1]))
    return tuple(months)


def _after(month: str) -> str:
    return date.fromordinal(days_of(month)[1].toordinal() + 1).isoformat()[:7]
