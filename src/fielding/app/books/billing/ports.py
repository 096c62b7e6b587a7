"""What billing needs of the outside world: a reader of invoices, the rules, and billable units."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from fielding.app.ports import Hub
from fielding.app.read_figures import Bookkeeper, Figures
from fielding.oversight.bills.agreed import Agreement
from fielding.oversight.bills.invoice import Invoice
from fielding.oversight.bills.units import BillableUnits


class BrokenRule(Protocol):
    """A rule of EN 16931 that a document does not keep."""

    @property
    def code(self) -> str:
        """Give its code, like BR-01."""

    @property
    def fatal(self) -> bool:
        """Is it an error, and not a warning?"""

    @property
    def text(self) -> str:
        """Give its own words."""


class InvoiceRules(Protocol):
    """Knows the rules of EN 16931."""

    def faults(self, content: BinaryIO) -> Sequence[BrokenRule]:
        """Give the rules that a document does not keep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Billing:
    """Everything the use cases of bills reach."""

    hub: Hub
    bookkeeper: Bookkeeper
    #: Reads the header at once and the lines one by one.
    read: Callable[[BinaryIO], Invoice]
    rules: InvoiceRules
    #: Over so many lines the rules are not run.
    most_lines: int
    #: Rebuilds billable units: from case records in memory, or from segments.
    units: Callable[[Agreement, Figures], BillableUnits]
