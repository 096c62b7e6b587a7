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

#: Takes in a checked line, and the same as it is written.
Keep = Callable[[CheckedLine, bytes], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the document as a whole has to name."""

    today: date
    #: The supplier as registered; None: the register does not know it.
    supplier: Organisation | None
    currency: str = "GBP"


def check_invoice(
    invoice: Invoice, checker: Checker, expected: Expected, keep: Keep
) -> CheckedInvoice:
    """Check every line and the document; each is handed to `keep`, as written, and forgotten.

    The parts add up: paid, queried and disputed give the sum of the lines, and what the document
    states beside that sum is a discrepancy of its own.
    """
    sums, tally = Sums(), _Tally()
    for line, checked in check_lines(invoice, checker):
        sums.add(line)
        keep(checked, tally.add(line, checked))
    found = [*_named(invoice.header, checker, expected), *discrepancies(invoice.header, sums)]
    return tally.whole(found, expected.today)


@dataclass(slots=True)
class _Tally:
    """Adds up what was found; lives as long as one check."""

    lines: Counter[Result] = field(default_factory=Counter)
    amounts: dict[Result, Decimal] = field(default_factory=lambda: dict.fromkeys(Result, ZERO))
    codes: Counter[Code] = field(default_factory=Counter)
    by_rate: dict[Vat, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    queried: Decimal = ZERO
    disputed: Decimal = ZERO
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, line: Line, checked: CheckedLine) -> bytes:
        """Take in one line; give its result as it is written."""
        self.lines[checked.result] += 1
        self.amounts[checked.result] += checked.amount
        for code in checked.codes:
            self.codes[code] += 1
        self.by_rate[line.vat] += checked.paid
        self.queried += checked.queried
        self.disputed += checked.disputed
        written = canonical_bytes(written_line(checked)) + b"\n"
        self.digest.update(written)
        return written

    def whole(self, found: list[Discrepancy], on: date) -> CheckedInvoice:
        """Give what it comes to."""
        return CheckedInvoice(
            lines=self.lines.total(),
            results={
                result: Part(lines=self.lines[result], amount=amount)
                for result, amount in self.amounts.items()
            },
            codes=dict(sorted(self.codes.items())),
            amount=sum(self.amounts.values(), ZERO),
            paid=sum(self.by_rate.values(), ZERO),
            queried=self.queried,
            disputed=self.disputed,
            tax=tax_on(self.by_rate),
            discrepancies=tuple(found),
            digest=self.digest.hexdigest(),
            checked_at=on,
        )


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
