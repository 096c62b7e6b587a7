"""Each line is paid, queried or disputed for what the ledger and the terms say, no more."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fielding.oversight.bills.billed import billed_by
from fielding.oversight.bills.codes import Code, Result, Sum
from fielding.oversight.bills.invoice import Adjustment, Line, Sort, Subtotal, Vat
from fielding.oversight.bills.period import Period
from fielding.oversight.register.terms import Commission, Indexation
from fielding.testing.billed_world import (
    EARLIER,
    MARCH,
    STANDARD,
    USUAL,
    Told,
    check,
    codes_of,
    contract,
    header_of,
    line,
    numbered,
    price,
    terms,
)


def day(number: int, month: int = 3) -> date:
    return date(2026, month, number)


def referred(name: str = "a", on: date = date(2026, 3, 10), **said: object) -> Told:
    return Told(name=name, referred=on, **said)  # type: ignore[arg-type]


def held(name: str, begins: date, ends: date | None = None, **said: object) -> Told:
    return Told(name=name, held=[(begins, ends)], **said)  # type: ignore[arg-type]


def days(case: Told, begins: date, ends: date, **said: object) -> Line:
    period = Period(begins=begins, ends=ends)
    return line("day-held", case.reference, quantity=len(period), period=period, **said)


def test_what_was_done_and_agreed_is_paid() -> None:
    case = referred()

    whole, lines = check([case], [line("report-referred", case.reference)])

    assert (lines[0].result, lines[0].paid, lines[0].codes) == (Result.PAY, Decimal("12.50"), ())
    assert whole.discrepancies == ()
    assert whole.tax == Decimal("2.50")


def test_a_case_may_be_named_by_its_id_as_well() -> None:
    case = referred()

    _, lines = check([case], [line("report-referred", case.id)])

    assert lines[0].result is Result.PAY


def test_a_paid_line_names_the_entry_it_rests_on() -> None:
    case = referred()

    _, lines = check([referred("b"), case], [line("report-referred", case.reference)])

    assert lines[0].found.entries == (3,)


def test_a_line_for_a_case_nobody_knows_is_disputed_whole() -> None:
    _, lines = check([referred()], [line("report-referred", "NFRC260009999")])

    assert (lines[0].result, lines[0].disputed) == (Result.DISPUTE, Decimal("12.50"))
    assert codes_of(lines) == [{Code.PHANTOM}]


def test_a_unit_is_owed_once_within_an_invoice() -> None:
    case = referred()
    twice = [line("report-referred", case.reference), line("report-referred", case.id)]

    _, lines = check([case], twice)

    assert codes_of(lines) == [set(), {Code.DUPLICATE}]


def test_a_case_named_twice_in_one_line_is_owed_once() -> None:
    case = referred()

    _, lines = check([case], [line("report-referred", case.reference, case.reference)])

    assert (lines[0].paid, lines[0].disputed) == (Decimal("12.50"), Decimal("12.50"))
    assert codes_of(lines) == [{Code.DUPLICATE}]


def test_a_unit_billed_on_an_earlier_invoice_is_not_owed_again() -> None:
    case = referred()
    claim = line("report-referred", case.reference)
    _, before = check([case], [claim])

    _, lines = check([case], [claim], billed=billed_by(before))

    assert codes_of(lines) == [{Code.DUPLICATE}]


def test_a_queried_line_takes_no_unit_from_the_one_that_mends_it() -> None:
    case = referred()
    unclear = line("report-referred", case.reference, amount="12.40")
    _, before = check([case], [unclear])

    _, lines = check(
        [case],
        [line("report-referred", case.reference)],
        billed=billed_by(before),
    )

    assert before[0].result is Result.QUERY
    assert lines[0].result is Result.PAY


def test_one_person_with_four_orders_is_owed_once_a_day() -> None:
    orders = [held(f"order-{n}", day(1), person="p-1") for n in range(4)]

    _, lines = check(orders, [days(case, day(1), day(31)) for case in orders])

    assert codes_of(lines) == [set(), *[{Code.PER_PERSON}] * 3]
    assert [each.disputed for each in lines] == [0, *[Decimal("54.25")] * 3]


def test_a_unit_per_person_is_owed_once_however_many_cases_there_are() -> None:
    cases = [Told(name=name, person="p-1", kept=day(5)) for name in ("a", "b")]

    _, lines = check(cases, [line("person-kept", case.reference) for case in cases])

    assert codes_of(lines) == [set(), {Code.PER_PERSON}]


def test_days_before_the_start_and_after_the_stop_are_not_owed() -> None:
    case = held("a", day(5), day(20))

    _, lines = check([case], [days(case, day(1), day(31))])

    assert codes_of(lines) == [{Code.BEFORE_START, Code.AFTER_STOP}]
    assert (lines[0].paid, lines[0].disputed) == (16 * Decimal("1.75"), 15 * Decimal("1.75"))


def test_the_first_and_the_last_day_are_owed() -> None:
    case = held("a", day(5), day(5))

    _, lines = check([case], [days(case, day(5), day(5))])

    assert lines[0].result is Result.PAY


def test_days_between_a_stop_and_a_new_start_are_not_owed() -> None:
    case = Told(name="a", held=[(day(1), day(10)), (day(20), None)])

    _, lines = check([case], [days(case, day(1), day(31))])

    assert codes_of(lines) == [{Code.AFTER_STOP}]
    assert lines[0].found.granted == 22


def test_billing_on_for_years_where_nothing_was_ever_fitted_is_disputed() -> None:
    never = referred("never-fitted")

    _, lines = check([never], [days(never, day(1), day(31))])

    assert codes_of(lines) == [{Code.PHANTOM}]


def test_the_day_the_clocks_change_is_one_day() -> None:
    case = held("a", day(28), day(30))

    _, lines = check([case], [days(case, day(28), day(30))])

    assert (lines[0].found.granted, lines[0].result) == (3, Result.PAY)


def test_invoices_that_overlap_by_a_day_are_owed_it_once() -> None:
    case = held("a", day(1))
    _, before = check([case], [days(case, day(1), day(16))])
    billed = billed_by(before)

    _, lines = check([case], [days(case, day(16), day(31))], billed=billed)

    assert codes_of(lines) == [{Code.DUPLICATE}]
    assert lines[0].disputed == Decimal("1.75")


def test_a_leap_day_is_owed_at_the_price_of_its_own_terms() -> None:
    leap = terms(price("day-held", "2.00"), effective=date(2024, 2, 29))
    agreed = replace(contract(leap, terms(price("day-held", "3.00"), effective=date(2024, 3, 1))),
                     begins=date(2024, 1, 1))  # fmt: skip
    case = held("a", date(2024, 2, 28), date(2024, 3, 2))
    february = line("day-held", case.reference, price="2.00", quantity=1,
                    period=Period(begins=date(2024, 2, 29), ends=date(2024, 2, 29)))  # fmt: skip

    _, lines = check([case], [february], agreed=agreed)

    assert lines[0].result is Result.PAY


def test_what_an_entry_rules_out_is_not_owed() -> None:
    case = referred(erased=day(9))

    _, lines = check([case], [line("report-referred", case.reference)])

    assert codes_of(lines) == [{Code.INELIGIBLE}]


def test_what_was_done_in_another_month_is_not_owed_in_this_one() -> None:
    case = referred(on=day(25, 2))

    _, lines = check([case], [line("report-referred", case.reference)])

    assert codes_of(lines) == [{Code.OUT_OF_PERIOD}]


def test_an_entry_recorded_after_the_invoice_proves_nothing() -> None:
    case = referred(on=day(3, 4))

    _, lines = check([case], [line("report-referred", case.reference)])

    assert codes_of(lines) == [{Code.BACK_DATED}]


def test_what_another_firm_did_is_not_owed_to_this_one() -> None:
    case = referred(firm="somebody-else")

    _, lines = check([case], [line("report-referred", case.reference)])

    assert codes_of(lines) == [{Code.OTHER_CONTRACT}]


def test_more_units_than_the_case_made_are_disputed_but_for_those() -> None:
    case = referred()

    _, lines = check([case], [line("report-referred", case.reference, quantity=3)])

    assert codes_of(lines) == [{Code.QUANTITY}]
    assert (lines[0].paid, lines[0].disputed) == (Decimal("12.50"), Decimal("25.00"))


def test_half_a_case_is_no_unit() -> None:
    case = referred()

    _, lines = check([case], [line("report-referred", case.reference, quantity="1.5")])

    assert codes_of(lines) == [{Code.QUANTITY}]
    assert lines[0].paid == Decimal("12.50")


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
