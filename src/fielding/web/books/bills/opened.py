"""What several pages of a bill show: the invoice as it stands, its sums, its service credits."""

from fielding.access.roles import Actor
from fielding.app.books.billing.read_bill import ShownBill, Wanted, read_bill
from fielding.app.books.billing.read_credits import read_credits
from fielding.oversight.bills.bill import Bill
from fielding.oversight.shares import CannotCompute
from fielding.web.books.bills.shown import money
from fielding.web.books.bills.words import NO_CREDIT
from fielding.web.desk import the_hub
from fielding.wiring.figures import bookkeeper


def read_shown(actor: Actor, invoice: str, wanted: Wanted) -> ShownBill:
    """Read an invoice with the lines asked for."""
    return read_bill(the_hub(), bookkeeper().figures(), actor, (invoice, wanted))


def credits_of(actor: Actor, known: Bill) -> list[tuple[str, str, str]]:
    """Give the service credits: measure, percent, and the amount or why there is none."""
    return [
        (
            one.due.measure,
            f"{one.due.percent:f} %",
            NO_CREDIT[one.amount.because]
            if isinstance(one.amount, CannotCompute)
            else money(one.amount, known.currency),
        )
        for one in read_credits(bookkeeper(), actor, known)
    ]


def sums_of(found: ShownBill) -> list[tuple[str, str]]:
    """Give what is paid, queried and disputed as it stands now; nothing before the check."""
    known = found.bill
    if known.check is None:
        return []
    told = [
        ("Paid", known.paid), ("Queried", known.queried), ("Disputed", known.disputed),
        ("All lines", known.check.amount), ("Tax on what the check would pay", known.check.tax),
    ]  # fmt: skip
    return [(title, money(amount, known.currency)) for title, amount in told]
