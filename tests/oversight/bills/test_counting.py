"""Lines that name no case share what was counted: a long bill of them asks once for each period."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tests.oversight.bills.told import referred

from fielding.oversight.bills.checking import check_lines
from fielding.oversight.bills.invoice import Invoice
from fielding.oversight.bills.period import Period
from fielding.oversight.bills.units import BillableUnits, Unit
from fielding.testing.billed_world import checker, header_of, line, numbered


@dataclass(kw_only=True)
class Listening:
    """Notes which periods were counted."""

    units: BillableUnits
    asked: list[tuple[str, Period]] = field(default_factory=list)

    def named(self, unit: str, cases: Collection[str]) -> Mapping[str, Sequence[Unit]]:
        return {name: list(made) for name, made in self.units.named(unit, cases).items()}

    def by_day(self, unit: str, period: Period) -> Mapping[date, int]:
        self.asked.append((unit, period))
        return self.units.by_day(unit, period)


def test_a_period_is_counted_once_for_all_lines_that_name_no_case() -> None:
    world = [referred(name) for name in "abc"]
    lines = numbered([line("report-referred", quantity=1) for _ in range(4)])
    against = checker(world, header=header_of(lines))
    listening = Listening(units=against.units)
    invoice = Invoice(header=against.header, lines=iter(lines))

    found = [each for _, each in check_lines(invoice, replace(against, units=listening))]

    assert [each.found.granted for each in found] == [1, 1, 1, 0]
    assert len(listening.asked) == 1
