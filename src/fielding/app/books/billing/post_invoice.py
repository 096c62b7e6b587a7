"""Post an invoice: read it to its end, ask the rules, and keep it sealed; a number counts once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.billing.packing import pack
from fielding.app.books.billing.ports import Billing
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.writing import write_in_folio
from fielding.ledger.entry import Kept
from fielding.oversight.bills.errors import DuplicateInvoice, NoSuchContract, UnknownSupplier
from fielding.oversight.bills.invoice import Header
from fielding.oversight.bills.steps import Post, invoice_id, post
from fielding.oversight.register.register import Register, fold_register


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file as it came, to be read several times, and the contract that it is posted under."""

    contract: str
    open: Callable[[], AbstractContextManager[BinaryIO]]


def post_invoice(billing: Billing, actor: Actor, sent: Sent) -> Kept:
    """Keep an invoice, if it can be read.

    It is kept whatever the rules of EN 16931 say: what they find is told beside it. Raises
    NotPermitted, NoSuchContract, DuplicateInvoice, UnknownSupplier, and what the reader says.
    """
    require(actor, Action.CHECK_BILLS)
    register = billing.bookkeeper.figures().folded(fold_register)
    if sent.contract not in register.contracts:
        raise NoSuchContract(contract=sent.contract)
    with sent.open() as content:
        invoice = billing.read(content)
        lines = sum(1 for _ in invoice.lines)
    broken = None
    if lines <= billing.most_lines:
        with sent.open() as content:
            broken = [fault for fault in billing.rules.faults(content) if fault.fatal]
    with sent.open() as content:
        packed, digest = pack(content)
    supplier = _supplier(register, sent.contract, invoice.header)
    name = invoice_id(supplier, invoice.header)
    step = post(
        Post(
            contract=sent.contract,
            supplier=supplier,
            header=invoice.header,
            lines=lines,
            digest=digest,
            rules=None if broken is None else [fault.code for fault in broken],
        ),
        {
            "number": invoice.header.number,
            "file": packed,
            "rules": [[fault.code, fault.text] for fault in broken or ()],
        },
    )

    def act(folio: FolioPen) -> Kept:
        if folio.history:
            raise DuplicateInvoice(invoice=name)
        return folio.write(actor, step)

    return write_in_folio(billing.hub, actor, f"invoice/{name}", Action.CHECK_BILLS, act)


def _supplier(register: Register, contract: str, header: Header) -> str:
    """Say whose invoice it is: the supplier's, or that of the one firm it names of several."""
    known = register.contracts[contract]
    if known.supplier:
        return known.supplier
    stated = {number for _, number in header.supplier}
    for slug in known.suppliers:
        firm = register.organisations.get(slug)
        if firm and stated & {number for _, number in firm.identifiers}:
            return slug
    raise UnknownSupplier(contract=contract, stated=" ".join(sorted(stated)))
