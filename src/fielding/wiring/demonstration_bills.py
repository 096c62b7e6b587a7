"""The demonstration's bills: an honest invoice, paid, and one with lines that nothing supports."""

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date, timedelta
from typing import BinaryIO

from fielding.app.books.billing.check_bill import check_bill
from fielding.app.books.billing.ports import Billing
from fielding.app.books.billing.post_invoice import Sent, post_invoice
from fielding.app.books.billing.settle_lines import settle_lines
from fielding.app.read_figures import Figures
from fielding.engines.formats.ubl.reading import read_invoice
from fielding.engines.invoice_rules import MOST_LINES, InvoiceRules
from fielding.oversight.bills.agreed import Agreement, agreement_of
from fielding.oversight.bills.bill import fold_bills
from fielding.oversight.bills.codes import Result
from fielding.oversight.bills.steps import MOST_AT_ONCE, Decision
from fielding.oversight.bills.units import Unit
from fielding.oversight.register.register import fold_register
from fielding.oversight.register.terms import Price
from fielding.simulation.books.billing import Claimed, plant
from fielding.simulation.books.demonstrated import CONTRACT
from fielding.testing.bills import Billed, write_ubl
from fielding.wiring.billing import recorded_units
from fielding.wiring.demonstration_desk import Desk, actor

_SUPPLIER = "TEST0001"
_PAID = "Every line is supported by entries of the ledger."


def post_bills(desk: Desk) -> None:
    """Post and check the invoices of the last two months; pay the older one."""
    figures = desk.bookkeeper.figures()
    ends = desk.now.date().replace(day=1)
    newer = (ends - timedelta(days=1)).replace(day=1)
    older = (newer - timedelta(days=1)).replace(day=1)
    known = len(figures.folded(fold_bills))
    honest, faulty = (list(_claimed(figures, *each)) for each in ((older, newer), (newer, ends)))
    if honest and known < 1:
        paid = _post(desk, honest, (older, newer))
        positions = list(range(1, min(len(honest), MOST_AT_ONCE) + 1))
        decision = Decision(result=Result.PAY, reason=_PAID)
        settle_lines(desk.hub, actor("demo-contracts"), paid, (positions, decision))
    if faulty and known < 2:
        _post(desk, plant(faulty), (newer, ends))


def _post(desk: Desk, lines: list[Claimed], month: tuple[date, date]) -> str:
    begins, ends = month
    issued = min(ends + timedelta(days=4), desk.now.date())
    content = b"".join(
        write_ubl(
            [
                Billed(
                    unit=line.unit,
                    case=line.case,
                    quantity=line.quantity,
                    price=line.price,
                    net=line.net,
                )
                for line in lines
            ],
            number=f"HR-{begins:%Y-%m}",
            issued=issued.isoformat(),
            begins=begins.isoformat(),
            ends=(ends - timedelta(days=1)).isoformat(),
            contract=CONTRACT,
            supplier=_SUPPLIER,
        )
    )
    manager, billing = actor("demo-contracts"), _billing(desk)
    kept = post_invoice(billing, manager, Sent(contract=CONTRACT, open=_opening(content)))
    desk.seen(kept)
    invoice = kept.entry.subject.partition("/")[2]
    desk.seen(check_bill(billing, manager, invoice))
    return invoice


def _billing(desk: Desk) -> Billing:
    desk.at(desk.now)
    return Billing(
        hub=desk.hub,
        bookkeeper=desk.bookkeeper,
        read=read_invoice,
        rules=InvoiceRules(),
        most_lines=MOST_LINES,
        units=recorded_units,
    )


def _claimed(figures: Figures, begins: date, ends: date) -> Iterator[Claimed]:
    """Claim every unit of a month at its price, as an honest supplier would."""
    contract = figures.folded(fold_register).contracts[CONTRACT]
    tariff = next(s.tariff for s in figures.services if s.code == contract.service)
    agreement = agreement_of(contract, tariff)
    cases = [record.case.id for record in figures.books.records.values()]
    done = recorded_units(agreement, figures)
    for name in sorted(agreement.tariff):
        for units in done.named(name, cases).values():
            for unit in units:
                if unit.ours and begins <= unit.day < ends:
                    yield from _line(agreement, name, unit)


def _line(agreement: Agreement, name: str, unit: Unit) -> Iterator[Claimed]:
    price = agreement.price(name, unit.day)
    if isinstance(price, Price):
        yield Claimed(unit=name, case=unit.reference, price=str(price.amount))


def _opening(content: bytes) -> Callable[[], AbstractContextManager[BinaryIO]]:
    return lambda: nullcontext(io.BytesIO(content))
