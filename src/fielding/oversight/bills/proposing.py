"""Proposes findings from a bill: one to the supplier for each kind of thing that was disputed."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from fielding.oversight.bills.bill import Bill, Check
from fielding.oversight.bills.checked import CheckedLine
from fielding.oversight.bills.codes import Code, Result
from fielding.oversight.bills.credits import month_of_bill
from fielding.oversight.bills.invoice import ZERO
from fielding.oversight.findings.proposal import Proposal, Severity

_KINDS: Mapping[str, frozenset[Code]] = {
    "units-without-entries": frozenset(
        {Code.PHANTOM, Code.BEFORE_START, Code.AFTER_STOP, Code.QUANTITY}
    ),
    "units-claimed-twice": frozenset({Code.DUPLICATE, Code.PER_PERSON}),
    "units-outside-contract": frozenset(
        {Code.OUT_OF_PERIOD, Code.BACK_DATED, Code.INELIGIBLE, Code.OTHER_CONTRACT}
    ),
    "price-not-agreed": frozenset({Code.PRICE, Code.PRICE_VERSION, Code.CHARGE, Code.AMOUNT_OF}),
}
#: Severity by the share of the invoice that is disputed for the reason, in percent.
_MEDIUM, _HIGH = Decimal(1), Decimal(5)
#: Entries that a finding names; the rest stand beside the lines.
_MOST = 200


def propose(bill: Bill, lines: Iterable[CheckedLine]) -> tuple[Proposal, ...]:
    """Propose a finding for each kind that some lines are disputed for, as they stand now.

    A line that is disputed for several reasons counts under each.
    """
    if bill.check is None:
        return ()
    disputed = [line for line in lines if line.result is Result.DISPUTE]
    kinds = {
        code: [line for line in disputed if reasons.intersection(line.codes)]
        for code, reasons in _KINDS.items()
    }
    return tuple(_proposal(bill, bill.check, code, found) for code, found in kinds.items() if found)


def _proposal(bill: Bill, check: Check, code: str, lines: list[CheckedLine]) -> Proposal:
    amount = sum((line.disputed for line in lines), ZERO)
    entries = dict.fromkeys(index for line in lines for index in line.found.entries)
    return Proposal(
        instrument="F1",
        rule=check.rule,
        supplier=bill.supplier,
        contract=bill.contract,
        severity=_severity(amount, check.amount),
        code=code,
        figure={
            "value": str(len(lines)),
            "n": str(bill.lines),
            "disputed": _money(amount, bill),
            "claimed": _money(check.amount, bill),
        },
        evidence=(check.index, *list(entries)[: _MOST - 1]),
        stands_at=check.size,
        period=_period(bill),
        # Two invoices of one month are two things.
        measure=f"invoice-{bill.id[:8]}",
    )


def _money(amount: Decimal, bill: Bill) -> str:
    """Write an amount as findings do: in pounds, or as a bare number of the invoice's currency."""
    return f"£{amount:,.2f}" if bill.currency == "GBP" else f"{amount:,.2f}"


def _severity(amount: Decimal, of: Decimal) -> Severity:
    share = 100 * amount / of if of else Decimal(100)
    if share >= _HIGH:
        return Severity.HIGH
    return Severity.MEDIUM if share >= _MEDIUM else Severity.LOW


def _period(bill: Bill) -> str:
    if bill.period is None:
        return bill.issued.isoformat()
    days = f"{bill.period.begins.isoformat()}/{bill.period.ends.isoformat()}"
    return month_of_bill(bill) or days
