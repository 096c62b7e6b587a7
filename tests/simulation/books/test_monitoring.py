"""Bills on invented worlds, from the XML that a supplier sends: every planted line, no other."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fielding.engines.formats.ubl.reading import read_invoice
from fielding.oversight.bills.agreed import agreement_of
from fielding.oversight.bills.billed import billed_by
from fielding.oversight.bills.check import Expected, check_invoice
from fielding.oversight.bills.checked import CheckedInvoice, CheckedLine
from fielding.oversight.bills.checker import Checker
from fielding.oversight.bills.codes import Result
from fielding.oversight.bills.rebuilding import RecordedUnits
from fielding.oversight.register.register import fold_register
from fielding.simulation.books.contracting import number_of
from fielding.simulation.books.monitoring import (
    AFTER,
    BEGIN,
    CONTRACT,
    FIRST,
    PRIME,
    Bill,
    Monitoring,
    simulate_monitoring,
)
from fielding.testing.bills import Billed, write_ubl
from fielding.testing.histories import SERVICES

ISSUED = date(2026, 4, 2)
NOW = BEGIN + timedelta(days=200)


def checked(bill: Bill) -> tuple[CheckedInvoice, list[CheckedLine]]:
    """Write the invoice as XML, read it back, and check it against the ledger."""
    books = bill.scribe.books(NOW)
    register = fold_register(books.folios)
    agreement = agreement_of(register.contracts[CONTRACT], bill.service.tariff)
    content = b"".join(
        write_ubl(
            [
                Billed(unit=one.unit, case=one.case, quantity=one.quantity, price=one.price)
                for one in bill.lines
            ],
            contract=CONTRACT,
            supplier=number_of(PRIME),
            issued=ISSUED.isoformat(),
            begins=FIRST.isoformat(),
            ends=(AFTER - timedelta(days=1)).isoformat(),
        )
    )
    invoice = read_invoice(io.BytesIO(content))
    checker = Checker(
        agreement=agreement,
        units=RecordedUnits(agreement=agreement, records=books.records),
        header=invoice.header,
        billed=billed_by(()),
    )
    lines: list[CheckedLine] = []
    expected = Expected(today=ISSUED, supplier=register.organisations[PRIME])
    return check_invoice(invoice, checker, expected, lambda line, _: lines.append(line)), lines


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32))
def test_an_honest_month_is_paid_to_the_penny(seed: int) -> None:
    plan = Monitoring(people=30, never_installed=0, after_removal=0, per_order=0)
    whole, lines = checked(simulate_monitoring(SERVICES["fraud"], seed, plan))

    assert [line for line in lines if line.result is not Result.PAY] == []
    assert whole.paid == whole.amount
    assert whole.discrepancies == ()


@settings(max_examples=20)
@given(
    seed=st.integers(0, 2**32),
    never=st.integers(0, 4),
    after=st.integers(0, 4),
    orders=st.integers(0, 3),
)
def test_every_planted_line_is_found_and_no_other(
    seed: int, never: int, after: int, orders: int
) -> None:
    plan = Monitoring(people=20, never_installed=never, after_removal=after, per_order=orders)
    bill = simulate_monitoring(SERVICES["fraud"], seed, plan)

    whole, lines = checked(bill)

    found = {line.position: line.codes[0].value for line in lines if line.codes}
    assert found == bill.planted
    assert whole.paid + whole.queried + whole.disputed == whole.amount


@pytest.mark.parametrize("seed", [5, 6])
def test_one_person_billed_for_four_orders_is_owed_for_one(seed: int) -> None:
    plan = Monitoring(people=0, never_installed=0, after_removal=0, per_order=1)

    whole, lines = checked(simulate_monitoring(SERVICES["fraud"], seed, plan))

    assert len(lines) == 4
    assert (whole.amount, whole.paid, whole.disputed) == (
        Decimal("340.00"),
        Decimal("85.00"),
        Decimal("255.00"),
    )
