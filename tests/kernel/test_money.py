"""Amounts are rounded as invoices round, and never more coarsely than they were agreed."""

from decimal import Decimal

import pytest

from fielding.kernel.money import as_finely, penny


@pytest.mark.parametrize(
    ("amount", "rounded"), [("10.605", "10.61"), ("10.604", "10.60"), ("-0.005", "-0.01")]
)
def test_half_a_penny_goes_up(amount: str, rounded: str) -> None:
    assert penny(Decimal(amount)) == Decimal(rounded)


@pytest.mark.parametrize(
    ("amount", "agreed", "rounded"),
    [
        ("10.605", "10.10", "10.61"),
        ("0.03795", "0.0345", "0.0380"),
        ("12.625", "12.5", "12.63"),
        ("1030", "1000", "1030.00"),
    ],
)
def test_an_amount_keeps_the_decimals_that_it_was_agreed_in(
    amount: str, agreed: str, rounded: str
) -> None:
    assert str(as_finely(Decimal(amount), Decimal(agreed))) == rounded
