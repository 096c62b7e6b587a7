"""An invoice of 100,000 lines against a year of five million entries, and the rules of EN 16931."""

import io
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from bench.figures import Figure
from bench.statements import database_of, statements_of
from bench.year import CASES, HERE
from fielding.app.books.billing.packing import Packer
from fielding.engines.billing.segmented_units import segmented_units
from fielding.engines.formats.ubl.reading import read_invoice
from fielding.engines.invoice_rules import InvoiceRules
from fielding.oversight.bills.agreed import Agreement, agreement_of
from fielding.oversight.bills.billed import Billed
from fielding.oversight.bills.check import Expected, check_invoice
from fielding.oversight.bills.checked import CheckedInvoice
from fielding.oversight.bills.checker import Checker
from fielding.oversight.bills.codes import Code
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.terms import Price, Terms
from fielding.testing.bills import Billed as Line
from fielding.testing.bills import write_ubl
from fielding.wiring.hub import services

LINES = 100_000
#: Every so many lines, one names a report that nobody made, and one that of the line before.
PHANTOM, AGAIN = 1000, 700
UNIT = "report-referred"
PERIOD = {"issued": "2027-01-31", "begins": "2026-01-01", "ends": "2026-12-31"}


def measure() -> list[Figure]:
    """Make a year and an invoice for it, check every line, and run the rules."""
    folder = Path(tempfile.mkdtemp(prefix="fielding-invoice-"))
    try:
        size, references = _make(folder)
        lines, planted = _lines(references)
        content = b"".join(write_ubl(lines, contract="intake", **PERIOD))
        begun = time.perf_counter()
        checked = _check(folder, content)
        taken = time.perf_counter() - begun
        if checked.codes != planted:
            raise ArithmeticError(checked.codes, planted)
        begun = time.perf_counter()
        InvoiceRules().faults(io.BytesIO(content))
        ruled = time.perf_counter() - begun
    finally:
        shutil.rmtree(folder)
    return [
        Figure(
            what=f"{LINES:,} lines against {size:,} entries: every planted fault, none besides",
            value=round(taken, 2), unit="s", limit=20, limit_is="the most it may take",
        ),
        Figure(
            what=f"rules of EN 16931 over {LINES:,} lines",
            value=round(ruled, 2), unit="s", limit=40, limit_is="the most it may take",
        ),
    ]  # fmt: skip


def _make(folder: Path) -> tuple[int, list[str]]:
    """Write a year's entries as segments; give their number, and reports to bill."""
    more = statements_of(HERE / "invoice.sql")
    with database_of(HERE / "year.sql") as (database, statements):
        database.execute(f"SET VARIABLE cases = {CASES}")
        database.execute(f"SET VARIABLE definition = '{services().current('fraud').digest}'")
        database.execute(f"SET VARIABLE file = '{folder}/000000.parquet'")
        database.execute(f"SET VARIABLE lines = {LINES}")
        for name in ("cases", "steps", "entries"):
            database.execute(statements[name]).fetchall()
        database.execute(more["sealed"]).fetchall()
        size = database.execute("SELECT count(*) FROM entries").fetchall()[0][0]
        return size, [row[0] for row in database.execute(more["referred"]).fetchall()]


def _lines(references: Sequence[str]) -> tuple[list[Line], dict[Code, int]]:
    """Bill a report on each line, but for the faults; say how many of each were planted."""
    planted: Counter[Code] = Counter()
    lines: list[Line] = []
    for place, reference in enumerate(references):
        case = reference
        if place % PHANTOM == 1:
            case, fault = f"X{place}", Code.PHANTOM
            planted[fault] += 1
        elif place % AGAIN == 2:
            case = lines[-1].case or ""
            planted[Code.PHANTOM if case.startswith("X") else Code.DUPLICATE] += 1
        lines.append(Line(unit=UNIT, case=case, price="12.50"))
    return lines, dict(sorted(planted.items()))


def _check(folder: Path, content: bytes) -> CheckedInvoice:
    """Read the invoice and check it, line by line."""
    agreement, invoice = _agreement(), read_invoice(io.BytesIO(content))
    with segmented_units(folder, agreement) as units:
        checker = Checker(agreement=agreement, units=units, header=invoice.header, billed=Billed())
        expected = Expected(today=date(2027, 2, 1), supplier=None)
        return check_invoice(invoice, checker, expected, Packer().add)


def _agreement() -> Agreement:
    since = date(2025, 1, 1)
    terms = Terms(
        effective=since, agreed=since, recorded_at=datetime(2025, 1, 1, tzinfo=UTC),
        digest="", index=0, prices={UNIT: Price(unit=UNIT, amount=Decimal("12.50"))},
        commissions={}, indexations=(), targets={}, credits={},
    )  # fmt: skip
    contract = Contract(
        slug="intake", service="fraud", buyer="authority", supplier="firm-1", begins=since,
        ends=None, value=None, terms=(terms,), begun=0,
    )  # fmt: skip
    return agreement_of(contract, services().current("fraud").tariff)
