"""Service credits on a bill: what comes off because a measure missed its target in the month."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fielding.kernel.money import penny
from fielding.oversight.bills.bill import Bill
from fielding.oversight.bills.period import month_of_day
from fielding.oversight.performance.service_credits import CreditDue
from fielding.oversight.shares import CannotCompute


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCredit:
    """A credit that the terms grant, and what it comes to, or why nobody can say."""

    due: CreditDue
    amount: Decimal | CannotCompute


def month_of_bill(bill: Bill) -> str | None:
    """Name the month (YYYY-MM) that an invoice is about; None: it is about none, or several."""
    if bill.period is None:
        return None
    first, last = (month_of_day(day) for day in (bill.period.begins, bill.period.ends))
    return first if first == last else None


def service_credits(bill: Bill, due: Iterable[CreditDue]) -> tuple[ServiceCredit, ...]:
    """Take each percentage of what is paid for the month, without tax, to the penny.

    The readings that `due` comes from are those of the bill's contract in its month. While a line
    is queried nobody knows what is paid in the end.
    """
    return tuple(ServiceCredit(due=one, amount=_amount(bill, one)) for one in due)


def _amount(bill: Bill, due: CreditDue) -> Decimal | CannotCompute:
    if bill.check is None:
        return CannotCompute(because="not-checked")
    if month_of_bill(bill) != due.month:
        return CannotCompute(because="several-months")
    if bill.queried:
        return CannotCompute(because="lines-queried")
    return penny(bill.paid * due.percent / 100)
