"""Prices, percentages, counted lines and the sums of the document, held to what was agreed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.oversight.bills.told import day, days, held, referred

from fielding.oversight.bills.billed import billed_by
from fielding.oversight.bills.codes import Code, Result, Sum
from fielding.oversight.bills.invoice import Adjustment, Sort, Subtotal, Vat
from fielding.oversight.register.terms import Commission, Indexation
from fielding.testing.billed_world import (
    EARLIER,
    MARCH,
    STANDARD,
    USUAL,
    check,
    codes_of,
    contract,
    header_of,
    line,
    numbered,
    price,
    terms,
)


@pytest.mark.parametrize(
    ("stated", "code", "result"),
    [
        ("11.90", Code.PRICE_VERSION, Result.QUERY),  # that of the terms before
        ("13.00", Code.PRICE, Result.DISPUTE),
        ("12.00", Code.PRICE, Result.QUERY),
    ],
)
def test_a_price_that_was_not_agreed_is_told(stated: str, code: Code, result: Result) -> None:
    case = referred()

    _, lines = check([case], [line("report-referred", case.reference, price=stated)])

    assert codes_of(lines) == [{code}]
    assert lines[0].result is result


def test_what_is_claimed_above_the_agreed_price_is_disputed_to_the_penny() -> None:
    case = referred()

    _, lines = check([case], [line("report-referred", case.reference, price="12.51")])

    assert (lines[0].paid, lines[0].disputed) == (Decimal("12.50"), Decimal("0.01"))


def test_prices_rise_with_the_index_on_its_day() -> None:
    rising = terms(
        price("report-referred", "10.00"),
        rises=(Indexation(on=day(15), percent=Decimal("3.4"), index="CPI 2026-01"),),
    )
    before, after = referred("a", day(14)), referred("b", day(15))
    billed = [
        line("report-referred", before.reference, price="10.00"),
        line("report-referred", after.reference, price="10.34"),
    ]

    _, lines = check([before, after], billed, agreed=contract(rising))

    assert [each.result for each in lines] == [Result.PAY, Result.PAY]


def test_bands_count_the_units_of_a_month_across_lines() -> None:
    banded = terms(price("report-referred", "10.00", (3, "8.00")))
    cases = [referred(f"case-{n}") for n in range(4)]
    prices = ("10.00", "10.00", "8.00", "10.00")
    billed = [
        line("report-referred", case.reference, price=at)
        for case, at in zip(cases, prices, strict=True)
    ]

    _, lines = check(cases, billed, agreed=contract(banded))

    assert codes_of(lines) == [set(), set(), set(), {Code.PRICE_VERSION}]
    assert lines[3].disputed == Decimal("2.00")


def test_a_sum_that_is_not_quantity_times_price_is_told_at_zero_slack() -> None:
    case = referred()

    _, lines = check([case], [line("report-referred", case.reference, amount="12.51")])

    assert codes_of(lines) == [{Code.ARITHMETIC}]
    assert lines[0].disputed == Decimal("0.01")


def test_an_allowance_is_the_suppliers_to_give() -> None:
    case = referred()
    less = line("report-referred", case.reference, amount="12.00", allowances=Decimal("0.50"))

    _, lines = check([case], [less])

    assert (lines[0].result, lines[0].paid) == (Result.PAY, Decimal("12.00"))


def test_a_charge_that_nobody_agreed_is_disputed() -> None:
    case = referred()
    more = line("report-referred", case.reference, amount="14.50", charges=Decimal("2.00"))

    _, lines = check([case], [more])

    assert codes_of(lines) == [{Code.CHARGE}]
    assert lines[0].disputed == Decimal("2.00")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"quantity": "-1"}, Code.NEGATIVE),
        ({"strays": frozenset({"EUR"})}, Code.CURRENCY),
    ],
)
def test_what_cannot_be_judged_is_queried_whole(said: dict[str, object], code: Code) -> None:
    case = referred()

    _, lines = check([case], [line("report-referred", case.reference, **said)])

    assert (lines[0].result, lines[0].queried) == (Result.QUERY, lines[0].amount)
    assert code in lines[0].codes


def test_a_unit_that_the_tariff_does_not_know_is_queried() -> None:
    case = referred()

    _, lines = check([case], [line("tea-and-cakes", case.reference)])

    assert codes_of(lines) == [{Code.NO_UNIT}]


def test_a_unit_without_an_agreed_price_is_queried() -> None:
    case = referred()

    _, lines = check(
        [case],
        [line("report-referred", case.reference)],
        agreed=contract(terms(price("day-held", "1.00"))),
    )

    assert (lines[0].result, codes_of(lines)) == (Result.QUERY, [{Code.NO_PRICE}])


def test_days_without_a_period_are_queried() -> None:
    case = held("a", day(1))
    claim = line("day-held", case.reference, quantity=3)

    _, lines = check([case], [claim], header=header_of([claim], period=None))

    assert codes_of(lines) == [{Code.NO_PERIOD}]


def test_a_quantity_without_cases_is_counted_for_its_period() -> None:
    cases = [referred(f"case-{n}") for n in range(3)] + [referred("other", day(25, 2))]

    _, lines = check(cases, [line("report-referred", quantity=4)])

    assert codes_of(lines) == [{Code.QUANTITY}]
    assert (lines[0].paid, lines[0].disputed) == (Decimal("37.50"), Decimal("12.50"))


def test_a_quantity_counts_days_of_people_once() -> None:
    orders = [held(f"order-{n}", day(1), day(10), person="p-1") for n in range(2)]

    _, lines = check(orders, [line("day-held", quantity=20)])

    assert (lines[0].found.granted, codes_of(lines)) == (10, [{Code.QUANTITY}])


def test_what_was_counted_cannot_be_named_and_what_was_named_not_counted() -> None:
    cases = [referred("a"), referred("b")]
    counted = line("report-referred", quantity=2)
    named = line("report-referred", cases[0].reference)

    _, first_counted = check(cases, [counted, named])
    _, first_named = check(cases, [named, counted])

    assert codes_of(first_counted) == [set(), {Code.DUPLICATE}]
    assert codes_of(first_named) == [set(), {Code.QUANTITY}]


def test_a_quantity_counted_on_an_earlier_invoice_is_not_owed_again() -> None:
    cases = [referred("a"), referred("b")]
    claim = line("report-referred", quantity=2)
    _, before = check(cases, [claim])

    _, lines = check(cases, [claim], billed=billed_by(before))

    assert lines[0].disputed == Decimal("25.00")


def test_a_percentage_is_taken_of_the_amount_that_the_ledger_holds() -> None:
    low = Commission(name="report-referred", percent=Decimal("3.9"), of="saved")
    agreed = contract(terms(commissions=(low,)))
    case = referred(amounts={"saved": "1000.00"})
    right = line("report-referred", case.reference, price="39.00", of_amount=Decimal("1000.00"))
    inflated = line("report-referred", case.reference, price="110.00", of_amount=Decimal("1000.00"))

    _, paid = check([case], [right], agreed=agreed)
    _, disputed = check([case], [inflated], agreed=agreed)

    assert paid[0].result is Result.PAY
    assert (disputed[0].disputed, codes_of(disputed)) == (Decimal("71.00"), [{Code.PRICE}])


def test_a_percentage_that_was_raised_is_owed_from_its_day_on() -> None:
    percents = {date(2026, 1, 1): "3.9", day(15): "11"}
    agreed = contract(*[
        terms(commissions=(Commission(name="report-referred", percent=Decimal(p), of="saved"),),
              effective=since) for since, p in percents.items()
    ])  # fmt: skip
    before = referred("a", day(14), amounts={"saved": "1000.00"})
    after = referred("b", day(15), amounts={"saved": "1000.00"})
    billed = [line("report-referred", case.reference, price="110.00") for case in (before, after)]

    _, lines = check([before, after], billed, agreed=agreed)

    assert [each.disputed for each in lines] == [Decimal("71.00"), 0]


def test_a_percentage_of_an_amount_that_the_ledger_knows_otherwise_is_told() -> None:
    low = Commission(name="report-referred", percent=Decimal("3.9"), of="saved")
    case = referred(amounts={"saved": "800.00"})
    claim = line("report-referred", case.reference, price="39.00", of_amount=Decimal(1000))

    _, lines = check([case], [claim], agreed=contract(terms(commissions=(low,))))

    assert codes_of(lines) == [{Code.AMOUNT_OF, Code.PRICE}]
    assert lines[0].disputed == Decimal("7.80")


def test_a_credit_note_is_taken_as_it_is() -> None:
    given = line("report-referred", "NFRC260000001")

    whole, lines = check([], [given], header=header_of([given], sort=Sort.CREDIT_NOTE))

    assert (lines[0].result, whole.paid) == (Result.PAY, Decimal("12.50"))


def test_a_contract_that_has_ended_owes_nothing_more() -> None:
    case = referred(on=day(20))
    ended = replace(contract(), terminated=day(15))

    _, lines = check([case], [line("report-referred", case.reference)], agreed=ended)

    assert codes_of(lines) == [{Code.OUT_OF_PERIOD}]


@pytest.mark.parametrize("slip", ["0.01", "0.27", "0.99"])
def test_tax_is_compared_to_the_penny(slip: str) -> None:
    case = referred()
    given = numbered([line("report-referred", case.reference)])
    right = header_of(given)
    tax = right.totals.tax + Decimal(slip)
    wrong = header_of(
        given,
        subtotals=(Subtotal(vat=STANDARD, taxable=right.totals.lines, tax=tax),),
        totals=replace(right.totals, tax=tax, with_tax=right.totals.lines + tax,
                       payable=right.totals.lines + tax),
    )  # fmt: skip

    whole, _ = check([case], given, header=wrong)

    assert [each.of for each in whole.discrepancies] == [Sum.TAX]
    assert whole.tax == right.totals.tax


def test_a_document_that_does_not_add_up_is_told_once_for_each_slip() -> None:
    case = referred()
    given = numbered([line("report-referred", case.reference)])
    right = header_of(given)
    wrong = replace(right, totals=replace(right.totals, payable=Decimal("99.00")))

    whole, _ = check([case], given, header=wrong)

    assert [(d.of, d.stated, d.found) for d in whole.discrepancies] == [
        (Sum.PAYABLE, "99.00", "15.00")
    ]


def test_allowances_of_the_document_belong_to_its_sums() -> None:
    case = referred()
    given = numbered([line("report-referred", case.reference)])
    right = header_of(given)
    net, tax = Decimal("11.50"), Decimal("2.30")
    less = replace(
        right,
        adjustments=(Adjustment(amount=Decimal("-1.00"), vat=STANDARD),),
        subtotals=(Subtotal(vat=STANDARD, taxable=net, tax=tax),),
        totals=replace(right.totals, allowances=Decimal("1.00"), without_tax=net, tax=tax,
                       with_tax=net + tax, payable=net + tax),
    )  # fmt: skip

    whole, _ = check([case], given, header=less)

    assert whole.discrepancies == ()


def test_who_and_what_the_document_names_is_compared() -> None:
    header = header_of(
        [],
        contract="c-2",
        supplier=(("", "TEST0002"),),
        currency="EUR",
        issued=date(2027, 1, 1),
    )

    whole, _ = check([], [], header=header)

    assert [each.of for each in whole.discrepancies] == [
        Sum.CONTRACT, Sum.SUPPLIER, Sum.CURRENCY, Sum.ISSUED,
    ]  # fmt: skip


def test_rates_are_kept_apart() -> None:
    case, zero = referred(), Vat(category="Z")
    given = numbered([line("report-referred", case.reference, vat=zero)])

    whole, _ = check([case], given)

    assert {each.of for each in whole.discrepancies} == {Sum.TAXABLE}


def test_terms_are_those_of_the_day_and_not_of_the_invoice() -> None:
    later = terms(price("report-referred", "20.00"), effective=day(1, 4))
    case = referred()

    _, lines = check(
        [case],
        [line("report-referred", case.reference, price="20.00")],
        agreed=contract(EARLIER, USUAL, later),
    )

    assert codes_of(lines) == [{Code.PRICE_VERSION}]
    assert lines[0].disputed == Decimal("7.50")


def test_a_period_after_the_issue_of_the_invoice_is_not_owed() -> None:
    case = held("a", day(1))
    claim = days(case, day(1), day(5, 4))

    _, lines = check([case], [claim], header=header_of([claim], period=None))

    assert codes_of(lines) == [{Code.OUT_OF_PERIOD}]
    assert lines[0].found.granted == len(MARCH) + 2
