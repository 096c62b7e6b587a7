"""Prices rise by the indexation agreed, to the decimals in which they were agreed."""

from datetime import UTC, date, datetime

import pytest

from fielding.oversight.register.terms import read_terms


@pytest.mark.parametrize(
    ("agreed", "on", "price"),
    [
        ("10.10", date(2026, 3, 31), "10.10"),
        ("10.10", date(2026, 4, 1), "10.61"),  # 10.605: half a penny goes up
        ("0.0345", date(2026, 4, 1), "0.0362"),  # 0.036225
    ],
)
def test_a_price_is_indexed_from_its_day_on(agreed: str, on: date, price: str) -> None:
    content = {
        "prices": [{"unit": "call", "amount": agreed}],
        "indexations": [{"on": "2026-04-01", "percent": "5", "index": "CPI 2026-03"}],
    }
    facts = {"effective": "2025-04-01", "agreed": "2025-03-01", "digest": "", "terms": content}
    terms = read_terms(facts, recorded_at=datetime(2025, 3, 1, tzinfo=UTC), index=1)

    found = terms.price_on("call", on)

    assert found
    assert str(found.amount) == price
