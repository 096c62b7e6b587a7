"""Bills as pages show them: amounts in words of their currency, and where each thing leads."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fielding.app.books.billing.read_bill import ShownLine
from fielding.oversight.bills.bill import Bill
from fielding.oversight.bills.codes import Result
from fielding.oversight.bills.invoice import Sort
from fielding.web.bodies import body_name
from fielding.web.books.bills.words import CODES, EN_16931_NOT_RUN, RESULTS
from fielding.web.speaker import Speaker

_SIGNS: Mapping[str, str] = {"GBP": "£", "EUR": "€", "USD": "$"}
_SORTS = {Sort.INVOICE: "Invoice", Sort.CREDIT_NOTE: "Credit note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBillRow:
    """One invoice in the list."""

    id: str
    name: str
    supplier: str
    contract: str
    issued: str
    lines: int
    net: str
    paid: str
    queried: str
    disputed: str
    state: str
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBillLine:
    """One line in the table."""

    position: int
    id: str
    unit: str
    quantity: str
    amount: str
    result: str
    tag: str
    settled: bool
    paid: str
    queried: str
    disputed: str
    owed: str
    why: tuple[str, ...]
    entries: tuple[int, ...]


def money(amount: Decimal, currency: str) -> str:
    """Write an amount to the penny."""
    sign = _SIGNS.get(currency, f"{currency} " if currency else "")
    minus = "−" if amount < 0 else ""
    return f"{minus}{sign}{abs(amount):,.2f}"


def bill_row(bill: Bill, speaker: Speaker) -> ShownBillRow:
    """Show one invoice in the list."""
    state = "Settled" if bill.settled else "Checked" if bill.check else "Not checked yet"
    parts = {
        name: money(getattr(bill, name), bill.currency) if bill.check else "–"
        for name in ("paid", "queried", "disputed")
    }
    return ShownBillRow(
        id=bill.id,
        name=bill_name(bill),
        supplier=body_name(bill.supplier, speaker),
        contract=bill.contract,
        issued=speaker.day(bill.issued),
        lines=bill.lines,
        net=money(bill.net, bill.currency),
        state=state,
        synthetic=bill.synthetic,
        **parts,
    )


def bill_name(bill: Bill) -> str:
    """Name an invoice by its number, where that is plain enough to stand in the ledger."""
    return f"{_SORTS[bill.sort]} {bill.number or bill.id[:8]}"


def line_shown(shown: ShownLine, currency: str) -> ShownBillLine:
    """Show one line."""
    line = shown.line
    result, tag = RESULTS[line.result]
    return ShownBillLine(
        position=line.position,
        id=line.id or str(line.position),
        unit=line.unit or "–",
        quantity=f"{line.quantity:f}",
        amount=money(line.amount, currency),
        result=result,
        tag=tag,
        settled=shown.settled,
        paid=money(line.paid, currency),
        queried=money(line.queried, currency),
        disputed=money(line.disputed, currency),
        owed=money(line.found.owed, currency),
        why=tuple(CODES[code] for code in line.codes),
        entries=line.found.entries,
    )


def facts_of(bill: Bill, speaker: Speaker, number: str) -> Iterator[tuple[str, str]]:
    """Say what is known of an invoice beside its lines."""
    yield "Number", number
    yield "Supplier", body_name(bill.supplier, speaker)
    yield "Contract", bill.contract
    yield "Issued", speaker.day(bill.issued)
    if bill.period:
        yield "Period", f"{speaker.day(bill.period.begins)} to {speaker.day(bill.period.ends)}"
    yield "Total without tax", money(bill.net, bill.currency)
    yield "Tax", money(bill.tax, bill.currency)
    yield "Amount due, as stated", money(bill.payable, bill.currency)
    yield "Posted", speaker.moment(bill.at)
    yield "Rules of EN 16931", _rules(bill)
    yield "File, SHA-256", bill.file


def results_of(bill: Bill) -> Iterable[tuple[str, str, str, str]]:
    """Give the sums of each result as checked: its name for addresses, title, lines, amount."""
    for result in Result if bill.check else ():
        part = bill.check.results[result] if bill.check else None
        if part is not None:
            amount = money(part.amount, bill.currency)
            yield result.value, RESULTS[result][0], f"{part.lines:,}", amount


def _rules(bill: Bill) -> str:
    if bill.rules is None:
        return EN_16931_NOT_RUN
    return f"not kept: {', '.join(bill.rules)}" if bill.rules else "kept"
