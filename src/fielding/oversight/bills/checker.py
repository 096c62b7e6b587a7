"""What an invoice is checked against: the agreement, the units done, and what was billed before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fielding.oversight.bills.agreed import Agreement
from fielding.oversight.bills.billed import Billed
from fielding.oversight.bills.days import FIRST
from fielding.oversight.bills.invoice import Header
from fielding.oversight.bills.period import Period
from fielding.oversight.bills.units import BillableUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """What an invoice is checked against."""

    agreement: Agreement
    units: BillableUnits
    header: Header
    billed: Billed
    #: The days of the contract, up to the invoice's issue.
    contract: Period = field(init=False)
    _done: dict[tuple[str, Period], Mapping[date, int]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "contract", self._days())

    def done(self, unit: str, period: Period) -> Mapping[date, int]:
        """Count the units done on each day of a period: once, for all lines that ask for it."""
        if (unit, period) not in self._done:
            self._done[unit, period] = self.units.by_day(unit, period)
        return self._done[unit, period]

    def _days(self) -> Period:
        contract = self.agreement.contract
        last = (contract.terminated, contract.ends, self.header.issued)
        begins = FIRST if contract.undated else contract.begins
        return Period(begins=begins, ends=min(day for day in last if day is not None))
