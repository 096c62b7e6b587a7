"""Rebuilds billable units from the case records of the books in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fielding.kernel.instants import local_day
from fielding.oversight.bills.agreed import Agreement
from fielding.oversight.bills.counted_days import count_by_day
from fielding.oversight.bills.histories import History, Said, amount_in, kinds_for, units_in
from fielding.oversight.bills.period import Period
from fielding.oversight.bills.units import Unit
from fielding.oversight.records import CaseRecord, Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedUnits:
    """The port `BillableUnits` over case records in memory."""

    agreement: Agreement
    records: Mapping[str, CaseRecord]
    _references: dict[str, CaseRecord] = field(default_factory=dict, compare=False, repr=False)

    def named(self, unit: str, cases: Collection[str]) -> Mapping[str, Sequence[Unit]]:
        """Give the units that some cases made, by the names asked for."""
        found = {case: record for case in cases if (record := self._record(case)) is not None}
        return {case: self._units(unit, record) for case, record in found.items()}

    def by_day(self, unit: str, period: Period) -> Mapping[date, int]:
        """Count the contract's own units on each day, each person once."""
        units = (each for record in self.records.values() for each in self._units(unit, record))
        return count_by_day(units, self.agreement.per(unit), period)

    def _units(self, unit: str, record: CaseRecord) -> list[Unit]:
        contract = self.agreement.contract
        if record.case.service != contract.service or record.case.synthetic != contract.synthetic:
            return []
        return units_in(self._history(unit, record), unit, self.agreement)

    def _history(self, unit: str, record: CaseRecord) -> History:
        kinds = kinds_for(self.agreement, unit)
        commission = self.agreement.commissions.get(unit)
        amount_of = commission.of if commission else None
        return History(
            id=record.case.id,
            reference=record.case.reference,
            person=_person(record.marks[0]),
            said=tuple(
                _said(mark, record, amount_of)
                for mark in record.marks
                if kinds is None or mark.kind in kinds
            ),
        )

    def _record(self, name: str) -> CaseRecord | None:
        if not self._references:
            self._references.update(
                (record.case.reference, record) for record in self.records.values()
            )
        return self.records.get(f"case/{name}") or self._references.get(name)


def _said(mark: Mark, record: CaseRecord, amount_of: str | None) -> Said:
    return Said(
        index=mark.index,
        kind=mark.kind,
        day=local_day(mark.at),
        firm=mark.firm,
        contract=mark.contract,
        person=_person(mark),
        amount=_amount(mark, record, amount_of) if amount_of else None,
    )


def _person(mark: Mark) -> str | None:
    told = mark.facts.get("person")
    return told if isinstance(told, str) else None


def _amount(mark: Mark, record: CaseRecord, name: str) -> Decimal | None:
    """Read an amount: facts are decimal strings in pounds, open answers whole pence."""
    told = amount_in(mark.facts.get(name))
    answered = record.case.answers.get(name)
    if told is None and isinstance(answered, int):
        return Decimal(answered) / 100
    return told
