"""Rebuilds billable units from case records, by the tariff of the service each case began under."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from fielding.definitions.service import BillableUnit
from fielding.kernel.instants import local_day
from fielding.oversight.bills.agreed import Agreement
from fielding.oversight.bills.period import Period
from fielding.oversight.bills.units import Per, Unit
from fielding.oversight.records import CaseRecord, Mark
from fielding.oversight.register.contracts import Contract

Barred = tuple[date, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedUnits:
    """The port `BillableUnits` over case records in memory."""

    agreement: Agreement
    records: Mapping[str, CaseRecord]
    _references: dict[str, CaseRecord] = field(default_factory=dict, compare=False, repr=False)

    def named(self, unit: str, cases: Collection[str]) -> Mapping[str, Sequence[Unit]]:
        """Give the units that some cases made, by the names asked for."""
        found = {case: self._record(case) for case in cases}
        return {
            case: self.units_of(unit, record)
            for case, record in found.items()
            if record is not None
        }

    def by_day(self, unit: str, period: Period) -> Mapping[date, int]:
        """Count the contract's own units on each day, each person once."""
        per = self.agreement.per(unit)
        days: Counter[date] = Counter()
        people: set[tuple[str, date | None]] = set()
        for record in self.records.values():
            for one in self.units_of(unit, record):
                for day in _days_of(one, period) if one.ours else ():
                    holder = (one.holder, day if per is Per.DAY else None)
                    if per is Per.CASE or holder not in people:
                        people.add(holder)
                        days[day] += 1
        return days

    def units_of(self, unit: str, record: CaseRecord) -> list[Unit]:
        """Give what one case made of a unit, in the order of the ledger."""
        contract = self.agreement.contract
        if record.case.service != contract.service or record.case.synthetic != contract.synthetic:
            return []
        billable = self.agreement.tariff.get(unit)
        commission = self.agreement.commissions.get(unit)
        if commission is not None:
            return list(_amounts(record, contract, (commission.of, billable)))
        if billable is None:
            return []
        if billable.until is None:
            return list(_made(record, contract, billable))
        return list(_capped(_runs(record, contract, billable), billable.cap_per_case))

    def _record(self, name: str) -> CaseRecord | None:
        if not self._references:
            self._references.update(
                (record.case.reference, record) for record in self.records.values()
            )
        return self.records.get(f"case/{name}") or self._references.get(name)


def is_ours(mark: Mark, contract: Contract) -> bool:
    """Was an entry made under the contract?

    By the contract that it names; where it names none, by its firm: the supplier, one of its
    subcontractors, or nobody (the public made it, and the contract runs the service).
    """
    if mark.contract is not None:
        return mark.contract == contract.slug
    chain = {contract.supplier, *contract.suppliers, *(link.sub for link in contract.links)}
    return mark.firm is None or mark.firm in chain


def _made(record: CaseRecord, contract: Contract, billable: BillableUnit) -> Iterator[Unit]:
    """Give a unit for each entry of the kind, up to the cap of the case."""
    marks = [mark for mark in record.marks if mark.kind == billable.when]
    about = (contract, _barred(record, billable))
    for mark in marks[: billable.cap_per_case or 1]:
        yield _unit(record, mark, about)


def _runs(record: CaseRecord, contract: Contract, billable: BillableUnit) -> Iterator[Unit]:
    """Give the runs of days from each beginning entry to the next ending one."""
    about = (contract, _barred(record, billable))
    run: Unit | None = None
    for mark in record.marks:
        if mark.kind == billable.when and run is None:
            run = replace(_unit(record, mark, about), ends=None)
        elif mark.kind == billable.until and run is not None:
            yield replace(run, ends=local_day(mark.at), ended=mark.index)
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


def _amounts(
    record: CaseRecord, contract: Contract, of: tuple[str, BillableUnit | None]
) -> Iterator[Unit]:
    """Give a unit for the amount that a percentage is of, as the newest entry says it."""
    name, billable = of
    said = [
        (mark, amount)
        for mark in record.marks
        if (billable is None or mark.kind == billable.when)
        and (amount := _amount(mark, record, name)) is not None
    ]
    if said:
        mark, amount = said[-1]
        barred = _barred(record, billable) if billable else None
        yield replace(_unit(record, mark, (contract, barred)), amount=amount)


def _amount(mark: Mark, record: CaseRecord, name: str) -> Decimal | None:
    """Read an amount: facts are decimal strings in pounds, open answers whole pence."""
    told = mark.facts.get(name)
    if isinstance(told, str):
        return Decimal(told)
    answered = record.case.answers.get(name)
    return Decimal(answered) / 100 if isinstance(answered, int) else None


def _unit(record: CaseRecord, mark: Mark, about: tuple[Contract, Barred]) -> Unit:
    contract, barred = about
    day = local_day(mark.at)
    return Unit(
        case=record.case.id,
        reference=record.case.reference,
        holder=_holder(record),
        day=day,
        ends=day,
        index=mark.index,
        ours=is_ours(mark, contract),
        barred=barred,
    )


def _holder(record: CaseRecord) -> str:
    """Say whom the case is about: the keyed code of a person, where an entry has one."""
    said = (mark.facts.get("person") for mark in record.marks)
    return next((word for word in said if isinstance(word, str)), record.case.id)


def _barred(record: CaseRecord, billable: BillableUnit) -> Barred:
    """Find the first entry after which nothing of the case is owed any more."""
    found = [mark for mark in record.marks if mark.kind in billable.unless]
    return (local_day(found[0].at), found[0].index) if found else None


def _days_of(unit: Unit, period: Period) -> Iterator[date]:
    """Give the days of a period on which a unit, or a day of a run, is owed."""
    last = min(unit.ends or period.ends, period.ends)
    if unit.barred is not None:
        last = min(last, date.fromordinal(unit.barred[0].toordinal() - 1))
    return Period(begins=max(unit.day, period.begins), ends=last).days()
