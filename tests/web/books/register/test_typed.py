"""What people type into the register's forms, and what is wrong with it."""

from decimal import Decimal

import pytest
from django.test import RequestFactory

from fielding.web.books.register.typed import Typed


def typed(**told: str) -> Typed:
    return Typed(RequestFactory().post("/", told))


def test_terms_are_read_line_by_line() -> None:
    form = typed(
        prices="report assessed £12.50 from 1,000: 11.75, from 5000: 10\n\nvisit 3",
        commissions="recovered 3.9% of amount-lost",
        indexations="2027-04-01 3.1 CPI 2027-01",
        targets="first look in time 95 90\noverturned 5 10 at most",
        credits="first look in time 2 %",
    )

    content = form.terms()

    bands = [{"from": 1000, "price": "11.75"}, {"from": 5000, "price": "10"}]
    assert form.faults == {}
    assert content == {
        "prices": [
            {"unit": "report assessed", "amount": "12.50", "bands": bands},
            {"unit": "visit", "amount": "3"},
        ],
        "commissions": [{"name": "recovered", "percent": "3.9", "of": "amount-lost"}],
        "indexations": [{"on": "2027-04-01", "percent": "3.1", "index": "CPI 2027-01"}],
        "targets": [
            {"measure": "first look in time", "target": "95", "floor": "90"},
            {"measure": "overturned", "target": "5", "floor": "10", "at_most": True},
        ],
        "credits": [{"measure": "first look in time", "percent": "2"}],
    }


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("prices", "report-assessed lots"),
        ("prices", "report assessed 12.50 from many: 11"),
        ("prices", "report-assessed"),
        ("prices", "report assessed 12.50 from ,: 11"),
        ("commissions", "recovered 3.9 amount"),
        ("indexations", "2027-04-01 soon CPI"),
        ("indexations", "2027-04-01 3.1"),
        ("targets", "first-look 95"),
        ("targets", "first-look 95 most"),
        ("credits", "first-look two"),
        ("prices", ""),
    ],
)
def test_a_line_that_is_not_written_like_the_example_is_pointed_at(part: str, line: str) -> None:
    form = typed(**{part: line})

    form.terms()

    assert list(form.faults) == [part]


def test_identifiers_stand_one_on_a_line() -> None:
    form = typed(identifiers="gb-coh 01234567\n\nGB-CHC 207544", wrong="GB-COH: 1 2")

    assert form.identifiers("identifiers") == (("GB-COH", "01234567"), ("GB-CHC", "207544"))
    assert form.identifiers("wrong") == ()
    assert list(form.faults) == ["wrong"]


@pytest.mark.parametrize(
    ("told", "meant"), [("£1,250,000", "1250000"), ("12.5 %", "12.5"), ("", None), ("many", None)]
)
def test_amounts_are_read_as_people_write_them(told: str, meant: str | None) -> None:
    form = typed(value=told)

    assert form.amount("value") == (Decimal(meant) if meant else None)
    assert bool(form.faults) == (told == "many")


@pytest.mark.parametrize("year", ["9999999999", "0", "soon", ""])
def test_a_day_that_no_calendar_has_is_pointed_at(year: str) -> None:
    form = typed(**{"begins-day": "1", "begins-month": "4", "begins-year": year})

    assert form.day("begins") is None
    assert list(form.faults) == ["begins-day"]
