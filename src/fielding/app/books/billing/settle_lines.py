"""Settle lines of a checked invoice: pay, query or dispute them, whatever the check proposed."""

from collections.abc import Collection

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.billing.opened import open_entry
from fielding.app.books.billing.packing import read_lines
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.writing import write_in_folio
from fielding.app.errors import Overtaken
from fielding.app.ports import Hub
from fielding.ledger.entry import Kept
from fielding.oversight.bills.bill import Bill, fold_bill
from fielding.oversight.bills.checked import CheckedLine
from fielding.oversight.bills.errors import CannotSettle, NoSuchInvoice, NotChecked
from fielding.oversight.bills.steps import Decision, settle


def settle_lines(
    hub: Hub, actor: Actor, invoice: str, about: tuple[Collection[int], Decision]
) -> Kept:
    """Settle the lines at some positions in one way.

    Raises NotPermitted, NoSuchInvoice, NotChecked, CannotSettle; Overtaken when the invoice was
    checked anew meanwhile.
    """
    require(actor, Action.CHECK_BILLS)
    positions, decision = about
    subject = f"invoice/{invoice}"
    known = _bill(hub, actor, subject)
    lines = _lines(hub, actor, known, positions)

    def act(folio: FolioPen) -> Kept:
        bill = fold_bill(folio.history)
        if bill is None or bill.check != known.check:
            raise Overtaken(invoice=invoice)
        return folio.write(actor, settle(bill, lines, decision))

    return write_in_folio(hub, actor, subject, Action.CHECK_BILLS, act)


def _bill(hub: Hub, actor: Actor, subject: str) -> Bill:
    with hub.store.transaction(actor) as tx:
        bill = fold_bill(tx.folio(subject))
    if bill is None:
        raise NoSuchInvoice(invoice=subject)
    return bill


def _lines(hub: Hub, actor: Actor, bill: Bill, positions: Collection[int]) -> list[CheckedLine]:
    if bill.check is None:
        raise NotChecked(invoice=bill.id)
    packed = str(open_entry(hub, actor, bill.subject, bill.check.entry)["lines"])
    found = [line for line in read_lines(packed) if line.position in positions]
    if len(found) != len(set(positions)):
        raise CannotSettle(invoice=bill.id, lines=sorted(positions))
    return found
