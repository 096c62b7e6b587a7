"""Check a posted invoice against the ledger as it stands at the newest checkpoint."""

from collections.abc import Iterator
from dataclasses import replace

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.billing.opened import open_entry
from fielding.app.books.billing.packing import Packer, read_lines, unpack
from fielding.app.books.billing.ports import Billing
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.writing import write_in_folio
from fielding.app.errors import UnknownService
from fielding.app.read_figures import Figures
from fielding.kernel.instants import local_day
from fielding.ledger.entry import Kept
from fielding.oversight.bills.agreed import Agreement, agreement_of
from fielding.oversight.bills.bill import Bill, fold_bills
from fielding.oversight.bills.billed import billed_by
from fielding.oversight.bills.check import Expected, check_invoice
from fielding.oversight.bills.checked import CheckedLine
from fielding.oversight.bills.checker import Checker
from fielding.oversight.bills.errors import NoSuchContract, NoSuchInvoice, NoTariff
from fielding.oversight.bills.invoice import Sort
from fielding.oversight.bills.steps import Standing, check
from fielding.oversight.register.register import fold_register


def check_bill(billing: Billing, actor: Actor, invoice: str) -> Kept:
    """Check every line, and record what was found and at which checkpoint.

    May be repeated; the newest check counts. Units that other checked invoices of the contract
    were granted are not granted again. Raises NotPermitted, NoSuchInvoice, NoSuchContract and
    NoTariff.
    """
    require(actor, Action.CHECK_BILLS)
    figures = billing.bookkeeper.figures()
    bill = figures.folded(fold_bills).get(invoice)
    if bill is None:
        raise NoSuchInvoice(invoice=invoice)
    packer, at = Packer(), figures.books.standpoint
    packed = str(open_entry(billing.hub, actor, bill.subject, bill.posted)["file"])
    with unpack(packed) as content:
        read = billing.read(content)
        agreement = _agreement(billing, figures, bill)
        checker = Checker(
            agreement=agreement,
            units=billing.units(agreement, figures),
            header=read.header,
            billed=billed_by(
                _had(billing, actor, figures, (bill, Sort.INVOICE)),
                _had(billing, actor, figures, (bill, Sort.CREDIT_NOTE)),
            ),
        )
        whole = check_invoice(read, checker, _expected(billing, figures, bill), packer.add)
    step = check(
        whole,
        Standing(size=at.size, root=at.root.hex()),
        {
            "lines": packer.text(),
            "sums": [[each.of.value, each.stated, each.found] for each in whole.discrepancies],
        },
    )

    def act(folio: FolioPen) -> Kept:
        return folio.write(actor, step)

    return write_in_folio(billing.hub, actor, bill.subject, Action.CHECK_BILLS, act)


def _agreement(billing: Billing, figures: Figures, bill: Bill) -> Agreement:
    contract = figures.folded(fold_register).contracts.get(bill.contract)
    if contract is None:
        raise NoSuchContract(contract=bill.contract)
    try:
        service = billing.hub.services.current(contract.service or "")
    except UnknownService as fault:
        raise NoTariff(contract=bill.contract) from fault
    if not service.tariff:
        raise NoTariff(contract=bill.contract, service=service.code)
    return agreement_of(contract, service.tariff)


def _expected(billing: Billing, figures: Figures, bill: Bill) -> Expected:
    organisations = figures.folded(fold_register).organisations
    today = local_day(billing.hub.clock.now())
    return Expected(today=today, supplier=organisations.get(bill.supplier))


def _had(
    billing: Billing, actor: Actor, figures: Figures, about: tuple[Bill, Sort]
) -> Iterator[CheckedLine]:
    """Give the lines of the contract's other checked documents of a sort, as they stand now."""
    bill, sort = about
    for other in figures.folded(fold_bills).values():
        if other.id == bill.id or (other.contract, other.sort) != (bill.contract, sort):
            continue
        if other.check is None:
            continue
        packed = str(open_entry(billing.hub, actor, other.subject, other.check.entry)["lines"])
        for line in read_lines(packed):
            settled = other.settled.get(line.position)
            if settled is None:
                yield line
            elif settled.paid:
                yield replace(line, result=settled.result)
