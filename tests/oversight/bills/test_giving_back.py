"""What a credit note gives back can be billed once more: by entry, person, day and plain count."""

from collections.abc import Sequence
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oversight.bills.told import day, days, held, referred

from fielding.oversight.bills.billed import billed_by
from fielding.oversight.bills.checked import CheckedLine
from fielding.oversight.bills.codes import Code
from fielding.oversight.bills.invoice import Line, Sort
from fielding.oversight.bills.period import Period
from fielding.testing.billed_world import (
    Told,
    check,
    codes_of,
    header_of,
    honest_lines,
    line,
    random_world,
)

pytestmark = pytest.mark.slow

Back = list[CheckedLine]


def given_back(world: Sequence[Told], lines: Sequence[Line], before: Back) -> Back:
    note = header_of(lines, sort=Sort.CREDIT_NOTE)
    return check(world, lines, header=note, billed=billed_by(before))[1]


def again(world: Sequence[Told], lines: Sequence[Line], before: Back, back: Back) -> Back:
    return check(world, lines, billed=billed_by(before, back))[1]


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_a_whole_bill_that_was_given_back_can_be_billed_again_and_then_no_more(seed: int) -> None:
    world = random_world(Random(seed))
    lines = list(honest_lines(world))
    before = check(world, lines)[1]
    back = given_back(world, lines, before)

    once = again(world, lines, before, back)
    twice = again(world, lines, [*before, *once], back)

    assert all(not each.codes for each in once)
    assert all(Code.DUPLICATE in each.codes and not each.paid for each in twice)
    assert [each.found.granted for each in back] == [each.found.granted for each in before]


def test_days_of_the_middle_that_were_given_back_are_owed_again_and_no_others() -> None:
    case = held("a", day(1))
    before = check([case], [days(case, day(1), day(31))])[1]
    back = given_back([case], [days(case, day(10), day(12))], before)

    lines = again([case], [days(case, day(9), day(12)), days(case, day(10), day(12))], before, back)

    assert [each.found.granted for each in lines] == [3, 0]
    assert codes_of(lines) == [{Code.DUPLICATE}, {Code.DUPLICATE}]


def test_a_person_given_back_can_be_billed_through_another_case() -> None:
    world = [Told(name=name, person="p", kept=day(5)) for name in ("a", "b")]
    lines = [line("person-kept", case.reference) for case in world]
    before = check(world, lines[:1])[1]
    back = given_back(world, lines[:1], before)

    billed = again(world, lines[::-1], before, back)

    assert codes_of(billed) == [set(), {Code.PER_PERSON}]


def test_units_that_were_counted_are_given_back_by_count() -> None:
    world = [referred(name) for name in "abc"]
    before = check(world, [line("report-referred", quantity=3)])[1]
    back = given_back(world, [line("report-referred", quantity=2)], before)

    lines = again(world, [line("report-referred", quantity=3)], before, back)

    assert lines[0].found.granted == 2
    assert codes_of(lines) == [{Code.QUANTITY}]


@pytest.mark.parametrize("cases", [1, 2])
def test_a_unit_is_given_back_once_however_often_it_is_named(cases: int) -> None:
    case = referred()
    one = line("report-referred", case.reference)
    before = check([case], [one])[1]

    back = given_back([case], [line("report-referred", *[case.reference] * cases), one], before)

    assert [each.found.granted for each in back] == [1, 0]


def test_a_credit_note_gives_back_only_what_lies_in_the_period_of_its_line() -> None:
    case = referred(on=date(2026, 3, 10))
    before = check([case], [line("report-referred", case.reference)])[1]
    april = Period(begins=date(2026, 4, 1), ends=date(2026, 4, 30))

    back = given_back([case], [line("report-referred", case.reference, period=april)], before)

    assert back[0].found.taken == ()
