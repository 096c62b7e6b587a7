"""Over random worlds: an honest bill raises nothing, every planted fault is found, parts add up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from fielding.oversight.bills.checked import CheckedLine
from fielding.oversight.bills.codes import Code, Result
from fielding.oversight.bills.invoice import Line
from fielding.oversight.bills.written import read_line, written_line
from fielding.testing.billed_world import (
    ISSUED,
    MARCH,
    Told,
    check,
    honest_lines,
    line,
    random_world,
)

SEEDS = st.integers(min_value=0, max_value=2**32)
SOME = settings(max_examples=40, deadline=None)
DAY = timedelta(days=1)
#: A fault gives the case it adds to the world, if any, the faulty line, and its code.
Fault = tuple[list[Told], Line, Code]


def _phantom(_: Random, __: list[Line]) -> Fault:
    return [], line("report-referred", "NFRC269999999"), Code.PHANTOM


def _never_started(_: Random, __: list[Line]) -> Fault:
    case = Told(name="never", referred=MARCH.begins)
    return [case], line("day-held", case.reference, quantity=31, period=MARCH), Code.PHANTOM


def _again(random: Random, lines: list[Line]) -> Fault:
    return [], random.choice([each for each in lines if each.cases]), Code.DUPLICATE


def _too_early(random: Random, _: list[Line]) -> Fault:
    begins = MARCH.begins + DAY * random.randrange(1, 30)
    case = Told(name="late-start", held=[(begins, None)])
    return [case], line("day-held", case.reference, quantity=31, period=MARCH), Code.BEFORE_START


def _billed_on(random: Random, _: list[Line]) -> Fault:
    ends = MARCH.begins + DAY * random.randrange(0, 30)
    case = Told(name="stopped", held=[(MARCH.begins - 40 * DAY, ends)])
    return [case], line("day-held", case.reference, quantity=31, period=MARCH), Code.AFTER_STOP


def _ruled_out(random: Random, _: list[Line]) -> Fault:
    on = MARCH.begins + DAY * random.randrange(1, 31)
    case = Told(name="ruled-out", referred=on, erased=on - DAY)
    return [case], line("report-referred", case.reference), Code.INELIGIBLE


def _other_month(random: Random, _: list[Line]) -> Fault:
    case = Told(name="last-month", referred=MARCH.begins - DAY * random.randrange(1, 30))
    return [case], line("report-referred", case.reference), Code.OUT_OF_PERIOD


def _back_dated(random: Random, _: list[Line]) -> Fault:
    case = Told(name="back-dated", referred=ISSUED + DAY * random.randrange(1, 30))
    return [case], line("report-referred", case.reference), Code.BACK_DATED


def _old_price(_: Random, __: list[Line]) -> Fault:
    case = Told(name="old-price", referred=MARCH.begins)
    return [case], line("report-referred", case.reference, price="11.90"), Code.PRICE_VERSION


def _dearer(random: Random, _: list[Line]) -> Fault:
    case = Told(name="dearer", referred=MARCH.begins)
    dear = Decimal("12.50") + Decimal(random.randrange(1, 500)) / 100
    return [case], line("report-referred", case.reference, price=dear), Code.PRICE


def _misadded(random: Random, _: list[Line]) -> Fault:
    case = Told(name="misadded", referred=MARCH.begins)
    amount = Decimal("12.50") + Decimal(random.choice((-1, 1, 27, 99))) / 100
    return [case], line("report-referred", case.reference, amount=amount), Code.ARITHMETIC


def _doubled(_: Random, __: list[Line]) -> Fault:
    case = Told(name="doubled", referred=MARCH.begins)
    return [case], line("report-referred", case.reference, quantity=2), Code.QUANTITY


def _of_others(_: Random, __: list[Line]) -> Fault:
    case = Told(name="of-others", firm="another-firm", referred=MARCH.begins)
    return [case], line("report-referred", case.reference), Code.OTHER_CONTRACT


FAULTS: list[Callable[[Random, list[Line]], Fault]] = [
    _phantom, _never_started, _again, _too_early, _billed_on, _ruled_out, _other_month,
    _back_dated, _old_price, _dearer, _misadded, _doubled, _of_others,
]  # fmt: skip


@SOME
@given(SEEDS)
def test_an_honest_bill_raises_nothing(seed: int) -> None:
    world = random_world(Random(seed))

    whole, lines = check(world, list(honest_lines(world)))

    assert [each for each in lines if each.codes] == []
    assert whole.discrepancies == ()
    assert whole.paid == whole.amount


@SOME
@given(SEEDS)
def test_every_planted_fault_is_found_and_none_besides(seed: int) -> None:
    random = Random(seed)
    world = random_world(random)
    bill: list[tuple[Line, Code | None]] = [(each, None) for each in honest_lines(world)]
    bill.extend(_planted(random, world, [each for each, _ in bill]))
    # A copy has to come after its original to be the one at fault.
    placed = sorted(bill, key=lambda pair: (pair[1] is Code.DUPLICATE, random.random()))

    whole, lines = check(world, [each for each, _ in placed])

    told = [tuple(each.codes) for each in lines]
    assert told == [(code,) if code else () for _, code in placed]
    assert sum((each.amount for each in lines), Decimal(0)) == whole.amount
    assert whole.paid + whole.queried + whole.disputed == whole.amount
    assert all(_adds_up(each) for each in lines)


@SOME
@given(SEEDS)
def test_four_orders_of_one_person_are_found_wherever_they_stand(seed: int) -> None:
    random = Random(seed)
    world = random_world(random, cases=9)
    orders = [
        Told(name=f"order-{n}", person="four-orders", held=[(MARCH.begins, None)]) for n in range(4)
    ]
    lines = [line("day-held", case.reference, quantity=31, period=MARCH) for case in orders]
    bill = [*honest_lines(world), *lines]
    random.shuffle(bill)

    _, checked = check([*world, *orders], bill)

    found = [each for each in checked if Code.PER_PERSON in each.codes]
    assert len(found) == 3
    assert all(each.disputed == each.amount for each in found)


@SOME
@given(SEEDS)
def test_what_is_written_of_a_line_is_read_back(seed: int) -> None:
    random = Random(seed)
    world = random_world(random, cases=9)
    lines = list(honest_lines(world))
    _, checked = check(world, [*lines, line("report-referred", quantity=2)])

    back = [read_line(written_line(each)) for each in checked]

    assert back == [replace(each, found=replace(each.found, codes=each.codes)) for each in checked]


def _planted(
    random: Random, world: list[Told], lines: list[Line]
) -> list[tuple[Line, Code | None]]:
    planted: list[tuple[Line, Code | None]] = []
    for plant in FAULTS:
        if plant is _again and not lines:
            continue
        added, faulty, code = plant(random, lines)
        world.extend(added)
        planted.append((faulty, code))
    return planted


def _adds_up(each: CheckedLine) -> bool:
    whole = each.paid + each.queried + each.disputed == each.amount
    return whole and (each.result is Result.PAY) == (not each.codes)
