"""Checks a whole invoice: its lines, its sums, and whom and what contract it names."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fielding.kernel.canonical import canonical_bytes
from fielding.oversight.bills.arithmetic import Sums, discrepancies, tax_on
from fielding.oversight.bills.checked import CheckedInvoice, CheckedLine, Discrepancy, Part
from fielding.oversight.bills.checker import Checker
from fielding.oversight.bills.checking import check_lines
from fielding.oversight.bills.codes import Code, Result, Sum
from fielding.oversight.bills.invoice import ZERO, Header, Invoice, Line, Vat
from fielding.oversight.bills.written import written_line
from fielding.oversight.register.organisations import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the document as a whole has to name."""

    today: date
    #: The supplier as registered; None: the register does not know it.
    supplier: Organisation | None
    currency: str = "GBP"


def check_invoice(
    invoice: Invoice, checker: Checker, expected: Expected, keep: Callable[[CheckedLine], object]
) -> CheckedInvoice:
    """Check every line and the document; each line is handed to `keep` and then forgotten.

    The parts add up: paid, queried and disputed give the sum of the lines, and what the document
    states beside that sum is a discrepancy of its own.
    """
    sums, tally = Sums(), _Tally()
    lines = _noted(invoice.lines, sums, tally)
    for checked in check_lines(Invoice(header=invoice.header, lines=lines), checker):
        tally.add(checked)
        keep(checked)
    found = [*_named(invoice.header, checker, expected), *discrepancies(invoice.header, sums)]
    return tally.whole(found, expected.today)


@dataclass(slots=True)
class _Tally:
    """Adds up what was found; lives as long as one check."""

    lines: int = 0
    parts: dict[Result, Part] = field(default_factory=dict)
    codes: Counter[Code] = field(default_factory=Counter)
    rates: dict[int, Vat] = field(default_factory=dict)
    paid: dict[Vat, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    sums: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, line: CheckedLine) -> None:
        """Take in one line."""
        self.lines += 1
        part = self.parts.get(line.result, Part())
        self.parts[line.result] = Part(lines=part.lines + 1, amount=part.amount + line.amount)
        self.codes.update(line.codes)
        for name in ("amount", "paid", "queried", "disputed"):
            self.sums[name] += getattr(line, name)
        self.paid[self.rates.pop(line.position)] += line.paid
        self.digest.update(canonical_bytes(written_line(line)) + b"\n")

    def whole(self, found: list[Discrepancy], on: date) -> CheckedInvoice:
        """Give what it comes to."""
        return CheckedInvoice(
            lines=self.lines,
            results={result: self.parts.get(result, Part()) for result in Result},
            codes=dict(sorted(self.codes.items())),
            amount=self.sums["amount"],
            paid=self.sums["paid"],
            queried=self.sums["queried"],
            disputed=self.sums["disputed"],
            tax=tax_on(self.paid),
            discrepancies=tuple(found),
            digest=self.digest.hexdigest(),
            checked_at=on,
        )


def _noted(lines: Iterator[Line], sums: Sums, tally: _Tally) -> Iterator[Line]:
    for line in lines:
        sums.add(line)
        tally.rates[line.position] = line.vat
        yield line


def _named(header: Header, checker: Checker, expected: Expected) -> Iterator[Discrepancy]:
    """Compare what the document names with the contract and the register."""
    contract = checker.agreement.contract
    if header.contract is not None and header.contract not in {contract.slug, contract.ocid}:
        yield Discrepancy(of=Sum.CONTRACT, stated=header.contract, found=contract.slug)
    known = {number for _, number in expected.supplier.identifiers} if expected.supplier else set()
    stated = [number for _, number in header.supplier]
    if known and not known.intersection(stated):
        yield Discrepancy(of=Sum.SUPPLIER, stated=" ".join(stated), found=" ".join(sorted(known)))
    if header.currency != expected.currency or header.strays:
        stated_currencies = " ".join(sorted({header.currency, *header.strays}))
        yield Discrepancy(of=Sum.CURRENCY, stated=stated_currencies, found=expected.currency)
    if header.issued > expected.today:
        yield Discrepancy(of=Sum.ISSUED, stated=str(header.issued), found=str(expected.today))
    if header.period is not None and header.period.ends > header.issued:
        yield Discrepancy(of=Sum.PERIOD, stated=str(header.period.ends), found=str(header.issued))
