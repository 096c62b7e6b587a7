"""Each line is paid, queried or disputed for what the ledger and the terms say, no more."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.oversight.bills.told import day, days, held, referred

from fielding.oversight.bills.billed import billed_by
from fielding.oversight.bills.codes import Code, Result
from fielding.oversight.bills.period import Period
from fielding.testing.billed_world import (
    Told,
    check,
    codes_of,
    contract,
    line,
    price,
    terms,
)


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
