"""Makes billable units of what a case's entries say, wherever those entries were read from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from fielding.definitions.service import BillableUnit
from fielding.oversight.bills.agreed import Agreement
from fielding.oversight.bills.period import Period
from fielding.oversight.bills.units import Unit
from fielding.oversight.register.contracts import Contract

Barred = tuple[date, int] | None
_POUNDS = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One entry of a case, as far as bills read it."""

    index: int
    kind: str
    day: date  # where the hub's people are
    firm: str | None
    contract: str | None
    #: Keyed code of whom it is about, where the entry has the fact `person`.
    person: str | None = None
    #: In pounds, where the entry has the fact that a percentage is of.
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A case with those of its entries that bills read, in the order of the ledger."""

    id: str
    reference: str
    #: Keyed code of whom it is about, where the entry that received it has the fact `person`.
    person: str | None = None
    said: tuple[Said, ...]


def kinds_for(agreement: Agreement, unit: str) -> frozenset[str] | None:
    """Say which kinds of entry a unit is made of; None: any may be."""
    billable = agreement.tariff.get(unit)
    if billable is None:
        return None
    ending = (billable.until,) if billable.until else ()
    return frozenset({billable.when, *ending, *billable.unless})


def units_in(history: History, unit: str, agreement: Agreement) -> list[Unit]:
    """Give what one case made of a unit, in the order of the ledger."""
    contract, billable = agreement.contract, agreement.tariff.get(unit)
    if unit in agreement.commissions:
        return list(_amounts(history, contract, billable))
    if billable is None:
        return []
    if billable.until is None:
        return list(_made(history, contract, billable))
    return list(_capped(_runs(history, contract, billable), billable.cap_per_case))


def amount_in(told: object) -> Decimal | None:
    """Read an amount that a fact says: a decimal in pounds, as text; anything else is none."""
    if not isinstance(told, str) or not _POUNDS.fullmatch(told):
        return None
    return Decimal(told)


def is_ours(said: Said, contract: Contract) -> bool:
    """Was an entry made under the contract?

    By the contract that it names; where it names none, by its firm: the supplier, one of its
    subcontractors, or nobody (the public made it, and the contract runs the service).
    """
    if said.contract is not None:
        return said.contract == contract.slug
    chain = {contract.supplier, *contract.suppliers, *(link.sub for link in contract.links)}
    return said.firm is None or said.firm in chain


def days_of(unit: Unit, period: Period) -> Iterator[date]:
    """Give the days of a period on which a unit, or a day of a run, is owed."""
    last = min(unit.ends or period.ends, period.ends)
    if unit.barred is not None:
        last = min(last, date.fromordinal(unit.barred[0].toordinal() - 1))
    return Period(begins=max(unit.day, period.begins), ends=last).days()


def _made(history: History, contract: Contract, billable: BillableUnit) -> Iterator[Unit]:
    """Give a unit for each entry of the kind, up to the cap of the case."""
    said = [each for each in history.said if each.kind == billable.when]
    about = (contract, _barred(history, billable))
    for each in said[: billable.cap_per_case or 1]:
        yield _unit(history, each, about)


def _runs(history: History, contract: Contract, billable: BillableUnit) -> Iterator[Unit]:
    """Give the runs of days from each beginning entry to the next ending one."""
    about = (contract, _barred(history, billable))
    run: Unit | None = None
    for each in history.said:
        if each.kind == billable.when and run is None:
            run = replace(_unit(history, each, about), ends=None)
        elif each.kind == billable.until and run is not None:
            yield replace(run, ends=each.day, ended=each.index)
            run = None
    if run is not None:
        yield run


def _capped(runs: Iterable[Unit], most: int | None) -> Iterator[Unit]:
    """Cut runs off where the case has made as many days as it can."""
    left = most
    for run in runs:
        if left is None:
            yield run
        elif left > 0:
            last = date.fromordinal(run.day.toordinal() + left - 1)
            cut = replace(run, ends=min(run.ends or last, last))
            left -= len(Period(begins=cut.day, ends=cut.ends or last))
            yield cut


def _amounts(history: History, contract: Contract, billable: BillableUnit | None) -> Iterator[Unit]:
    """Give a unit for the amount that a percentage is of, as the newest entry says it."""
    told = [
        each
        for each in history.said
        if each.amount is not None and (billable is None or each.kind == billable.when)
    ]
    if told:
        barred = _barred(history, billable) if billable else None
        yield replace(_unit(history, told[-1], (contract, barred)), amount=told[-1].amount)


def _unit(history: History, said: Said, about: tuple[Contract, Barred]) -> Unit:
    contract, barred = about
    return Unit(
        case=history.id,
        reference=history.reference,
        holder=said.person or history.person or history.id,
        day=said.day,
        ends=said.day,
        index=said.index,
        ours=is_ours(said, contract),
        barred=barred,
    )


def _barred(history: History, billable: BillableUnit) -> Barred:
    """Find the first entry after which nothing of the case is owed any more."""
    found = (each for each in history.said if each.kind in billable.unless)
    first = next(found, None)
    return (first.day, first.index) if first else None
