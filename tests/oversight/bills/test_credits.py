"""Service credits come off what is paid for the month, to the penny, or are told to be open."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from fielding.oversight.bills.bill import Bill, Check
from fielding.oversight.bills.credits import service_credits
from fielding.oversight.bills.invoice import ZERO, Sort
from fielding.oversight.bills.period import Period
from fielding.oversight.performance.service_credits import CreditDue
from fielding.oversight.shares import CannotCompute
from fielding.testing.billed_world import MARCH

DUE = CreditDue(measure="first look", month="2026-03", percent=Decimal("2.5"), entries=(1, 2))
NOON = datetime(2026, 4, 2, 12, tzinfo=UTC)
CHECK = Check(
    entry="e", index=9, at=NOON, by="somebody", rule="", size=9, on=date(2026, 4, 2), results={},
    codes={}, sums=(), amount=Decimal("100.20"), tax=ZERO, digest="",
)  # fmt: skip
BILL = Bill(
    id="b", contract="c-1", supplier="prime", sort=Sort.INVOICE, number="1", issued=CHECK.on,
    currency="GBP", period=MARCH, lines=1, net=CHECK.amount, tax=ZERO, payable=CHECK.amount,
    file="", rules=(), posted="p", index=8, at=NOON, synthetic=False, check=CHECK,
    paid=CHECK.amount,
)  # fmt: skip


def test_a_credit_is_a_percentage_of_what_is_paid_to_the_penny() -> None:
    (credit,) = service_credits(BILL, [DUE])

    assert credit.amount == Decimal("2.51")  # 2.505, half a penny up


@pytest.mark.parametrize(
    ("bill", "because"),
    [
        (replace(BILL, check=None), "not-checked"),
        (replace(BILL, queried=Decimal("1.00")), "lines-queried"),
        (
            replace(BILL, period=Period(begins=date(2026, 2, 1), ends=date(2026, 3, 31))),
            "several-months",
        ),
        (replace(BILL, period=None), "several-months"),
    ],
)
def test_a_credit_that_nobody_can_know_yet_is_told_as_that(bill: Bill, because: str) -> None:
    (credit,) = service_credits(bill, [DUE])

    assert credit.amount == CannotCompute(because=because)


def test_without_a_miss_there_is_no_credit() -> None:
    assert service_credits(BILL, []) == ()
