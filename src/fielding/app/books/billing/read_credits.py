"""Read the service credits due on a bill: its contract's measures in its month, under the terms."""

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.performance.read_measures import read_contract
from fielding.app.read_figures import Bookkeeper
from fielding.oversight.bills.bill import Bill
from fielding.oversight.bills.credits import ServiceCredit, month_of_bill, service_credits
from fielding.oversight.performance.errors import UnknownContract, UnknownPeriod
from fielding.oversight.performance.service_credits import credits_due


def read_credits(bookkeeper: Bookkeeper, actor: Actor, bill: Bill) -> tuple[ServiceCredit, ...]:
    """Give them as the ledger stands now; none where the terms grant none for the month."""
    require(actor, Action.SEE_BOOKS)
    month = month_of_bill(bill)
    if month is None:
        return ()
    try:
        found = read_contract(bookkeeper, actor, bill.contract, month)
    except (UnknownContract, UnknownPeriod):
        return ()
    # A month that the contract has no measures in is answered with another one.
    return service_credits(bill, credits_due(found.readings)) if found.month == month else ()
