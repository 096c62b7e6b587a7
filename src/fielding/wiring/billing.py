"""Wires the use cases of bills: UBL, the rules of EN 16931, and units from the books in memory."""

from functools import cache

from fielding.access.roles import Actor, Role
from fielding.app.books.billing.ports import Billing
from fielding.app.read_figures import Figures
from fielding.engines.formats.ubl.reading import read_invoice
from fielding.engines.invoice_rules import MOST_LINES, InvoiceRules
from fielding.oversight.bills.agreed import Agreement
from fielding.oversight.bills.rebuilding import RecordedUnits
from fielding.wiring.figures import bookkeeper
from fielding.wiring.hub import hub

#: Who acts where somebody works at the machine itself.
CONSOLE = Actor(name="console", role=Role.CONTRACT_MANAGER)


@cache
def billing() -> Billing:
    """Wire them for this process."""
    return Billing(
        hub=hub(),
        bookkeeper=bookkeeper(),
        read=read_invoice,
        rules=InvoiceRules(),
        most_lines=MOST_LINES,
        units=recorded_units,
    )


def recorded_units(agreement: Agreement, figures: Figures) -> RecordedUnits:
    """Rebuild units from the case records in memory."""
    return RecordedUnits(agreement=agreement, records=figures.books.records)
